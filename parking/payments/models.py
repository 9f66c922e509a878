"""Tables of payments, the messages the payment service sends, and the ledger."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class Payment(Owned, Base):
    """One attempt to pay: an intent with its key, what the service answered, what was applied."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("authority_id", "idempotency_key"),
        UniqueConstraint("authority_id", "provider_id"),
        Index(None, "authority_id", "subject_id"),
        Index(None, "authority_id", "state", "begun_at"),
        CheckConstraint("amount_pence > 0", name="amount_above_zero"),
        CheckConstraint(
            "state IN ('intended', 'open', 'succeeded', 'failed', 'cancelled', 'error')", name="state_known"
        ),
    )

    purpose: Mapped[str] = mapped_column(String(20), nullable=False)
    subject_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    amount_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    channel: Mapped[str] = mapped_column(String(20), nullable=False)
    idempotency_key: Mapped[str] = mapped_column(String(64), nullable=False)
    reference: Mapped[str] = mapped_column(String(40), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    provider_id: Mapped[str | None] = mapped_column(String(64))
    begun_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    because: Mapped[str | None] = mapped_column(String(20))


class PayMessage(Owned, Base):
    """A webhook as it arrived: stored first, answered, then acted on by reading the payment again."""

    __tablename__ = "pay_messages"
    __table_args__ = (
        UniqueConstraint("authority_id", "message_id"),
        Index(None, "authority_id", "acted_at"),
    )

    message_id: Mapped[str] = mapped_column(String(80), nullable=False)
    provider_id: Mapped[str] = mapped_column(String(64), nullable=False)
    event_type: Mapped[str] = mapped_column(String(60), nullable=False)
    received_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    acted_at: Mapped[datetime | None] = mapped_column(Instant)


class LedgerLine(Owned, Base):
    """One side of a balanced entry, in pence: debits above zero, credits below."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "account", "posted_on"),
        CheckConstraint("pence <> 0", name="pence_not_zero"),
    )

    entry_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    account: Mapped[str] = mapped_column(String(30), nullable=False)
    pence: Mapped[int] = mapped_column(Integer, nullable=False)
    posted_on: Mapped[date] = mapped_column(Date, nullable=False)
    payment_id: Mapped[UUID | None] = mapped_column(Uuid)
