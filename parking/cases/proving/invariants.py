"""What must be true of every act and every state, stated here once more and apart from the guards."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from parking.cases.history import court, issue, keepers, payments, recovery, representations, tribunal
from parking.cases.history.codec import facts_of
from parking.cases.history.registry import NAMES, Event, read
from parking.cases.proving.acts import Act
from parking.cases.proving.moment import Moment
from parking.cases.snapshot import snapshot, state_of
from parking.law.basis import Basis
from parking.law.state import Ending, Stage, State
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.values.canonical import canonical
from parking.values.money import NOTHING, Money


@dataclass(frozen=True, slots=True)
class Passage:
    """One act of the walk: the moment before it, what was done, and the state it led to."""

    now: Moment
    act: Act
    after: State


@dataclass(frozen=True, slots=True)
class Invariant:
    """One thing that must be true of every act, in words and as a check: None, or what is wrong."""

    says: str
    check: Callable[[Passage], str | None]


ENFORCING = frozenset({
    Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE, Step.REQUEST_REGISTRATION,
    Step.REQUEST_ORDER, Step.SERVE_ORDER, Step.REQUEST_WARRANT, Step.INSTRUCT_AGENT,
})  # fmt: skip
ASKED_OF_THE_COURT = frozenset({Step.REQUEST_REGISTRATION, Step.REQUEST_WARRANT})
OPEN_STAGES = frozenset({Stage.CHALLENGED, Stage.REPRESENTED, Stage.APPEALED, Stage.WITNESS_STATEMENT})
SLIPS = frozenset({Ending.DISCRETION, Ending.WRITTEN_OFF})


def nothing_moves_while_open(passage: Passage) -> str | None:
    """No certificate, registration, order, warrant or agent while anything is open."""
    state = passage.now.state
    if passage.act.step not in ENFORCING:
        return None
    unanswered = state.stage is Stage.RECOMMENDED and state.recommendation_refused_on is None
    waits = {
        "a challenge": bool(state.challenges_open),
        "representations or an appeal": state.stage in OPEN_STAGES or unanswered,
        "late representations": state.late_representations_on is not None,
        "a court application": state.late_statement_on is not None,
        "a hold": bool(state.holds),
        "held money": bool(state.held_money),
        "a closed case": state.is_closed,
    }
    return next((f"{what} is open" for what, is_open in waits.items() if is_open), None)


def address_is_sure(passage: Passage) -> str | None:
    """No registration, warrant or agent while the address is in doubt or another was found."""
    if passage.act.step not in {*ASKED_OF_THE_COURT, Step.INSTRUCT_AGENT}:
        return None
    state = passage.now.state
    doubted, checked = state.address_doubted_on, state.address_checked_on
    if doubted is not None and (checked is None or checked < doubted):
        return "the address is in doubt"
    return "another address was found" if state.address_differs or state.order_address_wrong else None


def nothing_rests_on_an_early_certificate(passage: Passage) -> str | None:
    """Nothing is asked of the court, sent or enforced on a certificate that is known to have come early."""
    if passage.act.step not in ENFORCING - {Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE}:
        return None
    now, state = passage.now, passage.now.state
    before = replace(now, state=replace(state, stage=state.certificate_from or state.stage))
    served = state.certificate_served_on
    return None if served is not None and served > _relevant_period(before) else "the certificate came early"


def in_time(passage: Passage) -> str | None:
    """Nothing is served late or early, nor asked of the court early."""
    now, state = passage.now, passage.now.state
    earliest, latest, days = _limits(now, passage.act.event)
    for day in days:
        if earliest is not None and day <= earliest:
            return f"{day} is inside a period that ends on {earliest}"
        if latest is not None and day > latest:
            return f"{day} is after the last day, {latest}"
    if isinstance(passage.act.event, recovery.CertificateServed):
        asked = state.no_appeal_confirmed_on
        if asked is None or earliest is None or asked <= earliest:
            return "the tribunal was not asked after the period"
    return None


def _limits(  # noqa: C901, PLR0911 - one case for each paper
    now: Moment, event: Event
) -> tuple[date | None, date | None, tuple[date, ...]]:
    """Return the last day of the period that must be over, the last lawful day, and the days of the act."""
    state = now.state
    match event:
        case keepers.NoticeToOwnerServed(posted_on=posted, served_on=served):
            over = _end(now, Clock.KERB_FULL_CHARGE, state.contravention_on)
            last = _end(now, Clock.NOTICE_TO_OWNER_LATEST, state.relevant_on or state.served_on)
            return over, last, (posted, served)
        case issue.PostalPcnServed(served_on=served):
            return None, _postal_limit(now), (served,)
        case representations.RejectionServed(served_on=served):
            last = _end(now, Clock.DECIDE_REPRESENTATIONS, state.representations_received_on)
            return None, last, (served,)
        case representations.RepresentationsTreatedAsAccepted(on=day):
            over = _end(now, Clock.DECIDE_REPRESENTATIONS, state.representations_received_on)
            return over, None, (day,)
        case tribunal.RecommendationRefused(served_on=served):
            return None, _end(now, Clock.ANSWER_RECOMMENDATION, state.recommendation_given_on), (served,)
        case recovery.CertificateServed(posted_on=posted, served_on=served):
            return _relevant_period(now), None, (posted, served)
        case recovery.RegistrationRequested(requested_on=day):
            return _end(now, Clock.CERTIFICATE_PAYMENT, state.certificate_served_on), None, (day,)
        case recovery.OrderServed(sent_on=day) if not state.order_address_wrong:
            return None, _end(now, Clock.ORDER_SERVE_BY, state.registered_on), (day,)
        case court.WarrantRequested(requested_on=day):
            return _end(now, Clock.WITNESS_STATEMENT, state.order_served_on), None, (day,)
        case court.AgentInstructed(on=day):
            return None, _end(now, Clock.WARRANT_VALID, state.warrant_issued_on), (day,)
        case _:
            return None, None, ()


def _relevant_period(now: Moment) -> date:
    state = now.state
    branches = {
        Stage.REJECTED: (Clock.CERTIFICATE_AFTER_REJECTION, state.decision_served_on),
        Stage.APPEAL_REFUSED: (Clock.CERTIFICATE_AFTER_APPEAL_REFUSED, state.appeal_decision_served_on),
        Stage.APPEAL_WITHDRAWN: (Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN, state.appeal_withdrawn_on),
        Stage.RECOMMENDED: (Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED, state.recommendation_refused_on),
    }
    kerb = state.basis is Basis.KERB
    unanswered = (Clock.CERTIFICATE_NO_REPRESENTATIONS, state.notice_served_on if kerb else state.served_on)
    return _end(now, *branches.get(state.stage, unanswered))


def _postal_limit(now: Moment) -> date:
    state = now.state
    if state.relevant_on is not None:
        return _end(now, Clock.POSTAL_FRESH_NOTICE, state.relevant_on)
    extended = state.postal_extension_on is not None
    clock = Clock.POSTAL_EXTENDED_SERVICE if extended else Clock.POSTAL_SERVICE
    return _end(now, clock, state.contravention_on)


def _end(now: Moment, clock: Clock, start: date | None) -> date:
    # A period that never began is never over: whatever rests on it is refused.
    return now.last(clock, start) if start is not None else date.max


def money_is_kept(passage: Passage) -> str | None:
    """Money never appears or vanishes: what a case holds changes by what came in or was taken back."""
    before, after = passage.now.state.received, passage.after.received
    put_in = brought(passage.act.event)
    if after - before != put_in:
        return f"{put_in} came in, but what the case accounts for went from {before} to {after}"
    return None


def brought(event: Event) -> Money:
    """Return the money that an event brings into a case; below zero where it takes money back."""
    match event:
        case payments.PaymentReceived(amount=amount) | payments.MoneyHeld(amount=amount):
            return amount
        case payments.PaymentReversed(amount=amount):
            return -amount
        case _:
            return NOTHING


def nothing_below_zero(passage: Passage) -> str | None:
    """No sum of money falls below nothing, and no part is more than its whole."""
    after = passage.after
    sums = (after.paid, after.held_money, after.refund_due, after.refunded, after.given_back,
            after.paid_since_certificate, after.agent_fees, after.lost)  # fmt: skip
    if min(sums) < NOTHING:
        return "a sum of money is below nothing"
    if after.paid_since_certificate > after.paid:
        return "more was paid since the certificate than was paid"
    return None


def owed_is_right(passage: Passage) -> str | None:
    """A closed case owes nothing; an open one no more than its charge, and one paid in full closes."""
    after = passage.after
    owed = after.owed(passage.now.on)
    if after.is_closed:
        return "a closed case owes money" if owed else None
    if not NOTHING <= owed <= after.charge():
        return f"{owed} is owed of a charge of {after.charge()}"
    unanswered = after.stage is Stage.RECOMMENDED and after.recommendation_refused_on is None
    waits = unanswered or after.stage in {Stage.PREPARED, Stage.REPRESENTED, Stage.APPEALED}
    if not waits and after.paid and after.paid >= after.charge():
        return "the whole charge is paid, but the case is open"
    return None


def replay_is_projection(passage: Passage) -> str | None:
    """Replaying what is written gives the kept state: each event and each state reads back as it was."""
    kind, version = NAMES[type(passage.act.event)]
    written = read(kind, version, json.loads(canonical(facts_of(passage.act.event))))
    if written != passage.act.event:
        return "the event reads back as another"
    if state_of(snapshot(passage.after)) != passage.after:
        return "the kept state reads back as another"
    return None


def facts_fit(passage: Passage) -> str | None:
    """No paper stands without the one before it, and each stage has the fact it stands on."""
    after = passage.after
    rests_on = {
        "a certificate": (after.certificate_served_on, after.enforcement_notice_served_on),
        "a registered debt": (after.registered_on, after.certificate_served_on),
        "an order": (after.order_served_on, after.registered_on),
        "a warrant": (after.warrant_issued_on, after.order_served_on),
        "a rejection": (after.decision_served_on, after.representations_received_on),
    }
    for what, (later, earlier) in rests_on.items():
        if later is not None and earlier is None:
            return f"{what} stands with nothing under it"
    needed = _NEEDED.get(after.stage)
    if needed is not None and getattr(after, needed) is None:
        return f"a case at {after.stage} has no {needed}"
    if after.stage is Stage.CHALLENGED and not after.challenges_open:
        return "a challenged case has no open challenge"
    if bool(after.held_money) is not bool(after.held_payments):
        return "held money is nobody's, or nobody's money is held"
    increased = after.stage in _INCREASED
    if not after.is_closed and increased is not (after.certificate_served_on is not None):
        return f"a case at {after.stage} with{'out' if increased else ''} a certificate"
    return None


_NEEDED = {
    Stage.SERVED: "served_on",
    Stage.NOTICE_TO_OWNER: "notice_served_on",
    Stage.SERVED_BY_POST: "served_on",
    Stage.REPRESENTED: "representations_received_on",
    Stage.REJECTED: "decision_served_on",
    Stage.APPEALED: "appealed_on",
    Stage.APPEAL_REFUSED: "appeal_decision_served_on",
    Stage.APPEAL_WITHDRAWN: "appeal_withdrawn_on",
    Stage.RECOMMENDED: "recommendation_given_on",
    Stage.CHARGE_CERTIFICATE: "certificate_served_on",
    Stage.REGISTERED: "registered_on",
    Stage.ORDER_FOR_RECOVERY: "order_served_on",
    Stage.WITNESS_STATEMENT: "witness_statement_on",
    Stage.WARRANT: "warrant_issued_on",
}
_INCREASED = frozenset({
    Stage.CHARGE_CERTIFICATE, Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY, Stage.WARRANT,
})  # fmt: skip


def endings_stand(passage: Passage) -> str | None:
    """An ending by law, tribunal or a decision that was told is never undone by the authority."""
    before, step = passage.now.state, passage.act.step
    if not before.is_closed or passage.after.is_closed:
        return None
    if step is Step.REOPEN and before.ending in SLIPS and before.told_on is None:
        return None
    if step in {Step.REVERSE_PAYMENT, Step.REVOKE_ORDER} and before.stage is not Stage.CANCELLED:
        return None
    return f"a case that ended ({before.ending}) was opened again"


INVARIANTS: tuple[Invariant, ...] = tuple(
    Invariant((check.__doc__ or "").strip().rstrip("."), check)
    for check in (
        nothing_moves_while_open,
        address_is_sure,
        nothing_rests_on_an_early_certificate,
        in_time,
        money_is_kept,
        nothing_below_zero,
        owed_is_right,
        replay_is_projection,
        facts_fit,
        endings_stand,
    )
)
