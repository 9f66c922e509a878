"""The charge certificate, the registered debt and the order for recovery (law 1.12, 1.13)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from parking.cases.history.representations import without_notice
from parking.law.state import Stage, State
from parking.values.money import NOTHING, Money


class Served(StrEnum):
    """The papers whose deemed service may be shown to be wrong."""

    NOTICE = "notice"
    REJECTION = "rejection"
    CERTIFICATE = "certificate"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class CertificateRequested:
    """The period and the margin have ended: a charge certificate waits to be printed."""

    paper_id: UUID
    requested_on: date


@dataclass(frozen=True, slots=True)
class CertificateWithdrawn:
    """A certificate asked of the print room may no longer go."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class CertificateServed:
    """The charge certificate was posted: the charge is increased from its service."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    posted_on: date
    served_on: date


@dataclass(frozen=True, slots=True)
class CertificateCancelled:
    """The authority took a charge certificate back: the case stands where it stood before."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ServiceCorrected:
    """It is shown that a paper arrived on another day than deemed, or never (None)."""

    paper: Served
    served_on: date | None
    corrected_on: date
    evidence_id: UUID
    discount_until: date | None


@dataclass(frozen=True, slots=True)
class RegistrationRequested:
    """The debt is in a batch that a named officer certified and the court was sent."""

    batch_id: UUID
    requested_on: date
    certified_by: UUID


@dataclass(frozen=True, slots=True)
class RegistrationRejected:
    """The court did not register this record, or the request was withdrawn before it did."""

    batch_id: UUID
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class DebtRegistered:
    """The court registered the debt, its fee added."""

    batch_id: UUID
    registered_on: date
    fee: Money


@dataclass(frozen=True, slots=True)
class RegistrationWithdrawn:
    """The authority asked the court to take the registration back: order and warrant fall with it."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class OrderRequested:
    """An order for recovery, with its form of witness statement, waits to be printed."""

    paper_id: UUID
    requested_on: date


@dataclass(frozen=True, slots=True)
class OrderPaperWithdrawn:
    """An order asked of the print room may no longer go."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class OrderServed:
    """The order for recovery was sent; it is deemed served on the seventh day (CPR 75.3(6))."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    sent_on: date
    served_on: date


RecoveryEvent = (
    CertificateRequested
    | CertificateWithdrawn
    | CertificateServed
    | CertificateCancelled
    | ServiceCorrected
    | RegistrationRequested
    | RegistrationRejected
    | DebtRegistered
    | RegistrationWithdrawn
    | OrderRequested
    | OrderPaperWithdrawn
    | OrderServed
)


def evolve(state: State, event: RecoveryEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case CertificateRequested(requested_on=day):
            return replace(state, certificate_requested_on=day)
        case CertificateWithdrawn():
            return replace(state, certificate_requested_on=None)
        case CertificateServed(served_on=day):
            return replace(
                state,
                stage=Stage.CHARGE_CERTIFICATE,
                certificate_from=state.stage,
                certificate_requested_on=None,
                certificate_served_on=day,
                no_appeal_confirmed_on=None,
            )
        case CertificateCancelled(on=day):
            return without_certificate(state, day)
        case ServiceCorrected():
            return _corrected(state, event)
        case RegistrationRequested(requested_on=day):
            return replace(state, registration_requested_on=day)
        case RegistrationRejected():
            return replace(state, registration_requested_on=None)
        case DebtRegistered(registered_on=day, fee=fee):
            return replace(state, stage=Stage.REGISTERED, registered_on=day, court_fee=fee,
                           registration_requested_on=None)  # fmt: skip
        case RegistrationWithdrawn(on=day):
            return without_order(state, day)
        case OrderRequested(requested_on=day):
            return replace(state, order_requested_on=day)
        case OrderPaperWithdrawn():
            return replace(state, order_requested_on=None)
        case OrderServed(sent_on=sent, served_on=served):
            return replace(state, stage=Stage.ORDER_FOR_RECOVERY, order_requested_on=None,
                           order_sent_on=sent, order_served_on=served, order_address_wrong=False)  # fmt: skip
        case _:
            assert_never(event)


def without_certificate(state: State, on: date) -> State:
    """Return the state before its certificate; what was paid on top of the charge goes back."""
    before = replace(state.without_increase(), stage=state.certificate_from or state.stage)
    return before.settled(on)


def without_order(state: State, on: date) -> State:
    """Return the state before the debt was registered: at its charge certificate."""
    over = max(state.paid - state.increased, NOTHING)
    before = replace(
        state,
        stage=Stage.CHARGE_CERTIFICATE,
        registered_on=None,
        court_fee=NOTHING,
        order_requested_on=None,
        order_sent_on=None,
        order_served_on=None,
        order_address_wrong=False,
        late_statement_on=None,
        late_statement_answered_on=None,
        warrant_requested_on=None,
        warrant_issued_on=None,
        agent_fees=NOTHING,
        no_appeal_confirmed_on=None,
        paid=state.paid - over,
        paid_since_certificate=max(state.paid_since_certificate - over, NOTHING),
        refund_due=state.refund_due + over,
    )
    return before.settled(on)


def _uncertified(state: State, on: date) -> State:
    """Return the state with nothing left that rests on a certificate: no order, no increase."""
    before = without_order(state, on) if state.registered_on is not None else state
    if before.is_closed or before.certificate_served_on is None:
        return before
    return without_certificate(before, on)


def _corrected(state: State, event: ServiceCorrected) -> State:
    paper, day = event.paper, event.served_on
    match paper:
        case Served.NOTICE if day is None:
            before = _uncertified(state, event.corrected_on)
            return before if before.is_closed else without_notice(before)
        case Served.NOTICE if state.basis.by_post:
            return replace(state, served_on=day, discount_until=event.discount_until)
        case Served.NOTICE:
            return replace(state, notice_served_on=day)
        case Served.REJECTION if day is None:
            before = _uncertified(state, event.corrected_on)
            undecided = Stage.REPRESENTED if not before.is_closed else before.stage
            return replace(before, stage=undecided, decision_served_on=None, certificate_requested_on=None)
        case Served.REJECTION:
            return replace(state, decision_served_on=day)
        case Served.CERTIFICATE if day is None:
            return _uncertified(state, event.corrected_on)
        case Served.CERTIFICATE:
            return replace(state, certificate_served_on=day)
        case Served.ORDER if day is None:
            return replace(
                state, stage=Stage.REGISTERED, order_sent_on=None, order_served_on=None,
                warrant_requested_on=None, warrant_issued_on=None, agent_fees=NOTHING,
            )  # fmt: skip
        case Served.ORDER:
            return replace(state, order_served_on=day)
        case _:
            assert_never(paper)
