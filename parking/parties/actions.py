"""Adding vehicles and people, each with the salted digest that the history holds instead."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.law.state import MarkDeclared
from parking.parties.models import Party, Vehicle
from parking.values.canonical import digest
from parking.values.ids import new_id
from parking.values.mark import Mark

_ADD_VEHICLE, _ADD_PARTY = insert(Vehicle.__table__), insert(Party.__table__)


@dataclass(frozen=True, slots=True)
class Known:
    """A row that may be erased, as the history names it: its id, and a digest only it can explain."""

    id: UUID
    digest: str


def add_vehicle(
    session: Session,
    *,
    authority: UUID,
    mark: Mark,
    make: str,
    colour: str,
    declared: MarkDeclared,
    country: str | None = None,
) -> Known:
    """Keep a vehicle as read; return its id and salted digest."""
    values = {"mark": mark.text, "make": make, "colour": colour, "declared": declared.value}
    salt, row_id = secrets.token_hex(16), new_id()
    session.execute(
        _ADD_VEHICLE,
        {
            "id": row_id,
            "authority_id": authority,
            **values,
            "loose_mark": mark.loose,
            "country": country,
            "salt": salt,
        },
    )
    return Known(row_id, salted_digest(salt, values))


def add_party(
    session: Session, *, authority: UUID, name: str, address: list[str], postcode: str, source: str
) -> Known:
    """Keep a name and address; return the id and salted digest."""
    known, row = party_row(authority=authority, name=name, address=address, postcode=postcode, source=source)
    session.execute(_ADD_PARTY, row)
    return known


def party_row(
    *, authority: UUID, name: str, address: list[str], postcode: str, source: str
) -> tuple[Known, dict[str, Any]]:
    """Return a person's id and salted digest, and their row, for one who writes many together."""
    values: dict[str, Any] = {"name": name, "address": address, "postcode": postcode}
    salt, row_id = secrets.token_hex(16), new_id()
    row = {"id": row_id, "authority_id": authority, **values, "source": source, "salt": salt}
    return Known(row_id, salted_digest(salt, values)), row


def salted_digest(salt: str, values: object) -> str:
    """Return a digest that nobody can guess back without the salt kept in the row."""
    return digest({"salt": salt, "values": values})
