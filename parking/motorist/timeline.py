"""What has happened to a notice and what comes next, in plain words, with today among them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.history.issue import HowServed, PcnPrepared, PcnServed, PostalPcnServed
from parking.cases.history.keepers import KeeperAsked, NoticeToOwnerServed
from parking.cases.history.payments import PaymentReceived
from parking.cases.queries import Happened
from parking.law.state import Stage, State
from parking.motorist.rules import Days, Phase
from parking.motorist.standing import Standing
from parking.values import clock
from parking.web.components import Step, When
from parking.words import Reader, event_words

_SERVED = {
    HowServed.AFFIXED: "An officer fixed the notice to the vehicle.",
    HowServed.HANDED: "An officer handed the notice to the driver.",
}
_CLOSED = {
    Stage.PAID: "The case is closed. There is nothing to pay.",
    Stage.CANCELLED: "We cancelled the notice. There is nothing to pay.",
    Stage.WRITTEN_OFF: "We closed the case. There is nothing to pay.",
}
# Work inside the office: it tells the reader nothing they can use.
INSIDE = frozenset({
    "address_checked", "address_doubted", "appeal_documents_delivered", "appeal_referred_to_legal",
    "capacity_decided", "certificate_requested", "certificate_withdrawn", "claim_answered", "claim_listed",
    "closing_told", "court_application_answered", "hold_reviewed", "keeper_answered",
    "keeper_enquiry_timed_out", "liability_transferred", "no_appeal_confirmed", "notice_to_owner_requested",
    "notice_to_owner_withdrawn", "order_paper_withdrawn", "order_requested", "paper_drawn", "paper_spoiled",
    "postal_pcn_requested", "postal_pcn_withdrawn", "recommendation_refusal_requested",
    "recommendation_refusal_withdrawn", "rejection_requested", "rejection_withdrawn", "second_look_done",
})  # fmt: skip
# The day of a thing as its reader counts it: what reached us or them, before when it was typed in.
DAYS = (
    "received_on", "posted_on", "sent_on", "began_on", "decided_on", "served_on", "admitted_on",
    "withdrawn_on", "registered_on", "requested_on", "given_on", "decision_served_on", "notified_on",
    "referred_on", "issued_on", "told_on", "corrected_on", "on",
)  # fmt: skip


def steps_of(
    happened: tuple[Happened, ...],
    state: State,
    days: Days,
    phase: Phase,
    today: date,
    stands: Standing,
) -> list[Step]:
    """Return the past, today and what lies ahead, in the order of the days."""
    told = [said for one in happened for said in _told(one)]
    past = [Step(on, text, When.PAST) for on, text in told if on <= today]
    ahead = [Step(on, text, When.AHEAD) for on, text in told if on > today]
    if not state.is_closed:
        ahead += [Step(on, text, When.AHEAD) for on, text in _to_come(days, phase, today)]
        if stands.pay_by is not None and stands.pay_by >= today:
            ahead.append(Step(stands.pay_by, f"Last day to pay before {stands.before}.", When.AHEAD))
    now = Step(today, _now(state, today), When.TODAY)
    return [*sorted(past, key=_when), now, *sorted(ahead, key=_when)]


def _when(step: Step) -> date:
    return step.on


def _told(one: Happened) -> Iterator[tuple[date, str]]:
    match one.event:
        case PcnServed(served_at=at, how=how):
            yield clock.day_of(at), _SERVED[how]
        case PcnPrepared(ended_at=ended):
            yield clock.day_of(ended), "An officer saw the vehicle. The notice could not be given there."
        case PostalPcnServed(posted_on=posted, served_on=served):
            yield posted, "We posted the notice to the owner of the vehicle."
            yield served, "The law counts the notice as served on this day."
        case PaymentReceived(amount=amount, began_on=began):
            yield began, f"{amount} was paid."
        case KeeperAsked(asked_on=day):
            yield day, "We asked who the keeper of the vehicle is."
        case NoticeToOwnerServed(posted_on=posted, served_on=served):
            yield posted, "We posted a notice to owner to the owner of the vehicle."
            yield served, "The law counts the notice to owner as served on this day."
        case HoldSet():
            yield clock.day_of(one.happened_at), "A person here began to check this notice."
        case HoldReleased():
            yield clock.day_of(one.happened_at), "The check ended."
        case _ if one.kind not in INSIDE:
            yield _day_of(one), f"{event_words(one.kind, Reader.MOTORIST)}."


def _day_of(one: Happened) -> date:
    named = (getattr(one.event, name, None) for name in DAYS)
    return next((day for day in named if isinstance(day, date)), clock.day_of(one.happened_at))


def _now(state: State, today: date) -> str:
    if state.is_closed:
        return _CLOSED[state.stage]
    owed = state.owed(today)
    return f"The amount to pay is {owed}." if owed else "There is nothing to pay today."


def _to_come(days: Days, phase: Phase, today: date) -> Iterator[tuple[date, str]]:
    if phase is Phase.REDUCED and days.reduced_until:
        yield days.reduced_until, "Last day to pay the reduced amount."
    if phase in {Phase.REDUCED, Phase.FULL} and days.full_until and days.full_until >= today:
        yield days.full_until, "Last day to pay before we may write to the owner."
        yield (
            clock.days_after(days.full_until, 1),
            "From this day, if it is not paid, we may send the owner a notice to owner.",
        )
    by_post = days.full_until is None
    if days.notice_until and (phase is Phase.NOTICE or (phase is Phase.REDUCED and by_post)):
        yield days.notice_until, "Last day to pay before the charge may go up."
        if days.represent_until:
            yield days.represent_until, "Last day for the owner to object in writing."
        yield (
            clock.days_after(days.notice_until, 1),
            "From this day, if it is not paid, we may send a charge certificate.",
        )
