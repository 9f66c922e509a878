"""What the back office tells of a case: what can happen, what can't and why, and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parking.law.counting import UnknownHolidaysError
from parking.law.journey import BY_STEP, steps_from, what_stops
from parking.law.question import Question
from parking.law.reasons import Reason
from parking.law.state import HoldKind, State
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
    HoldKind.PRINT_RUN_UNRECONCILED: "Print run not reconciled",
    HoldKind.STAFF: "Held by staff",
}

# A hold that an event elsewhere will release by itself is not for a person to lift.
RELEASED_BY: Mapping[HoldKind, Permission] = {
    HoldKind.STAFF: Permission.HOLD_CASE,
    HoldKind.ADDRESS_IN_DOUBT: Permission.HOLD_CASE,
    HoldKind.SUSPENSION: Permission.HOLD_CASE,
    HoldKind.CHECKS_FAILED: Permission.REVIEW_QUARANTINE,
    HoldKind.ORDER_NOT_ATTACHED: Permission.CHANGE_PLACES,
}

_STARTS: Mapping[Clock, Callable[[State], date | None]] = {
    Clock.POSTAL_SERVICE: lambda state: state.contravention_on,
    Clock.NOTICE_TO_OWNER_LATEST: lambda state: state.served_on,
    Clock.MAKE_REPRESENTATIONS: lambda state: state.enforcement_notice_served_on,
    Clock.DECIDE_REPRESENTATIONS: lambda state: state.representations_received_on,
    Clock.APPEAL: lambda state: state.decision_served_on,
    Clock.ANSWER_RECOMMENDATION: lambda state: state.recommendation_given_on,
    Clock.ORDER_SERVE_BY: lambda state: state.registered_on,
    Clock.WITNESS_STATEMENT: lambda state: state.order_served_on,
    Clock.WARRANT_VALID: lambda state: state.warrant_issued_on,
}
"""What starts the clock of each step that has a last day."""

_POSTED = frozenset({
    Step.REQUEST_NOTICE_TO_OWNER, Step.SERVE_NOTICE_TO_OWNER, Step.REQUEST_REJECTION,
    Step.REJECT_REPRESENTATIONS,
})  # fmt: skip
"""Steps that are in time only if the post makes them so."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """One step of the journey from where a case stands: who takes it, what stops it, its last day."""

    step: Step
    by: tuple[Actor, ...]
    stops: tuple[Reason, ...]
    latest: date | None
    is_latest_posting: bool = False

    @property
    def by_whom(self) -> str:
        """Who takes the step, in words."""
        return " or ".join(BY_WHOM[actor] for actor in self.by)


def first_page(roles: Sequence[Role]) -> str:
    """Return where a person with these roles begins."""
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


def outlook(question: Question) -> tuple[Prospect, ...]:
    """Return every step that starts from this stage, in the order of the journey.

    Money is offered only while something is owed, and a release only while something is held.
    """
    state = question.state
    pointless = {
        Step.PAY: not state.owed(question.on),
        Step.RELEASE: not state.holds,
    }
    return tuple(
        Prospect(
            step=row.step,
            by=row.by,
            stops=tuple(stop.because for stop in what_stops(row.step, question)),
            latest=latest_day(row.step, question),
            is_latest_posting=row.step in _POSTED,
        )
        for row in steps_from(state.stage)
        if not pointless.get(row.step, False)
    )


def latest_day(step: Step, question: Question) -> date | None:
    """Return the last lawful day of a step: to post it, where only its service counts.

    None where the law sets no day, its clock has not started, or it ends in a year whose bank
    holidays nobody has entered yet.
    """
    clock = BY_STEP[step].within
    if clock is None:
        return None
    start = _STARTS[clock](question.state)
    if start is None:
        return None
    last = question.last_day(clock, start)
    if step not in _POSTED:
        return last
    try:
        return question.law.latest_posting(last, question.calendar)
    except UnknownHolidaysError:
        return None
