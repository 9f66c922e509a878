"""After the order: statements and revocation, the warrant and the enforcement agent (law 1.13, 1.14)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from parking.cases.history.representations import without_notice
from parking.law.charges import AgentStage
from parking.law.state import Stage, State, WitnessGround
from parking.values.money import NOTHING, Money


class Application(StrEnum):
    """What waits at the court and suspends enforcement."""

    OUT_OF_TIME = "out_of_time"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class CourtApplicationReceived:
    """The court told of an application out of time, or to review a decision: enforcement is suspended."""

    application_id: UUID
    kind: Application
    notified_on: date
    ground: WitnessGround | None


@dataclass(frozen=True, slots=True)
class CourtApplicationAnswered:
    """The authority told the court whether it objects, and why."""

    application_id: UUID
    answered_on: date
    objects: bool
    digest: str


@dataclass(frozen=True, slots=True)
class CourtApplicationRefused:
    """The court refused the application: enforcement may go on."""

    application_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class OrderRevoked:
    """One act undoes the order, the certificate, the warrant, the instruction and the fees.

    Money paid since the certificate goes back. On the ground that the notice was not received,
    and on that ground only, the enforcement notice falls too (SI 2022/71 reg 23(5)).
    """

    statement_id: UUID
    ground: WitnessGround
    notified_on: date
    was_late: bool


@dataclass(frozen=True, slots=True)
class NoticeToBeServedAfresh:
    """A person decided to serve a fresh notice, in the time that began with the court's own."""

    decided_on: date


@dataclass(frozen=True, slots=True)
class ReferredToAdjudicator:
    """On the other grounds the case goes to the adjudicator, who may direct."""

    appeal_id: UUID
    referred_on: date


@dataclass(frozen=True, slots=True)
class WarrantRequested:
    """The authority certified to the court what is owed and asked for a warrant of control."""

    batch_id: UUID
    requested_on: date
    certified_by: UUID


@dataclass(frozen=True, slots=True)
class WarrantRequestRejected:
    """The court did not seal this request, or it was withdrawn before it did."""

    batch_id: UUID
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class WarrantIssued:
    """The court sealed the request: the warrant runs for twelve months and is not renewed."""

    batch_id: UUID
    issued_on: date


@dataclass(frozen=True, slots=True)
class WarrantExpired:
    """The twelve months of the warrant are over: the order stands."""

    on: date


@dataclass(frozen=True, slots=True)
class WarrantReturned:
    """The warrant was given up before its twelve months: the order stands."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class AgentInstructed:
    """A certificated enforcement agent was sent the debt, the address and every flag."""

    instruction_id: UUID
    agent: str
    on: date


@dataclass(frozen=True, slots=True)
class AgentFeeAdded:
    """The agent told of a fee, checked against the scale of its day (SI 2014/1)."""

    instruction_id: UUID
    stage: AgentStage
    fee: Money
    on: date


@dataclass(frozen=True, slots=True)
class AgentRecalled:
    """The agent was told to stop and send the case back; that it heard must be acknowledged."""

    instruction_id: UUID
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class RecallAcknowledged:
    """The agent acknowledged the recall: nobody calls on this address any more."""

    instruction_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class AgentReturned:
    """The agent sent the case back, for a reason of the list."""

    instruction_id: UUID
    on: date
    reason: str


CourtEvent = (
    CourtApplicationReceived
    | CourtApplicationAnswered
    | CourtApplicationRefused
    | OrderRevoked
    | NoticeToBeServedAfresh
    | ReferredToAdjudicator
    | WarrantRequested
    | WarrantRequestRejected
    | WarrantIssued
    | WarrantExpired
    | WarrantReturned
    | AgentInstructed
    | AgentFeeAdded
    | AgentRecalled
    | RecallAcknowledged
    | AgentReturned
)


def evolve(state: State, event: CourtEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case CourtApplicationReceived(notified_on=day):
            return replace(state, late_statement_on=day, late_statement_answered_on=None)
        case CourtApplicationAnswered(answered_on=day):
            return replace(state, late_statement_answered_on=day)
        case CourtApplicationRefused():
            return replace(state, late_statement_on=None, late_statement_answered_on=None)
        case OrderRevoked(ground=ground, notified_on=day):
            return _revoked(state, ground, day)
        case NoticeToBeServedAfresh():
            return replace(without_notice(state), witness_ground=None)
        case ReferredToAdjudicator(referred_on=day):
            return replace(
                state, stage=Stage.APPEALED, appealed_on=day, appeal_is_referred=True,
                appeal_decision_served_on=None, appeal_withdrawn_on=None, recommendation_given_on=None,
                recommendation_refused_on=None,
            )  # fmt: skip
        case WarrantRequested(requested_on=day):
            return replace(state, warrant_requested_on=day)
        case WarrantRequestRejected():
            return replace(state, warrant_requested_on=None)
        case WarrantIssued(issued_on=day):
            return replace(state, stage=Stage.WARRANT, warrant_requested_on=None, warrant_issued_on=day,
                           warrants=state.warrants + 1)  # fmt: skip
        case WarrantExpired() | WarrantReturned():
            return replace(state, stage=Stage.ORDER_FOR_RECOVERY, warrant_issued_on=None)
        case AgentInstructed(on=day):
            return replace(state, agent_instructed_on=day, recall_asked_on=None)
        case AgentFeeAdded(fee=fee):
            return replace(state, agent_fees=state.agent_fees + fee)
        case AgentRecalled(on=day):
            return replace(state, recall_asked_on=day)
        case RecallAcknowledged() | AgentReturned():
            return replace(state, agent_instructed_on=None, recall_asked_on=None)
        case _:
            assert_never(event)


def _revoked(state: State, ground: WitnessGround, day: date) -> State:
    after = replace(
        state,
        stage=Stage.WITNESS_STATEMENT,
        witness_statement_on=day,
        witness_ground=ground,
        relevant_on=day,
        certificate_from=None,
        certificate_served_on=None,
        registered_on=None,
        court_fee=NOTHING,
        agent_fees=NOTHING,
        order_requested_on=None,
        order_sent_on=None,
        order_served_on=None,
        order_address_wrong=False,
        late_statement_on=None,
        late_statement_answered_on=None,
        warrant_requested_on=None,
        warrant_issued_on=None,
        no_appeal_confirmed_on=None,
        paid=state.paid - state.paid_since_certificate,
        refund_due=state.refund_due + state.paid_since_certificate,
        paid_since_certificate=NOTHING,
        closed_on=None,
        closed_from=None,
        ending=None,
        told_on=None,
    )
    if ground is not WitnessGround.NOTICE_NOT_RECEIVED:
        return after
    return replace(
        after,
        served_on=after.served_on if not after.basis.by_post else None,
        notice_posted_on=None,
        notice_served_on=None,
        address_doubted_on=day,
    )
