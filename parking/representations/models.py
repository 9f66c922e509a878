"""Tables of formal representations, and of the evidence that made another person liable."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class Representation(Owned, Base):
    """What somebody wrote against a notice to owner, as it reached the council, and what became of it."""

    __tablename__ = "representations"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "outcome", "received_on"),
        CheckConstraint("is_late OR starts_on IS NOT NULL", name="in_time_has_its_days"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    starts_on: Mapped[date | None] = mapped_column(Date)  # when the days to decide began
    is_late: Mapped[bool] = mapped_column(Boolean, nullable=False)
    channel: Mapped[str] = mapped_column(String(12), nullable=False)
    capacity: Mapped[str] = mapped_column(String(12), nullable=False)
    grounds: Mapped[list[str]] = mapped_column(Json, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    writer_party_id: Mapped[UUID | None] = mapped_column(Uuid)
    notice_party_id: Mapped[UUID | None] = mapped_column(Uuid)  # whom the notice was addressed to
    recorded_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    recorded_by: Mapped[str] = mapped_column(String(60), nullable=False)
    outcome: Mapped[str | None] = mapped_column(String(24))
    decided_on: Mapped[date | None] = mapped_column(Date)
    decision_note_id: Mapped[UUID | None] = mapped_column(Uuid)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class LiabilityEdge(Owned, Base):
    """On what evidence liability passed from one person to another."""

    __tablename__ = "liability_edges"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        CheckConstraint(
            "ground <> 'hired_out' OR (agreement_id IS NOT NULL AND signed_on IS NOT NULL)",
            name="hirer_has_signed",
        ),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    representation_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    from_party_id: Mapped[UUID | None] = mapped_column(Uuid)
    to_party_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    ground: Mapped[str] = mapped_column(String(30), nullable=False)
    evidence_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    agreement_id: Mapped[UUID | None] = mapped_column(Uuid)
    signed_on: Mapped[date | None] = mapped_column(Date)
    hired_from: Mapped[date | None] = mapped_column(Date)
    hired_until: Mapped[date | None] = mapped_column(Date)
    decided_on: Mapped[date] = mapped_column(Date, nullable=False)
    decided_by: Mapped[str] = mapped_column(String(60), nullable=False)
