"""Reading staff and devices."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parking.people.models import Device, User
from parking.values.canonical import sha256

# Asked with every request of a device, so built once.
_DEVICE, _USER = Device.__table__.c, User.__table__.c
_CARRIER = (
    select(_DEVICE.id, _DEVICE.authority_id, _DEVICE.officer_id, _DEVICE.name)
    .join(User.__table__, _USER.id == _DEVICE.officer_id)
    .where(
        _DEVICE.authority_id == bindparam("authority"),
        _DEVICE.token_hash == bindparam("token_hash"),
        _DEVICE.revoked_at.is_(None),
        _USER.active.is_(True),
    )
)


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
        _CARRIER, {"authority": authority, "token_hash": sha256(token.encode())}
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
