"""Whether a case that stands open can still go somewhere, and how: by the law's own course or by kindness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from parking.cases.proving.acts import Act, acts
from parking.cases.proving.days import next_boundary
from parking.cases.proving.moment import Moment
from parking.law.journey import BY_STEP
from parking.law.steps import Actor, Step


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

# Where the fold says to which stage, or the paper that goes next is asked of the print room.
TO_ANOTHER_STAGE = frozenset({
    Step.RESTART_AT_NOTICE, Step.SERVE_AGAIN, Step.ALLOW_APPEAL, Step.TRANSFER_LIABILITY,
    Step.CANCEL_CERTIFICATE, Step.WITHDRAW_REGISTRATION, Step.REQUEST_NOTICE_TO_OWNER,
    Step.REQUEST_POSTAL_PCN, Step.REQUEST_CHARGE_CERTIFICATE, Step.REQUEST_REGISTRATION, Step.REQUEST_ORDER,
    Step.REQUEST_WARRANT, Step.REQUEST_REJECTION, Step.REQUEST_RECOMMENDATION_REFUSAL, Step.ASK_KEEPER,
    Step.INSTRUCT_AGENT, Step.REGISTER_DEBT, Step.ISSUE_WARRANT,
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
    """Tell a step that the authority, the tribunal or the court takes, to another stage or to the printer."""
    if act.step is None or act.step in BY_CHOICE:
        return False
    row = BY_STEP[act.step]
    if row.by == (Actor.MOTORIST,):
        return False
    return act.step in TO_ANOTHER_STAGE or row.after not in {None, now.state.stage}
