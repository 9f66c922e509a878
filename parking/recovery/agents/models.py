"""Tables of enforcement agents: who holds which case, and every message they must acknowledge."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json

_OUT = text("state <> 'back'")


class AgentInstruction(Owned, Base):
    """A case given to an agent under a warrant: out, told to come back, back."""

    __tablename__ = "agent_instructions"
    __table_args__ = (
        Index(None, "authority_id", "state"),
        Index(
            "uq_agent_instructions_out", "authority_id", "case_id", unique=True,
            sqlite_where=_OUT, postgresql_where=_OUT,
        ),
        CheckConstraint("state IN ('out', 'recalled', 'back')", name="state_known"),
        CheckConstraint("fees_pence >= 0", name="fees_not_negative"),
    )  # fmt: skip

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    agent: Mapped[str] = mapped_column(String(80), nullable=False)
    warrant: Mapped[str] = mapped_column(String(40), nullable=False)
    warrant_ends_on: Mapped[date] = mapped_column(Date, nullable=False)
    instructed_on: Mapped[date] = mapped_column(Date, nullable=False)
    debt_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    vulnerable: Mapped[bool] = mapped_column(Boolean, nullable=False)
    care: Mapped[str] = mapped_column(Text, nullable=False)
    state: Mapped[str] = mapped_column(String(8), nullable=False)
    fees_pence: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    stages: Mapped[list[str]] = mapped_column(Json, nullable=False)
    collected_pence: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    collected_fees_pence: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    recalled_on: Mapped[date | None] = mapped_column(Date)
    recall_reason: Mapped[str | None] = mapped_column(String(24))
    acknowledged_on: Mapped[date | None] = mapped_column(Date)
    back_on: Mapped[date | None] = mapped_column(Date)
    back_reason: Mapped[str | None] = mapped_column(String(24))
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class AgentMessage(Owned, Base):
    """One thing to tell the agent: written in the act that caused it, sent after, and acknowledged.

    `body` is what was sent, kept only until it is acknowledged, so that a lost batch can go again.
    """

    __tablename__ = "agent_messages"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "batch_id"),
        Index(None, "authority_id", "answered_at", "made_at"),
        CheckConstraint("kind IN ('instruct', 'recall', 'hold', 'resume', 'paid_direct')", name="kind_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(12), nullable=False)
    why: Mapped[str | None] = mapped_column(String(24))
    paid_pence: Mapped[int | None] = mapped_column(Integer)
    left_pence: Mapped[int | None] = mapped_column(Integer)
    happened_on: Mapped[date] = mapped_column(Date, nullable=False)
    made_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    batch_id: Mapped[UUID | None] = mapped_column(Uuid)
    place: Mapped[int | None] = mapped_column(Integer)
    body: Mapped[dict[str, Any] | None] = mapped_column(Json)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    times_sent: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    declined: Mapped[str | None] = mapped_column(String(20))
