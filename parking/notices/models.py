"""Tables of papers and print runs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class PrintRun(Owned, Base):
    """Papers released together for one stated posting day."""

    __tablename__ = "print_runs"
    __table_args__ = (
        Index(None, "authority_id", "posting_on"),
        CheckConstraint("state IN ('drawn', 'dispatched', 'spoiled')", name="state_known"),
    )

    posting_on: Mapped[date] = mapped_column(Date, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    released_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    released_by: Mapped[str] = mapped_column(String(60), nullable=False)
    dispatched_at: Mapped[datetime | None] = mapped_column(Instant)
    dispatched_by: Mapped[str | None] = mapped_column(String(60))
    pieces: Mapped[int] = mapped_column(Integer, nullable=False)
    pages: Mapped[int] = mapped_column(Integer, nullable=False)
    merged_sha256: Mapped[str | None] = mapped_column(String(64))


class Paper(Owned, Base):
    """One paper of one case, from the request for it to the day it was posted or given."""

    __tablename__ = "papers"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "state", "kind"),
        Index(None, "authority_id", "run_id"),
        CheckConstraint(
            "state IN ('requested', 'drawn', 'posted', 'given', 'withdrawn')", name="state_known"
        ),
        CheckConstraint(
            "state NOT IN ('drawn', 'posted') OR (sha256 IS NOT NULL AND printed_on IS NOT NULL)",
            name="drawn_has_hash",
        ),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    requested_on: Mapped[date] = mapped_column(Date, nullable=False)
    party_id: Mapped[UUID | None] = mapped_column(Uuid)
    run_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("print_runs.id"))
    printed_on: Mapped[date | None] = mapped_column(Date)
    sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None] = mapped_column(Integer)
    posted_on: Mapped[date | None] = mapped_column(Date)
    spoiled: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
