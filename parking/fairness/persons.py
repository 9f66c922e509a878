"""Finding the same person again: in other cases, and under other rows of their name and address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.parties.models import Party, Vehicle

SAME_PERSON = "Same name and postcode"
SAME_VEHICLE = "Same vehicle, and its keeper is not known yet"


@dataclass(frozen=True, slots=True)
class OtherCase:
    """An open case that may be the same person's, and why we think so."""

    id: UUID
    number: str
    mark: str
    why: str


def same_person(session: Session, *, authority: UUID, party_id: UUID) -> list[UUID]:
    """Return every row of one person: the same name, however spaced or capitalised, at one postcode."""
    known = session.execute(
        select(Party.name, Party.postcode).where(Party.authority_id == authority, Party.id == party_id)
    ).one()
    rows = session.execute(
        select(Party.id, Party.name)
        .where(Party.authority_id == authority, Party.postcode == known.postcode)
        .order_by(Party.id)
    )
    return [row.id for row in rows if row.id == party_id or _loose(row.name) == _loose(known.name)]


def other_cases(session: Session, *, authority: UUID, case_id: UUID) -> list[OtherCase]:
    """Return the other open cases of whoever is liable in a case: a person picks those that are theirs."""
    this = session.execute(
        select(Case.liable_party_id, Vehicle.mark)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == authority, Case.id == case_id)
    ).one()
    found = {
        row.id: row
        for row in _open(session, authority, SAME_VEHICLE, Vehicle.mark == this.mark, unknown_only=True)
    }
    if this.liable_party_id is not None:
        ids = same_person(session, authority=authority, party_id=this.liable_party_id)
        found |= {
            row.id: row for row in _open(session, authority, SAME_PERSON, Case.liable_party_id.in_(ids))
        }
    return [found[row] for row in sorted(found) if row != case_id]


def _open(
    session: Session,
    authority: UUID,
    why: str,
    where: ColumnElement[bool],
    *,
    unknown_only: bool = False,
) -> list[OtherCase]:
    query = (
        select(Case.id, Case.number, Vehicle.mark)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == authority, Vehicle.authority_id == authority)
        .where(Case.is_closed.is_(False), where)
        .order_by(Case.id)
    )
    if unknown_only:
        query = query.where(Case.liable_party_id.is_(None))
    return [OtherCase(row.id, row.number, row.mark, why) for row in session.execute(query)]


def _loose(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
