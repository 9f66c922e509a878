"""Reading places, their powers, orders and suspensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.places.errors import NoSuchOrderError, NoSuchPlaceError
from parking.places.models import Order, Place, Power, Restriction, Suspension
from parking.places.rules import (
    Enforceable,
    PlaceKind,
    PowerFact,
    PowerKind,
    PowerStanding,
    RestrictionFact,
    SuspensionFact,
    SuspensionKind,
)

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as lists show it."""

    id: UUID
    code: str
    kind: PlaceKind
    name: str
    town: str
    has_anpr: bool
    is_invented: bool
    detail: str


def places(session: Session, *, authority: UUID) -> list[PlaceRow]:
    """Return every place of an authority by name."""
    rows = session.execute(
        select(
            Place.id, Place.code, Place.kind, Place.name, Place.town, Place.has_anpr,
            Place.is_invented, Place.detail,
        )
        .where(Place.authority_id == authority)
        .order_by(Place.name, Place.code)
    )  # fmt: skip
    return [PlaceRow(r[0], r[1], PlaceKind(r[2]), *r[3:]) for r in rows]


def place_coded(session: Session, *, authority: UUID, code: str) -> UUID:
    """Return the id of a place by the authority's own code for it."""
    found = session.scalar(
        select(Place.id).where(Place.authority_id == authority, Place.code == code.upper())
    )
    if found is None:
        raise NoSuchPlaceError(f"There is no place with the code {code}.")
    return found


def order_referred_to(session: Session, *, authority: UUID, reference: str) -> UUID:
    """Return the id of an order by its reference."""
    found = session.scalar(
        select(Order.id).where(Order.authority_id == authority, Order.reference == reference)
    )
    if found is None:
        raise NoSuchOrderError(f"There is no order with the reference {reference!r}.")
    return found


def enforceable(
    session: Session, *, authority: UUID, place_id: UUID, at: datetime | None = None
) -> Enforceable:
    """Return what decides enforcement at a place; suspensions only those not over before `at`."""
    place = session.execute(
        select(Place.code, Place.name, Place.town, Place.kind).where(
            Place.authority_id == authority, Place.id == place_id
        )
    ).one_or_none()
    if place is None:
        raise NoSuchPlaceError("There is no such place.")
    return Enforceable(
        place_id=place_id,
        code=place.code,
        name=place.name,
        town=place.town,
        kind=PlaceKind(place.kind),
        powers=_powers(session, authority, [place_id])[place_id],
        restrictions=_restrictions(session, authority, [place_id])[place_id],
        suspensions=_suspensions(session, authority, [place_id], at)[place_id],
    )


def every_enforceable(session: Session, *, authority: UUID, at: datetime) -> list[Enforceable]:
    """Return what decides enforcement at every place of an authority by name, in four reads."""
    rows = places(session, authority=authority)
    ids = [row.id for row in rows]
    powers = _powers(session, authority, ids)
    restrictions = _restrictions(session, authority, ids)
    suspensions = _suspensions(session, authority, ids, at)
    return [
        Enforceable(
            place_id=row.id,
            code=row.code,
            name=row.name,
            town=row.town,
            kind=row.kind,
            powers=powers[row.id],
            restrictions=restrictions[row.id],
            suspensions=suspensions[row.id],
        )
        for row in rows
    ]


Facts = dict[UUID, tuple[F, ...]]


def _by_place(ids: Sequence[UUID], found: Iterable[tuple[UUID, F]]) -> Facts[F]:
    facts: dict[UUID, list[F]] = {place_id: [] for place_id in ids}
    for place_id, fact in found:
        facts[place_id].append(fact)
    return {place_id: tuple(rows) for place_id, rows in facts.items()}


def _powers(session: Session, authority: UUID, ids: Sequence[UUID]) -> Facts[PowerFact]:
    rows = session.execute(
        select(
            Power.place_id, Power.kind, Power.standing, Power.from_on, Power.until_on, Power.in_name_of,
            Power.ended_because,
        )
        .where(Power.authority_id == authority, Power.place_id.in_(ids))
        .order_by(Power.from_on.desc(), Power.id)
    )  # fmt: skip
    return _by_place(ids, ((r[0], PowerFact(PowerKind(r[1]), PowerStanding(r[2]), *r[3:])) for r in rows))


def _restrictions(session: Session, authority: UUID, ids: Sequence[UUID]) -> Facts[RestrictionFact]:
    rows = session.execute(
        select(
            Restriction.place_id, Restriction.id, Restriction.code, Restriction.suffixes, Order.reference,
            Restriction.article, Order.document_sha256.is_not(None), Order.from_on, Order.until_on,
            Restriction.days, Restriction.from_minute, Restriction.to_minute,
            Restriction.max_stay_minutes,
        )
        .join(Order, Order.id == Restriction.order_id)
        .where(Restriction.authority_id == authority, Restriction.place_id.in_(ids))
        .order_by(Restriction.code, Restriction.from_minute, Restriction.id)
    )  # fmt: skip
    return _by_place(
        ids, ((r[0], RestrictionFact(r[1], r[2], r[3], r[4], r[5], bool(r[6]), *r[7:])) for r in rows)
    )


def _suspensions(
    session: Session, authority: UUID, ids: Sequence[UUID], at: datetime | None
) -> Facts[SuspensionFact]:
    query = select(
        Suspension.place_id, Suspension.id, Suspension.kind, Suspension.from_at, Suspension.until_at,
        Suspension.ordered_by,
    ).where(Suspension.authority_id == authority, Suspension.place_id.in_(ids))  # fmt: skip
    if at is not None:
        query = query.where(Suspension.until_at >= at)
    rows = session.execute(query.order_by(Suspension.from_at, Suspension.id))
    return _by_place(ids, ((r[0], SuspensionFact(r[1], SuspensionKind(r[2]), *r[3:])) for r in rows))


@dataclass(frozen=True, slots=True)
class OrderText:
    """Which order and article a contravention rests on."""

    reference: str
    title: str
    article: str
    exemptions: str
    is_attached: bool


def order_behind(session: Session, *, authority: UUID, restriction_id: UUID) -> OrderText | None:
    """Return the order behind a restriction, or None when it is gone."""
    row = session.execute(
        select(
            Order.reference, Order.title, Restriction.article, Restriction.exemptions,
            Order.document_sha256.is_not(None),
        )
        .join(Order, Order.id == Restriction.order_id)
        .where(Restriction.authority_id == authority, Restriction.id == restriction_id)
    ).one_or_none()  # fmt: skip
    return OrderText(*row) if row else None
