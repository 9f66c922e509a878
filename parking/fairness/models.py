"""Tables of why cases are held, what was agreed to pay, what people need, and print runs that differ."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class Circumstance(Owned, Base):
    """The facts behind one hold: the history names only the hold's id and the digest of its note."""

    __tablename__ = "circumstances"
    __table_args__ = (
        UniqueConstraint("authority_id", "hold_id"),
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "kind", "reference"),
        CheckConstraint("ends_on IS NULL OR begins_on IS NOT NULL", name="no_end_without_beginning"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    hold_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    what: Mapped[str] = mapped_column(String(30), nullable=False)
    reference: Mapped[str] = mapped_column(String(60), nullable=False)
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    recorded_by: Mapped[str] = mapped_column(String(60), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class Arrangement(Owned, Base):
    """An agreement to pay one charge by instalments; what was paid is matched to them in order."""

    __tablename__ = "arrangements"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state"),
        UniqueConstraint("authority_id", "hold_id"),
        CheckConstraint("state IN ('running', 'kept', 'ended')", name="state_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    hold_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    agreed_on: Mapped[date] = mapped_column(Date, nullable=False)
    agreed_by: Mapped[str] = mapped_column(String(60), nullable=False)
    paid_before_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    ended_on: Mapped[date | None] = mapped_column(Date)


class Instalment(Owned, Base):
    """One sum of an arrangement and the last day it is due."""

    __tablename__ = "instalments"
    __table_args__ = (
        UniqueConstraint("arrangement_id", "place"),
        CheckConstraint("pence > 0", name="pence_above_zero"),
    )

    arrangement_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("arrangements.id"), nullable=False)
    place: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    due_on: Mapped[date] = mapped_column(Date, nullable=False)
    pence: Mapped[int] = mapped_column(Integer, nullable=False)


class Adjustment(Owned, Base):
    """What we do differently for one person: it belongs to the person and not to a case."""

    __tablename__ = "adjustments"
    __table_args__ = (
        Index(None, "authority_id", "party_id"),
        CheckConstraint("ended_on IS NULL OR ended_on >= since_on", name="ends_after_it_begins"),
    )

    party_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    words: Mapped[str] = mapped_column(Text, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    since_on: Mapped[date] = mapped_column(Date, nullable=False)
    ended_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(String(60), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class RunDifference(Owned, Base):
    """A print run whose count did not agree; its cases stand still until somebody explains it."""

    __tablename__ = "run_differences"
    __table_args__ = (
        Index(None, "authority_id", "run_id"),
        CheckConstraint("counted >= 0 AND counted <> expected", name="counts_differ"),
    )

    run_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("print_runs.id"), nullable=False)
    expected: Mapped[int] = mapped_column(Integer, nullable=False)
    counted: Mapped[int] = mapped_column(Integer, nullable=False)
    held: Mapped[list[list[str]]] = mapped_column(Json, nullable=False)  # pairs: case id, hold id
    found_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    found_by: Mapped[str] = mapped_column(String(60), nullable=False)
    explained_at: Mapped[datetime | None] = mapped_column(Instant)
    explained_by: Mapped[str | None] = mapped_column(String(60))
