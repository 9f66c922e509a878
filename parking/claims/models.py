"""Tables of the points that people make, each with its answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class Claim(Owned, Base):
    """One point of one set of representations, in words that can be erased, and the council's answer."""

    __tablename__ = "claims"
    __table_args__ = (
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "representation_id", "place"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    representation_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    place: Mapped[int] = mapped_column(Integer, nullable=False)
    ground: Mapped[str] = mapped_column(String(30), nullable=False)
    says: Mapped[str] = mapped_column(Text, nullable=False)
    listed_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    listed_by: Mapped[str] = mapped_column(String(60), nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    answer: Mapped[str | None] = mapped_column(Text)
    answer_salt: Mapped[str | None] = mapped_column(String(32))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by: Mapped[str | None] = mapped_column(String(60))
    evidence: Mapped[list[str] | None] = mapped_column(Json)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
