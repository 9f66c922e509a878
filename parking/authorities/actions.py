"""Setting an authority up, and changing what differs between councils; each change moves its revision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.models import (
    Authority,
    AuthorityHost,
    Holiday,
    KnownYears,
    Policy,
    Profile,
)
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Letterhead
from parking.law.holidays import shipped_calendar
from parking.law.regimes import regime_of
from parking.values.ids import new_id


def add_authority(
    session: Session,
    *,
    code: str,
    regime: str,
    hosts: Sequence[str],
    letterhead: Letterhead,
    is_demonstration: bool = False,
) -> UUID:
    """Add a council with its hosts, letterhead, and its nation's bank holidays to count by."""
    row_id, nation = new_id(), regime_of(regime).nation
    session.execute(
        insert(Authority),
        {
            "id": row_id,
            "code": code,
            "regime": regime,
            "nation": nation,
            "revision": 1,
            "is_demonstration": is_demonstration,
        },
    )
    session.execute(insert(AuthorityHost), [{"host": host, "authority_id": row_id} for host in hosts])
    set_letterhead(session, authority=row_id, letterhead=letterhead)
    _seed_holidays(session, row_id, nation)
    return row_id


def set_letterhead(session: Session, *, authority: UUID, letterhead: Letterhead) -> None:
    """Set the name, addresses and brand from a day on; papers dated before keep the old ones."""
    session.execute(
        insert(Profile),
        {
            "id": new_id(),
            "authority_id": authority,
            "from_on": letterhead.from_on,
            "name": letterhead.name,
            "short_name": letterhead.short_name,
            "service_name": letterhead.service_name,
            "brand_colour": letterhead.brand_colour,
            "postal_address": list(letterhead.postal_address),
            "phone": letterhead.phone,
            "phone_hours": letterhead.phone_hours,
            "email": letterhead.email,
            "website": letterhead.website,
        },
    )
    touch(session, authority=authority)


def set_policy(
    session: Session, *, authority: UUID, kind: PolicyKind, from_on: date, value: Any, says: str
) -> None:
    """Set a policy from a day on, in plain words; it is shown as policy, never as law."""
    session.execute(
        insert(Policy),
        {
            "id": new_id(),
            "authority_id": authority,
            "kind": kind.value,
            "from_on": from_on,
            "value": value,
            "says": says,
        },
    )
    touch(session, authority=authority)


def add_holiday(session: Session, *, authority: UUID, day: date, name: str) -> None:
    """Add a bank holiday, such as one proclaimed for a single year; dates already recorded stay."""
    session.execute(insert(Holiday), {"id": new_id(), "authority_id": authority, "day": day, "name": name})
    touch(session, authority=authority)


def remove_holiday(session: Session, *, authority: UUID, day: date) -> None:
    """Remove a bank holiday; dates already recorded stay."""
    session.execute(delete(Holiday).where(Holiday.authority_id == authority, Holiday.day == day))
    touch(session, authority=authority)


def touch(session: Session, *, authority: UUID) -> None:
    """Move the authority's revision, so that every process reads it afresh."""
    session.execute(
        update(Authority)
        .where(Authority.id == authority)
        .values(revision=Authority.revision + 1)
        .execution_options(synchronize_session=False)
    )


def is_set_up(session: Session) -> bool:
    """Whether any authority is here yet."""
    return session.scalar(select(Authority.id).limit(1)) is not None


def _seed_holidays(session: Session, authority: UUID, nation: str) -> None:
    shipped = shipped_calendar(nation)
    session.execute(
        insert(Holiday),
        [
            {"id": new_id(), "authority_id": authority, "day": day, "name": "bank holiday"}
            for day in sorted(shipped.holidays)
        ],
    )
    session.execute(
        insert(KnownYears),
        {
            "id": new_id(),
            "authority_id": authority,
            "from_on": shipped.known_from,
            "until_on": shipped.known_until,
        },
    )
