"""Tables of keeper enquiries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class KeeperEnquiry(Owned, Base):
    """One question to the keeper register: intended, then asked, then answered or timed out."""

    __tablename__ = "keeper_enquiries"
    __table_args__ = (
        Index(None, "authority_id", "state", "asked_at"),
        Index(None, "authority_id", "case_id"),
        CheckConstraint("state IN ('intended', 'asked', 'answered', 'timed_out')", name="state_known"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    asked_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str | None] = mapped_column(String(20))
