"""Tables of number blocks, and of submissions that could not be taken in as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant, Json


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
