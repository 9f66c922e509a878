"""Reading places, their powers, orders and suspensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
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


LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
# Asked with every PCN, so built once: building a statement costs more than SQLite takes to answer it.
_PLACES, _ORDERS, _RULES = Place.__table__.c, Order.__table__.c, Restriction.__table__.c
_HELD, _STILL = Power.__table__.c, Suspension.__table__.c
_MINE: BindParameter[UUID] = bindparam("authority")
_THESE: BindParameter[UUID] = bindparam("places", expanding=True)
_CODED = select(_PLACES.id).where(_PLACES.authority_id == _MINE, _PLACES.code == bindparam("code"))
_PLACE = select(_PLACES.code, _PLACES.name, _PLACES.town, _PLACES.kind).where(
    _PLACES.authority_id == _MINE, _PLACES.id == bindparam("place")
)
_POWERS = (
    select(
        _HELD.place_id, _HELD.kind, _HELD.standing, _HELD.from_on, _HELD.until_on, _HELD.in_name_of,
        _HELD.ended_because,
    )
    .where(_HELD.authority_id == _MINE, _HELD.place_id.in_(_THESE))
    .order_by(_HELD.from_on.desc(), _HELD.id)
)  # fmt: skip
_RESTRICTIONS = (
    select(
        _RULES.place_id, _RULES.id, _RULES.code, _RULES.suffixes, _ORDERS.reference, _RULES.article,
        _ORDERS.document_sha256.is_not(None), _ORDERS.from_on, _ORDERS.until_on, _RULES.days,
        _RULES.from_minute, _RULES.to_minute, _RULES.max_stay_minutes,
    )
    .join(Order.__table__, _ORDERS.id == _RULES.order_id)
    .where(_RULES.authority_id == _MINE, _RULES.place_id.in_(_THESE))
    .order_by(_RULES.code, _RULES.from_minute, _RULES.id)
)  # fmt: skip
_SUSPENSIONS = (
    select(
        _STILL.place_id, _STILL.id, _STILL.kind, _STILL.from_at, _STILL.until_at, _STILL.ordered_by,
    )
    .where(
        _STILL.authority_id == _MINE, _STILL.place_id.in_(_THESE), _STILL.until_at >= bindparam("at")
    )
    .order_by(_STILL.from_at, _STILL.id)
)  # fmt: skip


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
    found: UUID | None = session.scalar(_CODED, {"authority": authority, "code": code.upper()})
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
    place = session.execute(_PLACE, {"authority": authority, "place": place_id}).one_or_none()
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


_kept: dict[tuple[UUID, UUID], tuple[int, Enforceable]] = {}


def enforceable_for(session: Session, *, council: Council, place_id: UUID, at: datetime) -> Enforceable:
    """Return what decides enforcement at a place, as `enforceable` does, for an authority in hand.

    Powers and orders are read again only when the authority's revision has moved; suspensions
    always, since one may be ordered at any minute.
    """
    kept = _kept.get((council.id, place_id))
    if kept is not None and kept[0] == council.revision:
        suspensions = _suspensions(session, council.id, [place_id], at)[place_id]
        return replace(kept[1], suspensions=suspensions)
    here = enforceable(session, authority=council.id, place_id=place_id, at=at)
    _kept[council.id, place_id] = (council.revision, here)
    return here


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
    rows = session.execute(_POWERS, {"authority": authority, "places": ids})
    return _by_place(ids, ((r[0], PowerFact(PowerKind(r[1]), PowerStanding(r[2]), *r[3:])) for r in rows))


def _restrictions(session: Session, authority: UUID, ids: Sequence[UUID]) -> Facts[RestrictionFact]:
    rows = session.execute(_RESTRICTIONS, {"authority": authority, "places": ids})
    return _by_place(
        ids, ((r[0], RestrictionFact(r[1], r[2], r[3], r[4], r[5], bool(r[6]), *r[7:])) for r in rows)
    )


def _suspensions(
    session: Session, authority: UUID, ids: Sequence[UUID], at: datetime | None
) -> Facts[SuspensionFact]:
    rows = session.execute(_SUSPENSIONS, {"authority": authority, "places": ids, "at": at or LONG_AGO})
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
