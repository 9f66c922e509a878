"""Tables of places, powers, orders, what each order restricts, and suspensions of enforcement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class Place(Owned, Base):
    """A car park or a street where an authority enforces, or once did."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("authority_id", "code"),
        CheckConstraint("kind IN ('car_park', 'street')", name="kind_known"),
    )

    code: Mapped[str] = mapped_column(String(12), nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    town: Mapped[str] = mapped_column(String(80), nullable=False)
    has_anpr: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    is_invented: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    detail: Mapped[str] = mapped_column(Text, nullable=False, default="")


class Power(Owned, Base):
    """Under what power an authority enforces at a place, from when to when, and in whose name."""

    __tablename__ = "powers"
    __table_args__ = (
        Index(None, "authority_id", "place_id", "from_on"),
        CheckConstraint("standing IN ('confirmed', 'assumed', 'unknown')", name="standing_known"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_start"),
    )

    place_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("places.id"), nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    standing: Mapped[str] = mapped_column(String(10), nullable=False)
    from_on: Mapped[date] = mapped_column(Date, nullable=False)
    until_on: Mapped[date | None] = mapped_column(Date)
    in_name_of: Mapped[str] = mapped_column(String(120), nullable=False)
    ended_because: Mapped[str] = mapped_column(Text, nullable=False, default="")


class Order(Owned, Base):
    """A traffic or parking places order; an attached document is its text by SHA-256."""

    __tablename__ = "orders"
    __table_args__ = (UniqueConstraint("authority_id", "reference"),)

    reference: Mapped[str] = mapped_column(String(80), nullable=False)
    title: Mapped[str] = mapped_column(String(200), nullable=False)
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    from_on: Mapped[date] = mapped_column(Date, nullable=False)
    until_on: Mapped[date | None] = mapped_column(Date)


class Restriction(Owned, Base):
    """One contravention that an order makes possible at a place: days, hours, suffixes, article."""

    __tablename__ = "restrictions"
    __table_args__ = (
        Index(None, "authority_id", "place_id", "code"),
        CheckConstraint("from_minute BETWEEN 0 AND 1440", name="from_in_a_day"),
        CheckConstraint("to_minute BETWEEN 0 AND 1440", name="to_in_a_day"),
    )

    order_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("orders.id"), nullable=False)
    place_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("places.id"), nullable=False)
    code: Mapped[str] = mapped_column(String(3), nullable=False)
    suffixes: Mapped[str] = mapped_column(String(40), nullable=False)
    article: Mapped[str] = mapped_column(String(60), nullable=False)
    days: Mapped[str] = mapped_column(String(7), nullable=False)
    from_minute: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    to_minute: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    max_stay_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    exemptions: Mapped[str] = mapped_column(Text, nullable=False, default="")
    tariff: Mapped[list[dict[str, Any]]] = mapped_column(Json, nullable=False, default=list)


class Suspension(Owned, Base):
    """Enforcement stopped at a place for a time: a free day, an event, a flood, a funeral, works."""

    __tablename__ = "suspensions"
    __table_args__ = (
        Index(None, "authority_id", "place_id", "until_at"),
        CheckConstraint("until_at > from_at", name="ends_after_start"),
    )

    place_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("places.id"), nullable=False)
    from_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    until_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    ordered_by: Mapped[str] = mapped_column(String(120), nullable=False)
    ordered_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    why: Mapped[str] = mapped_column(Text, nullable=False)
