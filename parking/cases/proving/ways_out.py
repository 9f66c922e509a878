"""Whether a case that stands open can still go somewhere, and how: by the law's own course or by kindness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from parking.cases.history.registry import evolve
from parking.cases.proving.acts import Act, acts
from parking.cases.proving.days import next_boundary
from parking.cases.proving.moment import Moment
from parking.law.steps import Step


class WayOut(StrEnum):
    """How a case can move on from a moment."""

    NOW = "by the next step of the journey, now"
    LATER = "by the next step of the journey, on a later day"
    CLEARED = "once what stands in the way is answered, released, checked or taken back"
    CHOICE = "only by paying, or by the council's choice to cancel or write off"
    NONE = "none"


BY_CHOICE = frozenset({Step.CANCEL, Step.WRITE_OFF, Step.PAY})
CLEARING = frozenset({
    Step.RELEASE, Step.CREDIT_HELD_MONEY, Step.RETURN_HELD_MONEY, Step.CHECK_ADDRESS, Step.ANSWER_CLAIM,
    Step.LIST_CLAIM, Step.DECIDE_CAPACITY, Step.DISREGARD_LATE, Step.REFUSE_APPLICATION, Step.RECORD_KEEPER,
    Step.CONFIRM_NO_APPEAL, Step.DROP_REGISTRATION, Step.DROP_WARRANT_REQUEST, Step.RETURN_FROM_AGENT,
    Step.REFUSE_CHALLENGE, Step.EXTEND_POSTAL_SERVICE,
})  # fmt: skip


def way_out(now: Moment, allowed: Iterable[Act]) -> WayOut:
    """Return the best way out of a moment: its own acts, then those of the days to come."""
    here = tuple(allowed)
    if any(_moves(now, act) for act in here):
        return WayOut.NOW
    if any(act.step is None or act.step in CLEARING for act in here):
        return WayOut.CLEARED
    choice = any(act.step in BY_CHOICE for act in here)
    day = next_boundary(now)
    while day is not None:
        now = replace(now, on=day)
        if any(_moves(now, act) for act in acts(now)):
            return WayOut.LATER
        day = next_boundary(now)
    return WayOut.CHOICE if choice else WayOut.NONE


def _moves(now: Moment, act: Act) -> bool:
    if act.step is None or act.step in BY_CHOICE:
        return False
    after = evolve(now.state, act.event)
    asked = after.notice_requested_on or after.certificate_requested_on or after.order_requested_on
    return after.stage is not now.state.stage or (asked is not None and act.step not in CLEARING)
