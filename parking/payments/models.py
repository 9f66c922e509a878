"""Tables of payments, receipts, refunds, the payment service's messages, and the ledger."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
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


class Receipt(Owned, Base):
    """Money that came otherwise than online, as somebody at the desk wrote it down."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("authority_id", "key"),
        Index(None, "authority_id", "state", "received_on"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint("amount_pence > 0", name="amount_above_zero"),
        CheckConstraint(
            "state IN ('credited', 'held', 'unmatched', 'returned', 'reversed')", name="state_known"
        ),
    )

    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    key: Mapped[UUID] = mapped_column(Uuid, nullable=False)  # one form, one receipt
    amount_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    channel: Mapped[str] = mapped_column(String(12), nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    said: Mapped[str] = mapped_column(String(200), nullable=False)  # what came with it: reference, name
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    recorded_by: Mapped[str] = mapped_column(String(60), nullable=False)


class ReceiptCandidate(Owned, Base):
    """A case that unmatched money could be for, and the hold it put there."""

    __tablename__ = "receipt_candidates"
    __table_args__ = (
        UniqueConstraint("receipt_id", "case_id"),
        Index(None, "authority_id", "case_id"),
    )

    receipt_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("receipts.id"), nullable=False)
    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    hold_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)


class Refund(Owned, Base):
    """Money on its way back: above an amount, a second person agrees before it goes."""

    __tablename__ = "refunds"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state"),
        CheckConstraint("amount_pence > 0", name="amount_above_zero"),
        CheckConstraint("state IN ('asked', 'paid', 'declined')", name="state_known"),
        CheckConstraint("second_by IS NULL OR second_by <> asked_by", name="two_people"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    amount_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    channel: Mapped[str] = mapped_column(String(12), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    asked_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    asked_by: Mapped[str] = mapped_column(String(60), nullable=False)
    second_by: Mapped[str | None] = mapped_column(String(60))
    paid_on: Mapped[date | None] = mapped_column(Date)
