"""Reading payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from parking.payments.errors import NoSuchPaymentError
from parking.payments.models import Payment, PayMessage
from parking.values.money import Money

UNFINISHED = ("intended", "open")


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One attempt to pay."""

    id: UUID
    purpose: str
    subject_id: UUID
    amount: Money
    channel: str
    idempotency_key: str
    reference: str
    state: str
    provider_id: str | None
    begun_at: datetime
    finished_at: datetime | None
    applied_at: datetime | None
    because: str | None

    @property
    def is_finished(self) -> bool:
        """Whether the payment service has nothing more to say."""
        return self.state not in UNFINISHED


_COLUMNS = (
    Payment.id, Payment.purpose, Payment.subject_id, Payment.amount_pence, Payment.channel,
    Payment.idempotency_key, Payment.reference, Payment.state, Payment.provider_id, Payment.begun_at,
    Payment.finished_at, Payment.applied_at, Payment.because,
)  # fmt: skip


def payment(session: Session, *, authority: UUID, payment_id: UUID, lock: bool = False) -> PaymentRow:
    """Return one payment, locked for the rest of the transaction where asked."""
    query = select(*_COLUMNS).where(Payment.authority_id == authority, Payment.id == payment_id)
    row = session.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NoSuchPaymentError("There is no such payment.")
    return _row(row)


def payment_keyed(session: Session, *, authority: UUID, key: str) -> PaymentRow | None:
    """Return the payment begun with an idempotency key."""
    row = session.execute(
        select(*_COLUMNS).where(Payment.authority_id == authority, Payment.idempotency_key == key)
    ).one_or_none()
    return _row(row) if row else None


def payments_of(session: Session, *, authority: UUID, subject_id: UUID) -> list[PaymentRow]:
    """Return every attempt to pay for a case, oldest first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Payment.authority_id == authority, Payment.subject_id == subject_id)
        .order_by(Payment.begun_at, Payment.id)
    )
    return [_row(row) for row in rows]


def unsettled(
    session: Session, *, authority: UUID, begun_before: datetime, states: Sequence[str] = UNFINISHED
) -> list[PaymentRow]:
    """Return payments nobody has heard the end of, oldest first: the sweep looks at each again."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(
            Payment.authority_id == authority,
            Payment.state.in_(states),
            Payment.begun_at <= begun_before,
        )
        .order_by(Payment.begun_at, Payment.id)
    )
    return [_row(row) for row in rows]


def succeeded_unapplied(session: Session, *, authority: UUID) -> list[PaymentRow]:
    """Return payments that succeeded and have not reached what they paid for."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Payment.authority_id == authority, Payment.state == "succeeded", Payment.applied_at.is_(None))
        .order_by(Payment.begun_at, Payment.id)
    )
    return [_row(row) for row in rows]


def authority_of_provider_payment(session: Session, *, provider_id: str) -> tuple[UUID, UUID] | None:
    """Return the authority and id of a payment by the payment service's own id."""
    row = session.execute(
        select(Payment.authority_id, Payment.id).where(Payment.provider_id == provider_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def messages_to_act_on(session: Session, *, authority: UUID) -> list[tuple[UUID, str]]:
    """Return webhooks that were stored and not acted on yet: their ids and the payments they name."""
    rows = session.execute(
        select(PayMessage.id, PayMessage.provider_id)
        .where(PayMessage.authority_id == authority, PayMessage.acted_at.is_(None))
        .order_by(PayMessage.received_at, PayMessage.id)
    )
    return [(row[0], row[1]) for row in rows]


def _row(row: Row[Any]) -> PaymentRow:
    values = list(row)
    values[3] = Money(values[3])
    return PaymentRow(*values)
