"""The events after the order and those of holds and endings, as the walk may record them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from parking.cases.history import closing, court, holds
from parking.cases.history.registry import Event
from parking.cases.proving.moment import DIGEST, OFFICER, Moment, Table, uid
from parking.law.charges import AgentStage
from parking.law.state import HoldKind, WitnessGround
from parking.law.steps import Step
from parking.values.money import Money

APPLICATION, INSTRUCTION, WARRANT_BATCH = uid(60), uid(61), uid(62)
HOLD = uid(63)
REVIEW = timedelta(days=12)
HELD_FOR = (HoldKind.STAFF, HoldKind.BREATHING_SPACE, HoldKind.DECEASED)


def _revoked(now: Moment) -> Iterator[Event]:
    late = now.state.late_statement_on is not None
    for ground in (WitnessGround.NOTICE_NOT_RECEIVED, WitnessGround.NO_REJECTION, WitnessGround.PAID):
        yield court.OrderRevoked(uid(64), ground, now.on, late)


def _fee(now: Moment) -> Iterator[Event]:
    if not now.state.agent_fees:
        debt: Money = now.state.owed(now.on)
        fee = now.law.agent_fees.fee(AgentStage.COMPLIANCE, debt)
        yield court.AgentFeeAdded(INSTRUCTION, AgentStage.COMPLIANCE, fee, now.on)


def _held(now: Moment) -> Iterator[Event]:
    if HOLD not in now.state.holds:
        for kind in HELD_FOR:
            yield holds.HoldSet(HOLD, kind, "team leader", now.on + REVIEW, None, None)


def _reviewed(now: Moment) -> Iterator[Event]:
    for hold in list(now.state.holds)[:1]:
        yield holds.HoldReviewed(hold, "team leader", now.on + REVIEW, None, None)


def _released(now: Moment) -> Iterator[Event]:
    for hold in list(now.state.holds)[:1]:
        yield holds.HoldReleased(hold, None, None)


ACTS: Table = {
    Step.APPLY_TO_COURT: lambda now: [
        court.CourtApplicationReceived(APPLICATION, court.Application.OUT_OF_TIME, now.on, None)
    ],
    Step.ANSWER_APPLICATION: lambda now: [
        court.CourtApplicationAnswered(APPLICATION, now.on, True, DIGEST)  # noqa: FBT003 - the fact that it objects
    ],
    Step.REFUSE_APPLICATION: lambda now: [court.CourtApplicationRefused(APPLICATION, now.on)],
    Step.REVOKE_ORDER: _revoked,
    Step.RESTART_AT_NOTICE: lambda now: [court.NoticeToBeServedAfresh(now.on)],
    Step.REFER_TO_ADJUDICATOR: lambda now: [court.ReferredToAdjudicator(uid(40), now.on)],
    Step.REQUEST_WARRANT: lambda now: [court.WarrantRequested(WARRANT_BATCH, now.on, OFFICER)],
    Step.DROP_WARRANT_REQUEST: lambda now: [court.WarrantRequestRejected(WARRANT_BATCH, now.on, "withdrawn")],
    Step.ISSUE_WARRANT: lambda now: [court.WarrantIssued(WARRANT_BATCH, now.on)],
    Step.EXPIRE_WARRANT: lambda now: [court.WarrantExpired(now.on)],
    Step.RETURN_WARRANT: lambda now: [court.WarrantReturned(now.on, "given up")],
    Step.INSTRUCT_AGENT: lambda now: [court.AgentInstructed(INSTRUCTION, "Example Agents", now.on)],
    Step.ADD_AGENT_FEE: _fee,
    Step.RECALL_AGENT: lambda now: [court.AgentRecalled(INSTRUCTION, now.on, "paid direct")],
    Step.ACKNOWLEDGE_RECALL: lambda now: [court.RecallAcknowledged(INSTRUCTION, now.on)],
    Step.RETURN_FROM_AGENT: lambda now: [court.AgentReturned(INSTRUCTION, now.on, "no goods")],
    Step.HOLD: _held,
    Step.REVIEW_HOLD: _reviewed,
    Step.RELEASE: _released,
    Step.CANCEL: lambda now: [closing.CaseCancelled(now.on, "goodwill", DIGEST)],
    Step.WRITE_OFF: lambda now: [closing.CaseWrittenOff(now.on, "untraceable", DIGEST)],
    Step.TELL_CLOSING: lambda now: [] if now.state.told_on else [closing.ClosingTold(now.on, "letter")],
    Step.REOPEN: lambda now: [closing.CaseReopened(now.on, "wrong case", DIGEST)],
    Step.LOOK_AGAIN: lambda now: [
        closing.SecondLookDone(now.on, OFFICER, True, DIGEST)  # noqa: FBT003 - the fact that they agree
    ],
}
