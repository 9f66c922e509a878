"""Tables of cases: the projection, the history behind it, and the daily record of heads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from parking.law.state import Stage
from parking.store.base import Base, Owned
from parking.store.types import Instant, Json

_STAGES = ", ".join(f"'{stage}'" for stage in Stage)


class Case(Owned, Base):
    """One PCN as it stands: columns folded from its history, never set by hand."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("authority_id", "client_ref"),
        Index(None, "authority_id", "number"),
        Index(None, "authority_id", "vehicle_id"),
        Index(None, "authority_id", "served_on"),
        Index(None, "authority_id", "liable_party_id"),
        Index(None, "authority_id", "place_id", "contravention_on"),
        Index(
            "ix_cases_due", "authority_id", "next_step", "next_due_on", "id",
        ),
        Index("ix_cases_lapses_on", "authority_id", "lapses_on"),
        Index(
            "ix_cases_review_on", "authority_id", "review_on",
            sqlite_where=text("holds > 0"), postgresql_where=text("holds > 0"),
        ),
        CheckConstraint(f"stage IN ({_STAGES})", name="stage_known"),
        CheckConstraint("paid_pence >= 0", name="paid_not_negative"),
        CheckConstraint("discounted_pence <= charge_pence", name="discount_below_charge"),
    )  # fmt: skip

    number: Mapped[str] = mapped_column(String(14), nullable=False)
    client_ref: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    vehicle_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    place_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    officer_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    enforcement_authority: Mapped[str] = mapped_column(String(120), nullable=False)
    basis: Mapped[str] = mapped_column(String(20), nullable=False)
    code: Mapped[str] = mapped_column(String(3), nullable=False)
    suffix: Mapped[str] = mapped_column(String(2), nullable=False)
    level: Mapped[str] = mapped_column(String(10), nullable=False)
    on_street: Mapped[bool] = mapped_column(Boolean, nullable=False)
    contravention_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    contravention_on: Mapped[date] = mapped_column(Date, nullable=False)
    review_on: Mapped[date | None] = mapped_column(Date)
    served_on: Mapped[date | None] = mapped_column(Date)  # a postal PCN is prepared before it is served

    stage: Mapped[str] = mapped_column(String(30), nullable=False)
    is_closed: Mapped[bool] = mapped_column(Boolean, nullable=False)
    closed_on: Mapped[date | None] = mapped_column(Date)
    holds: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    charge_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    discounted_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    discount_until: Mapped[date | None] = mapped_column(Date)
    paid_pence: Mapped[int] = mapped_column(Integer, nullable=False)
    liable_party_id: Mapped[UUID | None] = mapped_column(Uuid)
    next_step: Mapped[str | None] = mapped_column(String(60))
    next_due_on: Mapped[date | None] = mapped_column(Date)
    lapses_on: Mapped[date | None] = mapped_column(Date)
    head_seq: Mapped[int] = mapped_column(Integer, nullable=False)
    head_hash: Mapped[str] = mapped_column(String(64), nullable=False)
    # Empty, or of another shape: written by a release before this one, and replayed when it is needed.
    state: Mapped[str] = mapped_column(Text, nullable=False, default="", server_default="")


class EventRow(Base):
    """One fact in a case's history: appended, never changed, chained to the one before it."""

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "authority_id", "recorded_on"),
        Index(None, "authority_id", "kind", "happened_on"),
    )

    case_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    authority_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    version: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    happened_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    happened_on: Mapped[date] = mapped_column(Date, nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    recorded_on: Mapped[date] = mapped_column(Date, nullable=False)
    actor: Mapped[str] = mapped_column(String(60), nullable=False)
    door: Mapped[str] = mapped_column(String(40), nullable=False)
    device: Mapped[str | None] = mapped_column(String(60))
    release: Mapped[str] = mapped_column(String(60), nullable=False)
    law_digest: Mapped[str] = mapped_column(String(64), nullable=False)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, nullable=False)
    prev_hash: Mapped[str] = mapped_column(String(64), nullable=False)
    hash: Mapped[str] = mapped_column(String(64), nullable=False)


class DailyHeads(Owned, Base):
    """The heads of every chain that grew on one day, so that a cut tail shows; chained too."""

    __tablename__ = "daily_heads"
    __table_args__ = (UniqueConstraint("authority_id", "day"),)

    day: Mapped[date] = mapped_column(Date, nullable=False)
    heads: Mapped[list[list[Any]]] = mapped_column(Json, nullable=False)
    prev_hash: Mapped[str] = mapped_column(String(64), nullable=False)
    hash: Mapped[str] = mapped_column(String(64), nullable=False)


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
