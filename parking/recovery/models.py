"""Tables of what we ask of the court, and of what the court answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
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

OPEN = "state IN ('locked', 'asked')"


class Batch(Owned, Base):
    """Records locked together; once certified it is an intent to send that outlives a machine that stops."""

    __tablename__ = "court_batches"
    __table_args__ = (
        UniqueConstraint("authority_id", "number"),
        Index(None, "authority_id", "state"),
        CheckConstraint(
            "state IN ('composed', 'certified', 'sent', 'acknowledged', 'answered', 'given_up', 'discarded')",
            name="state_known",
        ),
        CheckConstraint(
            "state IN ('composed', 'discarded') OR (certified_by IS NOT NULL AND sha256 IS NOT NULL)",
            name="certified_by_somebody",
        ),
    )

    number: Mapped[int] = mapped_column(Integer, nullable=False)
    transaction: Mapped[str] = mapped_column(String(20), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    composed_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    composed_by: Mapped[str] = mapped_column(String(60), nullable=False)
    records: Mapped[int] = mapped_column(Integer, nullable=False)
    total_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    certified_on: Mapped[date | None] = mapped_column(Date)
    certified_by: Mapped[UUID | None] = mapped_column(Uuid)
    certified_name: Mapped[str | None] = mapped_column(String(120))
    sha256: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    times_sent: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    acknowledged_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)


class BatchRecord(Owned, Base):
    """One case in a batch: what was said of it to the court, and what became of it.

    `facts` hold the name and address that were sent, so that the same file can be sent again.
    """

    __tablename__ = "court_batch_records"
    __table_args__ = (
        UniqueConstraint("authority_id", "batch_id", "case_id"),
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state"),
        # A case is in one open batch of a kind: nobody can ask the court for the same thing twice.
        Index(
            "uq_court_batch_records_open", "authority_id", "transaction", "case_id", unique=True,
            sqlite_where=text(OPEN), postgresql_where=text(OPEN),
        ),
        CheckConstraint(
            "state IN ('locked', 'taken_out', 'asked', 'done', 'rejected', 'stale', 'dropped')",
            name="state_known",
        ),
    )  # fmt: skip

    batch_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("court_batches.id"), nullable=False)
    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    transaction: Mapped[str] = mapped_column(String(20), nullable=False)
    number: Mapped[str] = mapped_column(String(14), nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    due_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    fee_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    changed_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(40))
    says: Mapped[str | None] = mapped_column(Text)
    mend: Mapped[str | None] = mapped_column(String(12))


class Reply(Owned, Base):
    """One thing the court said, kept before it is acted on: told twice, it is one row."""

    __tablename__ = "court_replies"
    __table_args__ = (
        UniqueConstraint("authority_id", "reply_id"),
        Index(None, "authority_id", "state", "kind"),
        CheckConstraint("state IN ('waiting', 'done', 'exception', 'settled')", name="state_known"),
    )

    reply_id: Mapped[str] = mapped_column(String(64), nullable=False)
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    batch: Mapped[int | None] = mapped_column(Integer)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    heard_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    trouble: Mapped[str | None] = mapped_column(String(40))
    settled_by: Mapped[str | None] = mapped_column(String(60))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
