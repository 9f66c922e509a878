"""Reading staff and devices."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.people.models import Device, User
from parking.values.canonical import sha256


@dataclass(frozen=True, slots=True)
class Carrier:
    """A device that may speak now, and the officer who carries it."""

    device_id: UUID
    authority_id: UUID
    officer_id: UUID
    device_name: str


def carrier_of(session: Session, *, authority: UUID, token: str) -> Carrier | None:
    """Return the device a token belongs to, unless it was revoked or its officer has left."""
    row = session.execute(
        select(Device.id, Device.authority_id, Device.officer_id, Device.name)
        .join(User, User.id == Device.officer_id)
        .where(
            Device.authority_id == authority,
            Device.token_hash == sha256(token.encode()),
            Device.revoked_at.is_(None),
            User.active.is_(True),
        )
    ).one_or_none()
    return Carrier(*row) if row else None


def names_of(session: Session, *, authority: UUID) -> dict[UUID, str]:
    """Return every member of staff's name by id."""
    rows = session.execute(select(User.id, User.name).where(User.authority_id == authority))
    return {row.id: row.name for row in rows}


def badge_of(session: Session, *, authority: UUID, user_id: UUID) -> str:
    """Return an officer's badge number, as papers print it."""
    found = session.scalar(select(User.badge).where(User.authority_id == authority, User.id == user_id))
    return found or "not recorded"
