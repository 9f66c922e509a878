"""Reading an authority: one frozen snapshot, rebuilt only when its revision moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from parking.authorities.models import (
    Authority,
    AuthorityHost,
    Holiday,
    KnownYears,
    Policy,
    Profile,
)
from parking.authorities.policies import Policies, PolicyKind
from parking.law.counting import Calendar
from parking.law.regimes import Law, law_at


class NoSuchAuthorityError(LookupError):
    """No council answers to this id or host name."""

    status = 404


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an authority is called and how it is reached, from a day on."""

    from_on: date
    name: str
    short_name: str
    service_name: str
    brand_colour: str
    postal_address: tuple[str, ...]
    phone: str
    phone_hours: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class Council:
    """An authority as rules need it: whose law, which holidays, what policies, what letterhead."""

    id: UUID
    code: str
    regime: str
    is_demonstration: bool
    revision: int
    calendar: Calendar
    policies: Policies
    letterheads: tuple[Letterhead, ...]

    def letterhead(self, on: date) -> Letterhead:
        """Return the letterhead in force on a day; the first one serves for days before it."""
        for row in self.letterheads:
            if row.from_on <= on:
                return row
        return self.letterheads[-1]

    def law(self, on: date) -> Law:
        """Return the law this authority enforces under, as it stood on a day."""
        return law_at(on, self.regime)


_known: dict[UUID, Council] = {}
# Asked with every request, so built once.
_HOST, _COLUMNS = AuthorityHost.__table__.c, Authority.__table__.c
_SNAPSHOT = select(
    _COLUMNS.id, _COLUMNS.revision, _COLUMNS.code, _COLUMNS.regime, _COLUMNS.nation, _COLUMNS.is_demonstration
)
_AUTHORITY = _SNAPSHOT.where(_COLUMNS.id == bindparam("authority"))
_AT_HOST = _SNAPSHOT.join(AuthorityHost.__table__, _HOST.authority_id == _COLUMNS.id).where(
    _HOST.host == bindparam("host")
)


def council_at(session: Session, *, host: str) -> Council:
    """Return the snapshot of the authority a host name belongs to."""
    row = session.execute(_AT_HOST, {"host": host}).one_or_none()
    if row is None:
        raise NoSuchAuthorityError(f"no council is served at {host}")
    return _snapshot(session, row)


def every_authority(session: Session) -> list[UUID]:
    """Return the ids of all authorities, in the order they joined."""
    return list(session.scalars(select(Authority.id).order_by(Authority.id)))


def authority_named(session: Session, *, code: str) -> UUID:
    """Return the id of an authority by its short code."""
    found = session.scalar(select(Authority.id).where(Authority.code == code))
    if found is None:
        raise NoSuchAuthorityError(f"no council has the code {code!r}")
    return found


def council(session: Session, *, authority: UUID) -> Council:
    """Return an authority's snapshot."""
    row = session.execute(_AUTHORITY, {"authority": authority}).one_or_none()
    if row is None:
        raise NoSuchAuthorityError("no such council")
    return _snapshot(session, row)


def _snapshot(session: Session, row: Row[Any]) -> Council:
    authority: UUID = row.id
    kept = _known.get(authority)
    if kept is not None and kept.revision == row.revision:
        return kept
    fresh = Council(
        id=authority,
        code=row.code,
        regime=row.regime,
        is_demonstration=row.is_demonstration,
        revision=row.revision,
        calendar=_calendar(session, authority, row.nation),
        policies=_policies(session, authority),
        letterheads=_letterheads(session, authority),
    )
    _known[authority] = fresh
    return fresh


def forget() -> None:
    """Drop every snapshot: another database is about to be used."""
    _known.clear()


def _calendar(session: Session, authority: UUID, nation: str) -> Calendar:
    years = session.execute(
        select(KnownYears.from_on, KnownYears.until_on).where(KnownYears.authority_id == authority)
    ).one()
    days = session.scalars(select(Holiday.day).where(Holiday.authority_id == authority))
    return Calendar(
        nation=nation, holidays=frozenset(days), known_from=years.from_on, known_until=years.until_on
    )


def _policies(session: Session, authority: UUID) -> Policies:
    rows = session.execute(
        select(Policy.kind, Policy.from_on, Policy.value)
        .where(Policy.authority_id == authority)
        .order_by(Policy.from_on.desc())
    )
    return Policies(tuple((PolicyKind(kind), from_on, value) for kind, from_on, value in rows))


def _letterheads(session: Session, authority: UUID) -> tuple[Letterhead, ...]:
    rows = session.scalars(
        select(Profile).where(Profile.authority_id == authority).order_by(Profile.from_on.desc())
    )
    return tuple(
        Letterhead(
            from_on=row.from_on,
            name=row.name,
            short_name=row.short_name,
            service_name=row.service_name,
            brand_colour=row.brand_colour,
            postal_address=tuple(row.postal_address),
            phone=row.phone,
            phone_hours=row.phone_hours,
            email=row.email,
            website=row.website,
        )
        for row in rows
    )
