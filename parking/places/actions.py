"""Changing what is enforced where: what decides it for long moves the authority's revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.actions import touch
from parking.places.models import Order, Place, Power, Restriction, Suspension
from parking.places.rules import UNKNOWN_PLACES, PlaceKind, PowerKind, PowerStanding, SuspensionKind
from parking.values.ids import new_id


def add_place(
    session: Session,
    *,
    authority: UUID,
    code: str,
    kind: PlaceKind,
    name: str,
    town: str,
    has_anpr: bool = False,
    is_invented: bool = False,
    detail: str = "",
) -> UUID:
    """Add a car park or street; nothing can be issued there before a power and an order stand."""
    row_id = new_id()
    session.execute(
        insert(Place),
        {
            "id": row_id, "authority_id": authority, "code": code.upper(), "kind": kind.value,
            "name": name, "town": town, "has_anpr": has_anpr, "is_invented": is_invented,
            "detail": detail,
        },
    )  # fmt: skip
    return row_id


def unknown_place(session: Session, *, authority: UUID, kind: PlaceKind) -> UUID:
    """Return the place that stands in for one nobody knows: no power, so whatever is given there is held."""
    code, name = UNKNOWN_PLACES[kind]
    found = session.scalar(select(Place.id).where(Place.authority_id == authority, Place.code == code))
    return found or add_place(session, authority=authority, code=code, kind=kind, name=name, town="")


def add_power(
    session: Session,
    *,
    authority: UUID,
    place_id: UUID,
    kind: PowerKind,
    standing: PowerStanding,
    from_on: date,
    in_name_of: str,
    until_on: date | None = None,
    ended_because: str = "",
) -> None:
    """Say under what power, and in whose name, an authority enforces at a place."""
    session.execute(
        insert(Power),
        {
            "id": new_id(), "authority_id": authority, "place_id": place_id, "kind": kind.value,
            "standing": standing.value, "from_on": from_on, "until_on": until_on,
            "in_name_of": in_name_of, "ended_because": ended_because,
        },
    )  # fmt: skip
    touch(session, authority=authority)


def add_order(
    session: Session,
    *,
    authority: UUID,
    reference: str,
    title: str,
    from_on: date,
    document_sha256: str | None,
    until_on: date | None = None,
) -> UUID:
    """Add an order; without its document a place may issue, marked, but no notice may follow."""
    row_id = new_id()
    session.execute(
        insert(Order),
        {
            "id": row_id, "authority_id": authority, "reference": reference, "title": title,
            "document_sha256": document_sha256, "from_on": from_on, "until_on": until_on,
        },
    )  # fmt: skip
    return row_id


def attach_document(session: Session, *, authority: UUID, order_id: UUID, sha256: str) -> None:
    """Attach the text of an order; notices to owner may follow where only this was missing."""
    session.execute(
        update(Order)
        .where(Order.authority_id == authority, Order.id == order_id)
        .values(document_sha256=sha256)
    )
    touch(session, authority=authority)


def add_restriction(
    session: Session,
    *,
    authority: UUID,
    order_id: UUID,
    place_id: UUID,
    code: str,
    suffixes: str,
    article: str,
    days: str = "1234567",
    from_minute: int = 0,
    to_minute: int = 1440,
    max_stay_minutes: int | None = None,
    exemptions: str = "",
    tariff: list[Mapping[str, Any]] | None = None,
) -> UUID:
    """Say that an order makes a contravention possible at a place, on which days and hours."""
    row_id = new_id()
    session.execute(
        insert(Restriction),
        {
            "id": row_id, "authority_id": authority, "order_id": order_id, "place_id": place_id,
            "code": code, "suffixes": suffixes, "article": article, "days": days,
            "from_minute": from_minute, "to_minute": to_minute, "exemptions": exemptions,
            "max_stay_minutes": max_stay_minutes,
            "tariff": tariff or [],
        },
    )  # fmt: skip
    touch(session, authority=authority)
    return row_id


def suspend_enforcement(
    session: Session,
    *,
    authority: UUID,
    place_id: UUID,
    from_at: datetime,
    until_at: datetime,
    kind: SuspensionKind,
    ordered_by: str,
    ordered_at: datetime,
    why: str,
) -> UUID:
    """Stop enforcement at a place for a time; PCNs already given in it are listed by issue.queries."""
    row_id = new_id()
    session.execute(
        insert(Suspension),
        {
            "id": row_id, "authority_id": authority, "place_id": place_id, "from_at": from_at,
            "until_at": until_at, "kind": kind.value, "ordered_by": ordered_by,
            "ordered_at": ordered_at, "why": why,
        },
    )  # fmt: skip
    return row_id
