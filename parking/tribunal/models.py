"""Tables of appeals, of what the tribunal told us, and of what we ask and tell it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json
from parking.tribunal.states import AppealState, MessageState, SendingState


def _among(column: str, states: type[AppealState | MessageState | SendingState]) -> str:
    return f"{column} IN ({', '.join(repr(state.value) for state in states)})"


class Appeal(Owned, Base):
    """One appeal or referral, under the tribunal's own reference; what it means for the case is in events."""

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("authority_id", "reference"),
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state"),
        CheckConstraint(_among("state", AppealState), name="state_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    reference: Mapped[str] = mapped_column(String(80), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    notified_on: Mapped[date] = mapped_column(Date, nullable=False)
    was_late: Mapped[bool] = mapped_column(Boolean, nullable=False)
    decided_on: Mapped[date | None] = mapped_column(Date)
    directions: Mapped[list[str]] = mapped_column(Json, nullable=False)
    complied_on: Mapped[date | None] = mapped_column(Date)  # every direction done, every refund paid
    reasons_note_id: Mapped[UUID | None] = mapped_column(Uuid)  # why a recommendation is refused


class AppealMessage(Owned, Base):
    """Something the tribunal told us, kept whether or not it could be acted on; the same one only once."""

    __tablename__ = "appeal_messages"
    __table_args__ = (
        UniqueConstraint("authority_id", "message_id"),
        Index(None, "authority_id", "state", "received_at"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint(_among("state", MessageState), name="state_known"),
    )

    message_id: Mapped[str] = mapped_column(String(80), nullable=False)
    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    body: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    why: Mapped[str] = mapped_column(String(60), nullable=False)
    says: Mapped[str] = mapped_column(Text, nullable=False)
    hold_id: Mapped[UUID | None] = mapped_column(Uuid)  # the hold that this message put on its case
    received_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str | None] = mapped_column(String(60))
    settled_note: Mapped[str | None] = mapped_column(Text)


class TribunalSending(Owned, Base):
    """Something we ask or tell the tribunal: intended, then sent, then answered, taken or refused."""

    __tablename__ = "tribunal_sendings"
    __table_args__ = (
        Index(None, "authority_id", "state", "kind", "made_at"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint(_among("state", SendingState), name="state_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    appeal_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    batch_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    body: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    made_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str | None] = mapped_column(String(60))
