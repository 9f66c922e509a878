"""Tables of staff, roles and devices."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parking.store.base import Base, Owned, Row
from parking.store.types import Instant, Json

user_roles = Table(
    "user_roles",
    Base.metadata,
    Column("user_id", Uuid, ForeignKey("users.id"), primary_key=True),
    Column("role_id", Uuid, ForeignKey("roles.id"), primary_key=True),
)


class StaffRole(RoleMixin, Row, Base):  # type: ignore[misc]
    """A role a user holds; what it allows is in people.permissions."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = mapped_column(String(40), nullable=False)


class User(UserMixin, Owned, Base):  # type: ignore[misc]
    """A member of staff of one authority."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("authority_id", "email"),
        UniqueConstraint("fs_uniquifier"),
        UniqueConstraint("authority_id", "badge"),
    )

    email: Mapped[str] = mapped_column(String(255), nullable=False)
    password: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    badge: Mapped[str | None] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(Boolean, nullable=False, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), nullable=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    last_login_at: Mapped[datetime | None] = mapped_column(Instant)  # type: ignore[assignment]
    current_login_at: Mapped[datetime | None] = mapped_column(Instant)  # type: ignore[assignment]
    last_login_ip: Mapped[str | None] = mapped_column(String(64))
    current_login_ip: Mapped[str | None] = mapped_column(String(64))
    login_count: Mapped[int | None] = mapped_column(Integer)  # type: ignore[assignment]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[Any | None] = mapped_column(Json)
    roles: Mapped[list[StaffRole]] = relationship(secondary=user_roles, lazy="selectin")  # type: ignore[assignment]


class Device(Owned, Base):
    """A handheld with its own credential, carried by one officer; only the token's hash is kept."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("token_hash"), UniqueConstraint("authority_id", "name"))

    name: Mapped[str] = mapped_column(String(60), nullable=False)
    token_hash: Mapped[str] = mapped_column(String(64), nullable=False)
    officer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("users.id"), nullable=False)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class Look(Owned, Base):
    """Who looked at which case, and when."""

    __tablename__ = "looks"

    user_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("users.id"), nullable=False)
    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    looked_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    door: Mapped[str] = mapped_column(String(40), nullable=False)
