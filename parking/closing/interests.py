"""Who may not decide which case: an officer's own PCNs, and vehicles somebody declared an interest in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.cases.record import By
from parking.closing.errors import (
    ColleagueVehicleError,
    IssuedByYouError,
    NoSuchInterestError,
    YourVehicleError,
)
from parking.closing.models import Interest
from parking.parties.models import Vehicle
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark


class Whose(StrEnum):
    """Whose vehicle a member of staff declares."""

    OWN = "own"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class InterestRow:
    """A declared interest as its list shows it."""

    id: UUID
    user_id: UUID
    mark: str
    whose: Whose
    declared_on: date


def must_be_free(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Raise a named refusal where the person who decides issued this PCN or has an interest in it."""
    decider = _staff(by)
    if decider is None:
        return
    row = session.execute(
        select(Case.officer_id, Vehicle.mark)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == council.id, Case.id == case_id)
    ).one()
    if row.officer_id == decider:
        raise IssuedByYouError("You issued this PCN, so somebody else has to decide it.")
    today = clock.day_of(by.at)
    declared = session.execute(
        select(Interest.user_id, Interest.whose)
        .where(
            Interest.authority_id == council.id,
            Interest.mark == row.mark,
            or_(Interest.ended_on.is_(None), Interest.ended_on >= today),
        )
        .order_by(Interest.id)
    ).all()
    if any(each.user_id == decider for each in declared):
        raise YourVehicleError("You declared an interest in this vehicle, so somebody else has to decide it.")
    if any(each.whose == Whose.OWN for each in declared):
        raise ColleagueVehicleError(
            "A colleague declared this vehicle as theirs. Ask your manager who outside the team decides it."
        )


def declare_interest(
    session: Session, *, council: Council, user_id: UUID, mark: Mark, whose: Whose, by: By
) -> None:
    """Declare that a member of staff may not judge what happens to a vehicle; twice is the same as once."""
    on, values = clock.day_of(by.at), {"whose": whose.value, "ended_on": None}
    known = session.scalar(
        select(Interest.id).where(
            Interest.authority_id == council.id, Interest.user_id == user_id, Interest.mark == mark.text
        )
    )
    if known is not None:
        _change(session, council, known, **values)
        return
    session.execute(
        insert(Interest),
        {
            "id": new_id(),
            "authority_id": council.id,
            "user_id": user_id,
            "mark": mark.text,
            "declared_on": on,
            **values,
        },
    )


def end_interest(session: Session, *, council: Council, user_id: UUID, interest_id: UUID, by: By) -> None:
    """End one's own interest from tomorrow: for today, and for what was decided before, it stood."""
    mine = [row.id for row in interests_of(session, council=council, user_id=user_id, on=clock.day_of(by.at))]
    if interest_id not in mine:
        raise NoSuchInterestError("You have declared no such interest.")
    _change(session, council, interest_id, ended_on=clock.day_of(by.at))


def interests_of(session: Session, *, council: Council, user_id: UUID, on: date) -> list[InterestRow]:
    """Return the interests of one member of staff that stand on a day."""
    rows = session.execute(
        select(Interest.id, Interest.user_id, Interest.mark, Interest.whose, Interest.declared_on)
        .where(
            Interest.authority_id == council.id,
            Interest.user_id == user_id,
            or_(Interest.ended_on.is_(None), Interest.ended_on > on),
        )
        .order_by(Interest.declared_on, Interest.id)
    )
    return [InterestRow(r[0], r[1], r[2], Whose(r[3]), r[4]) for r in rows]


def _change(session: Session, council: Council, interest_id: UUID, **values: object) -> None:
    session.execute(
        update(Interest)
        .where(Interest.authority_id == council.id, Interest.id == interest_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _staff(by: By) -> UUID | None:
    kind, _, name = by.actor.partition(":")
    if kind != "staff":
        return None
    try:
        return UUID(name)
    except ValueError:
        return None
