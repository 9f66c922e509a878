"""Tables of what follows the order: requests to the court, applications, and what we were told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json

_OPEN = text("state = 'asked'")


class EnforcementBatch(Owned, Base):
    """Requests locked together under one number and certified by a named officer: an intent to send."""

    __tablename__ = "enforcement_batches"
    __table_args__ = (
        UniqueConstraint("authority_id", "number"),
        Index(None, "authority_id", "state"),
        CheckConstraint("state IN ('certified', 'sent', 'acknowledged')", name="state_known"),
        CheckConstraint("count > 0", name="count_above_zero"),
    )

    number: Mapped[int] = mapped_column(Integer, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    made_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    certified_by: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    certified_name: Mapped[str] = mapped_column(String(120), nullable=False)
    count: Mapped[int] = mapped_column(Integer, nullable=False)
    total_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    times_sent: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    acknowledged_on: Mapped[date | None] = mapped_column(Date)


class EnforcementRequest(Owned, Base):
    """One case in a batch: what was said of it to the court, and what became of it.

    `facts` hold what was sent, name and address among it, so that a lost file can be sent again.
    """

    __tablename__ = "enforcement_requests"
    __table_args__ = (
        UniqueConstraint("authority_id", "batch_id", "case_id"),
        Index(None, "authority_id", "case_id"),
        Index(
            "uq_enforcement_requests_open", "authority_id", "asks", "case_id", unique=True,
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        CheckConstraint("state IN ('asked', 'done', 'rejected', 'dropped')", name="state_known"),
    )  # fmt: skip

    batch_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("enforcement_batches.id"), nullable=False)
    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    asks: Mapped[str] = mapped_column(String(20), nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    due_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    answered_on: Mapped[date | None] = mapped_column(Date)
    warrant: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(String(40))
    says: Mapped[str | None] = mapped_column(Text)


class CourtApplication(Owned, Base):
    """An application out of time, or for a review: when we were told, what we answered, how it ended."""

    __tablename__ = "court_applications"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state"),
        CheckConstraint("state IN ('waiting', 'answered', 'granted', 'refused')", name="state_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(12), nullable=False)
    ground: Mapped[str | None] = mapped_column(String(24))
    notified_on: Mapped[date] = mapped_column(Date, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    objects: Mapped[bool | None] = mapped_column(Boolean)
    answer: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    answered_on: Mapped[date | None] = mapped_column(Date)
    decided_on: Mapped[date | None] = mapped_column(Date)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class OutsideReport(Owned, Base):
    """One thing the court or the agents told us: told twice it is one row; what fits nothing waits here."""

    __tablename__ = "outside_reports"
    __table_args__ = (
        UniqueConstraint("authority_id", "source", "message_id"),
        Index(None, "authority_id", "source", "state", "heard_at"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint("source IN ('court', 'agents')", name="source_known"),
        CheckConstraint("state IN ('done', 'exception', 'settled')", name="state_known"),
    )

    source: Mapped[str] = mapped_column(String(8), nullable=False)
    message_id: Mapped[str] = mapped_column(String(80), nullable=False)
    kind: Mapped[str] = mapped_column(String(24), nullable=False)
    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    heard_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    trouble: Mapped[str | None] = mapped_column(Text)
    settled_by: Mapped[str | None] = mapped_column(String(60))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
