"""Tables of number series and blocks, and of submissions that could not be taken in as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


class NumberSeries(Owned, Base):
    """A prefix and its digits; serial numbers are taken once and never again."""

    __tablename__ = "number_series"
    __table_args__ = (
        UniqueConstraint("prefix"),
        CheckConstraint("digits BETWEEN 6 AND 10", name="digits_six_to_ten"),
    )

    prefix: Mapped[str] = mapped_column(String(2), nullable=False)
    digits: Mapped[int] = mapped_column(Integer, nullable=False)
    next_serial: Mapped[int] = mapped_column(Integer, nullable=False)
    secret: Mapped[str] = mapped_column(String(64), nullable=False)


class NumberBlock(Owned, Base):
    """A run of numbers handed to one device, to use with no signal."""

    __tablename__ = "number_blocks"
    __table_args__ = (
        Index(None, "authority_id", "device_id"),
        CheckConstraint("last_serial >= first_serial", name="last_not_before_first"),
    )

    series_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("number_series.id"), nullable=False)
    device_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("devices.id"), nullable=False)
    first_serial: Mapped[int] = mapped_column(Integer, nullable=False)
    last_serial: Mapped[int] = mapped_column(Integer, nullable=False)
    handed_out_at: Mapped[datetime] = mapped_column(Instant, nullable=False)


class DisputedIntake(Owned, Base):
    """A given PCN whose number stands on another case already: kept whole, for a person."""

    __tablename__ = "disputed_intakes"
    __table_args__ = (UniqueConstraint("authority_id", "client_ref"),)

    client_ref: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    reason: Mapped[str] = mapped_column(String(60), nullable=False)
    body: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    received_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
