"""Tables of decisions that end or re-open a case, and of the interests staff declare."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class Decision(Owned, Base):
    """A case ended or re-opened by a person: why, in a reason everybody shares and in their own words."""

    __tablename__ = "closing_decisions"
    __table_args__ = (
        Index(None, "authority_id", "decided_on"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint(
            "kind IN ('cancelled', 'written_off', 'reopened', 'challenge_accepted')", name="kind_known"
        ),
        CheckConstraint("second_by IS NULL OR second_by <> decided_by", name="two_people"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    reason: Mapped[str] = mapped_column(String(40), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    given_up_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    decided_on: Mapped[date] = mapped_column(Date, nullable=False)
    decided_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    decided_by: Mapped[str] = mapped_column(String(60), nullable=False)
    paper_id: Mapped[UUID | None] = mapped_column(Uuid)
    needs_second: Mapped[bool] = mapped_column(Boolean, nullable=False)
    second_by: Mapped[str | None] = mapped_column(String(60))
    second_on: Mapped[date | None] = mapped_column(Date)
    second_agrees: Mapped[bool | None] = mapped_column(Boolean)
    second_text: Mapped[str | None] = mapped_column(Text)
    second_salt: Mapped[str | None] = mapped_column(String(32))


class Interest(Owned, Base):
    """A vehicle that a member of staff may not judge: their own, or a relative's."""

    __tablename__ = "declared_interests"
    __table_args__ = (
        UniqueConstraint("authority_id", "user_id", "mark"),
        Index(None, "authority_id", "mark"),
        CheckConstraint("whose IN ('own', 'relative', 'other')", name="whose_known"),
    )

    user_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    mark: Mapped[str] = mapped_column(String(20), nullable=False)
    whose: Mapped[str] = mapped_column(String(12), nullable=False)
    declared_on: Mapped[date] = mapped_column(Date, nullable=False)
    ended_on: Mapped[date | None] = mapped_column(Date)
