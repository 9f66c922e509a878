"""Reading places for the desk's list: one row a place, whatever stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.places.models import Order, Place, Power, Restriction, Suspension
from parking.places.rules import PowerStanding, standings_enough
from parking.values import clock


@dataclass(frozen=True, slots=True)
class PowerHeld:
    """The newest power at a place."""

    kind: str
    standing: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceInBrief:
    """A place as the list shows it; `orders` are how many it rests on and how many have their text."""

    id: UUID
    code: str
    name: str
    town: str
    kind: str
    is_invented: bool
    power: PowerHeld | None
    orders: tuple[int, int]
    suspended_until: datetime | None
    on: date
    demonstration: bool

    @property
    def has_power(self) -> bool:
        """Whether a PCN may be given here today: a power that holds and is confirmed."""
        power = self.power
        if power is None or power.from_on > self.on or (power.until_on or self.on) < self.on:
            return False
        return PowerStanding(power.standing) in standings_enough(demonstration=self.demonstration)


def places_in_brief(
    session: Session, *, authority: UUID, at: datetime, demonstration: bool
) -> list[PlaceInBrief]:
    """Return every place by name with its newest power, its orders and whether it stands still now."""
    powers: dict[UUID, PowerHeld] = {}
    for power in session.execute(
        select(Power.place_id, Power.kind, Power.standing, Power.from_on, Power.until_on)
        .where(Power.authority_id == authority)
        .order_by(Power.place_id, Power.from_on)
    ):
        powers[power.place_id] = PowerHeld(*power[1:])
    orders = {
        row[0]: (row[1], row[2])
        for row in session.execute(
            select(
                Restriction.place_id,
                func.count(func.distinct(Order.id)),
                func.count(func.distinct(Order.document_sha256)),
            )
            .join(Order, Order.id == Restriction.order_id)
            .where(Restriction.authority_id == authority)
            .group_by(Restriction.place_id)
            .order_by(Restriction.place_id)
        )
    }
    suspended: dict[UUID, datetime] = {
        row[0]: row[1]
        for row in session.execute(
            select(Suspension.place_id, func.max(Suspension.until_at))
            .where(
                Suspension.authority_id == authority,
                Suspension.from_at <= at,
                Suspension.until_at >= at,
            )
            .group_by(Suspension.place_id)
            .order_by(Suspension.place_id)
        )
    }
    rows = session.execute(
        select(Place.id, Place.code, Place.name, Place.town, Place.kind, Place.is_invented)
        .where(Place.authority_id == authority)
        .order_by(Place.name, Place.code)
    )
    return [
        PlaceInBrief(
            id=row.id,
            code=row.code,
            name=row.name,
            town=row.town,
            kind=row.kind,
            is_invented=row.is_invented,
            power=powers.get(row.id),
            orders=orders.get(row.id, (0, 0)),
            suspended_until=suspended.get(row.id),
            on=clock.day_of(at),
            demonstration=demonstration,
        )
        for row in rows
    ]
