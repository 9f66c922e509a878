"""Table of look-ups that found nothing, counted by mark and by number, never by address alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class MissedLookUp(Owned, Base):
    """One wrong guess; the key is a keyed digest of the mark or number, so nothing can be read."""

    __tablename__ = "missed_look_ups"
    __table_args__ = (Index(None, "authority_id", "key", "at"),)

    key: Mapped[str] = mapped_column(String(64), nullable=False)
    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
