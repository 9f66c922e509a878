"""What the back office tells of a case: what can happen, what can't and why, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parking.law.counting import UnknownHolidaysError
from parking.law.journey import BY_STEP, steps_from, what_stops
from parking.law.lapse import lapses
from parking.law.question import Question
from parking.law.reasons import Reason
from parking.law.starts import STARTS
from parking.law.state import HoldKind
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock
from parking.people.permissions import Permission, Role

FIRST_PAGES: Mapping[Role, str] = {
    Role.MANAGER: "/statistics",
    Role.CASE_OFFICER: "/desk/search",
    Role.ADVISER: "/desk/search",
    Role.PRINT_CLERK: "/desk/print",
    Role.OFFICER: "/patrol",
}
"""Where each job begins; of somebody's several jobs the first here decides."""

BY_WHOM: Mapping[Actor, str] = {
    Actor.OFFICER: "a civil enforcement officer",
    Actor.MOTORIST: "the motorist",
    Actor.OFFICE: "the back office",
    Actor.DECIDER: "the person who decides",
    Actor.SUPERVISOR: "a supervisor",
    Actor.ADJUDICATOR: "the adjudicator",
    Actor.COURT: "the court",
    Actor.AGENT: "the enforcement agent",
    Actor.CLOCK: "this system at night",
}

HOLD_TITLES: Mapping[HoldKind, str] = {
    HoldKind.CHECKS_FAILED: "Failed checks",
    HoldKind.ORDER_NOT_ATTACHED: "Order not attached",
    HoldKind.SUSPENSION: "Enforcement suspended",
    HoldKind.PAYMENT_PENDING: "Payment under way",
    HoldKind.UNMATCHED_MONEY: "Unmatched money",
    HoldKind.CHALLENGE_OPEN: "Challenge open",
    HoldKind.ADDRESS_IN_DOUBT: "Address in doubt",
    HoldKind.COURT_APPLICATION: "Court application",
    HoldKind.BREATHING_SPACE: "Breathing space",
    HoldKind.BREATHING_SPACE_CRISIS: "Breathing space for treatment",
    HoldKind.PRINT_RUN_UNRECONCILED: "Print run not reconciled",
    HoldKind.PAYMENT_ARRANGEMENT: "Paying by instalments",
    HoldKind.CORPORATE_DEBT: "Company in difficulty",
    HoldKind.INSOLVENCY: "Insolvency",
    HoldKind.DECEASED: "Person has died",
    HoldKind.CRIME: "Crime reported",
    HoldKind.OMBUDSMAN: "Ombudsman",
    HoldKind.VULNERABILITY: "Needs our help",
    HoldKind.RECALL: "Recall not acknowledged",
    HoldKind.LEGAL: "With legal",
    HoldKind.STAFF: "Held by staff",
}

# A hold that an event elsewhere will release by itself is not for a person to lift.
RELEASED_BY: Mapping[HoldKind, Permission] = {
    HoldKind.STAFF: Permission.HOLD_CASE,
    HoldKind.ADDRESS_IN_DOUBT: Permission.HOLD_CASE,
    HoldKind.SUSPENSION: Permission.HOLD_CASE,
    HoldKind.BREATHING_SPACE: Permission.HOLD_CASE,
    HoldKind.BREATHING_SPACE_CRISIS: Permission.HOLD_CASE,
    HoldKind.PAYMENT_ARRANGEMENT: Permission.HOLD_CASE,
    HoldKind.CORPORATE_DEBT: Permission.HOLD_CASE,
    HoldKind.INSOLVENCY: Permission.HOLD_CASE,
    HoldKind.CRIME: Permission.HOLD_CASE,
    HoldKind.OMBUDSMAN: Permission.HOLD_CASE,
    HoldKind.VULNERABILITY: Permission.HOLD_CASE,
    HoldKind.RECALL: Permission.HOLD_CASE,
    HoldKind.PRINT_RUN_UNRECONCILED: Permission.HOLD_CASE,
    HoldKind.DECEASED: Permission.DECIDE_CASE,
    HoldKind.LEGAL: Permission.DECIDE_CASE,
    HoldKind.CHECKS_FAILED: Permission.REVIEW_QUARANTINE,
    HoldKind.ORDER_NOT_ATTACHED: Permission.CHANGE_PLACES,
}

