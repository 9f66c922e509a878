"""Tables of vehicles and people; events hold only ids and a digest salted by the row (rule 2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class Vehicle(Owned, Base):
    """A vehicle as an officer read it at one contravention."""

    __tablename__ = "vehicles"
    __table_args__ = (
        Index(None, "authority_id", "mark"),
        Index(None, "authority_id", "loose_mark"),
    )

    mark: Mapped[str] = mapped_column(String(20), nullable=False)
    loose_mark: Mapped[str] = mapped_column(String(20), nullable=False)
    make: Mapped[str] = mapped_column(String(40), nullable=False)
    colour: Mapped[str] = mapped_column(String(30), nullable=False)
    declared: Mapped[str] = mapped_column(String(20), nullable=False)
    country: Mapped[str | None] = mapped_column(String(3))
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class Party(Owned, Base):
    """A person or company somebody says is liable, and where that was learnt."""

    __tablename__ = "parties"
    __table_args__ = (Index(None, "authority_id", "postcode"),)

    name: Mapped[str] = mapped_column(String(160), nullable=False)
    address: Mapped[list[str]] = mapped_column(Json, nullable=False)
    postcode: Mapped[str] = mapped_column(String(10), nullable=False)
    source: Mapped[str] = mapped_column(String(40), nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
