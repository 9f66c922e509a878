"""Tables of the authorities: what differs between councils is a dated row."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned, Row
from parking.store.types import Json


class Authority(Row, Base):
    """A council whose work is kept here, unseen by every other."""

    __tablename__ = "authorities"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str] = mapped_column(String(20), nullable=False)
    regime: Mapped[str] = mapped_column(String(30), nullable=False, default="england")
    nation: Mapped[str] = mapped_column(String(30), nullable=False)
    revision: Mapped[int] = mapped_column(Integer, nullable=False, default=1)
    is_demonstration: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)


class AuthorityHost(Base):
    """A host name by which the public and staff reach one authority."""

    __tablename__ = "authority_hosts"

    host: Mapped[str] = mapped_column(String(253), primary_key=True)
    authority_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("authorities.id"), nullable=False)


class Profile(Owned, Base):
    """An authority's name, letterhead and brand from a day on."""

    __tablename__ = "profiles"
    __table_args__ = (UniqueConstraint("authority_id", "from_on"),)

    from_on: Mapped[date] = mapped_column(Date, nullable=False)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    short_name: Mapped[str] = mapped_column(String(60), nullable=False)
    service_name: Mapped[str] = mapped_column(String(120), nullable=False)
    brand_colour: Mapped[str] = mapped_column(String(7), nullable=False)
    postal_address: Mapped[list[str]] = mapped_column(Json, nullable=False)
    phone: Mapped[str] = mapped_column(String(40), nullable=False)
    phone_hours: Mapped[str] = mapped_column(String(120), nullable=False)
    email: Mapped[str] = mapped_column(String(120), nullable=False)
    website: Mapped[str] = mapped_column(String(120), nullable=False)


class Policy(Owned, Base):
    """One policy of an authority from a day on: never law, always shown as policy (rule 15)."""

    __tablename__ = "policies"
    __table_args__ = (UniqueConstraint("authority_id", "kind", "from_on"),)

    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    from_on: Mapped[date] = mapped_column(Date, nullable=False)
    value: Mapped[Any] = mapped_column(Json, nullable=False)
    says: Mapped[str] = mapped_column(Text, nullable=False)


class Holiday(Owned, Base):
    """A bank holiday as this authority counts it; seeded from the nation's data, editable."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("authority_id", "day"),)

    day: Mapped[date] = mapped_column(Date, nullable=False)
    name: Mapped[str] = mapped_column(String(120), nullable=False)


class KnownYears(Owned, Base):
    """The first and last year whose holidays an authority has checked; nothing counts beyond."""

    __tablename__ = "known_years"
    __table_args__ = (UniqueConstraint("authority_id"),)

    from_on: Mapped[date] = mapped_column(Date, nullable=False)
    until_on: Mapped[date] = mapped_column(Date, nullable=False)