_FROM_THE_STATE = frozenset({Clock.POSTAL_SERVICE, Clock.POSTAL_EXTENDED_SERVICE})
"""Which of several clocks runs for a PCN by post depends on what happened before: the law knows."""

_EARLIEST = frozenset({Clock.DEBT_REGISTRATION, Clock.WARRANT_REQUEST})
"""Clocks that must have run out before their step: they give it a first day and no last one."""

_UNSEEN = frozenset({Clock.CHALLENGE_REPLY})
"""Targets of our own for each of several challenges: the worklist of challenges tells their days."""

_POSTED = frozenset({
    Step.REQUEST_POSTAL_PCN, Step.SERVE_PCN_BY_POST, Step.REQUEST_NOTICE_TO_OWNER, Step.SERVE_NOTICE_TO_OWNER,
    Step.REQUEST_REJECTION, Step.REJECT_REPRESENTATIONS, Step.REQUEST_RECOMMENDATION_REFUSAL,
    Step.REFUSE_RECOMMENDATION,
})  # fmt: skip
"""Steps that are in time only if the post makes them so."""

NOTHING_THERE = frozenset({
    "address_is_as_served", "agent_not_recalled", "certificate_not_requested", "debt_not_registered",
    "ground_is_not_received", "no_agent_instructed", "no_challenge_open", "no_claim_open",
    "no_court_application", "no_enquiry_out", "no_late_representations", "no_money_held",
    "no_money_received", "no_refund_due", "no_rejection_served", "nothing_held", "notice_not_requested",
    "order_not_requested", "refusal_not_requested", "registration_not_asked_for", "rejection_not_requested",
    "representations_in_time", "warrant_not_asked_for",
})  # fmt: skip
"""Reasons that say there is nothing for a step to act on: a page that told them all would hide the rest."""

_OF_THE_COUNCIL = frozenset({Actor.OFFICER, Actor.OFFICE, Actor.DECIDER, Actor.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Prospect:
    """One step of the journey from where a case stands: who takes it, what stops it, its last day."""

    step: Step
    by: tuple[Actor, ...]
    stops: tuple[Reason, ...]
    latest: date | None
    is_latest_posting: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether somebody at the council takes the step; others' steps are only recorded here."""
        return not _OF_THE_COUNCIL.isdisjoint(self.by)

    @property
    def by_whom(self) -> str:
        """Who takes the step, in words."""
        return " or ".join(BY_WHOM[actor] for actor in self.by)


def first_page(roles: Sequence[Role]) -> str:
    """Return where a person with these roles begins."""
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


def outlook(question: Question) -> tuple[Prospect, ...]:
    """Return the steps that start from this stage and have something to act on, in the journey's order.

    Money is offered only while something is owed, a release only while something is held.
    """
    return tuple(
        prospect
        for prospect in every_prospect(question)
        if NOTHING_THERE.isdisjoint(why.code for why in prospect.stops)
        and (prospect.step is not Step.PAY or question.state.owed(question.on))
    )


def every_prospect(question: Question) -> tuple[Prospect, ...]:
    """Return every step that starts from this stage, in the order of the journey."""
    return tuple(
        Prospect(
            step=row.step,
            by=row.by,
            stops=tuple(stop.because for stop in what_stops(row.step, question)),
            latest=latest_day(row.step, question),
            is_latest_posting=row.step in _POSTED,
        )
        for row in steps_from(question.state.stage)
    )


def latest_day(step: Step, question: Question) -> date | None:
    """Return the last lawful day of a step: to post it, where only its service counts.

    None where the law sets no day, its clock has not started, or it ends in a year whose bank
    holidays nobody has entered yet.
    """
    clock = BY_STEP[step].within
    if clock is None or clock in _EARLIEST | _UNSEEN:
        return None
    try:
        last = _last_day(clock, question)
        if last is None or step not in _POSTED:
            return last
        return question.law.latest_posting(last, question.calendar)
    except UnknownHolidaysError:
        return None


def _last_day(clock: Clock, question: Question) -> date | None:
    if clock in _FROM_THE_STATE:
        return lapses(question.state, question.calendar)
    start = STARTS[clock](question.state)
    return question.last_day(clock, start) if start is not None else None
