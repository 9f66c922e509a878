"""Tables of informal challenges: what was said stays here, the history holds only its digest."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class Challenge(Owned, Base):
    """What somebody wrote or said against a PCN, and how it was answered."""

    __tablename__ = "challenges"
    __table_args__ = (
        Index(None, "authority_id", "state", "received_on"),
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "paper_id"),
        CheckConstraint(
            "state IN ('waiting', 'open', 'answered', 'refused', 'accepted', 'withdrawn')", name="state_known"
        ),
        CheckConstraint("state = 'waiting' OR case_id IS NOT NULL", name="only_waiting_without_case"),
    )

    case_id: Mapped[UUID | None] = mapped_column(Uuid)  # none while its PCN is not on file
    number: Mapped[str] = mapped_column(String(14), nullable=False)
    before_its_pcn: Mapped[bool] = mapped_column(Boolean, nullable=False)
    party_id: Mapped[UUID | None] = mapped_column(Uuid)
    email: Mapped[str | None] = mapped_column(String(255))
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    channel: Mapped[str] = mapped_column(String(12), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    answer: Mapped[str | None] = mapped_column(Text)
    answer_salt: Mapped[str | None] = mapped_column(String(32))
    decided_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str | None] = mapped_column(String(60))
    reoffer_until: Mapped[date | None] = mapped_column(Date)
    paper_id: Mapped[UUID | None] = mapped_column(Uuid)
