"""Adding staff and devices; a device's token is shown once and only its hash is kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_security.utils import hash_password
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.people.models import Device, Look, StaffRole, User, user_roles
from parking.people.permissions import Role
from parking.values.canonical import sha256
from parking.values.ids import new_id


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device and its token, which can't be shown again."""

    id: UUID
    token: str


def add_user(
    session: Session,
    *,
    authority: UUID,
    email: str,
    name: str,
    password: str,
    roles: Sequence[Role],
    badge: str | None,
    at: datetime,
) -> UUID:
    """Add a member of staff with the roles they hold."""
    row_id = new_id()
    session.execute(
        insert(User),
        {
            "id": row_id,
            "authority_id": authority,
            "email": email.lower(),
            "name": name,
            "password": hash_password(password),
            "badge": badge,
            "active": True,
            "fs_uniquifier": secrets.token_hex(32),
            "confirmed_at": at,
        },
    )
    for role in roles:
        session.execute(insert(user_roles), {"user_id": row_id, "role_id": _role_id(session, role)})
    return row_id


def add_device(session: Session, *, authority: UUID, name: str, officer_id: UUID) -> NewDevice:
    """Add a handheld for an officer; keep the token on the device, it is not kept here."""
    token, row_id = secrets.token_urlsafe(32), new_id()
    session.execute(
        insert(Device),
        {
            "id": row_id,
            "authority_id": authority,
            "name": name,
            "token_hash": sha256(token.encode()),
            "officer_id": officer_id,
        },
    )
    return NewDevice(row_id, token)


def revoke_device(session: Session, *, authority: UUID, device_id: UUID, at: datetime) -> None:
    """Stop a lost device at once."""
    session.execute(
        update(Device)
        .where(Device.authority_id == authority, Device.id == device_id)
        .values(revoked_at=at)
        .execution_options(synchronize_session=False)
    )


def note_look(
    session: Session, *, authority: UUID, user_id: UUID, case_id: UUID, door: str, at: datetime
) -> None:
    """Note that somebody looked at a case."""
    session.execute(
        insert(Look),
        {
            "id": new_id(),
            "authority_id": authority,
            "user_id": user_id,
            "case_id": case_id,
            "looked_at": at,
            "door": door,
        },
    )


def _role_id(session: Session, role: Role) -> UUID:
    found = session.scalar(select(StaffRole.id).where(StaffRole.name == role.value))
    if found is None:
        found = new_id()
        session.execute(insert(StaffRole), {"id": found, "name": role.value})
    return found
