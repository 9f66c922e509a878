"""The daily record of heads: sealed each night, so that a chain whose tail was cut shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, type_coerce
from sqlalchemy.orm import Session

from parking.authorities.models import Authority
from parking.cases.models import DailyHeads, EventRow
from parking.store.types import IdText
from parking.values import clock
from parking.values.canonical import digest
from parking.values.ids import id_from

_EVENT = EventRow.__table__.c


def seal_days(session: Session, *, authority: UUID, before: date) -> list[date]:
    """Seal every day before a date that has events and no seal yet; return the days sealed."""
    # Two nights at once take turns here, so that the second finds what the first has sealed.
    session.execute(select(Authority.id).where(Authority.id == authority).with_for_update())
    last = session.execute(
        select(DailyHeads.day, DailyHeads.hash)
        .where(DailyHeads.authority_id == authority)
        .order_by(DailyHeads.day.desc())
        .limit(1)
    ).first()
    start = last.day + timedelta(days=1) if last else None
    days = _days_with_events(session, authority, start, before)
    previous = last.hash if last else digest({"authority_id": str(authority)})
    for day in days:
        heads = heads_of(session, authority=authority, day=day)
        sealed = seal(authority, day, heads, previous)
        row_id = UUID(id_from(clock.start_of(day), f"{authority} {day.isoformat()}"))
        session.execute(
            insert(DailyHeads),
            {
                "id": row_id, "authority_id": authority, "day": day, "heads": heads,
                "prev_hash": previous, "hash": sealed,
            },
        )  # fmt: skip
        previous = sealed
    return days


def heads_of(session: Session, *, authority: UUID, day: date) -> list[list[Any]]:
    """Return [case, seq, hash] of the last event recorded on a day, for every case that grew."""
    last = (
        select(_EVENT.case_id, func.max(_EVENT.seq).label("seq"))
        .where(_EVENT.authority_id == authority, _EVENT.recorded_on == day)
        .group_by(_EVENT.case_id)
        .subquery()
    )
    rows = session.execute(
        select(type_coerce(_EVENT.case_id, IdText), _EVENT.seq, _EVENT.hash)
        .join(last, (last.c.case_id == _EVENT.case_id) & (last.c.seq == _EVENT.seq))
        .order_by(_EVENT.case_id)
    )
    return [list(row) for row in rows]


def seal(authority: UUID, day: date, heads: list[list[Any]], previous: str) -> str:
    """Return the hash that seals a day's heads and holds the seal before it."""
    return digest(
        {
            "authority_id": str(authority),
            "day": day.isoformat(),
            "heads": heads,
            "prev_hash": previous,
        }
    )


def _days_with_events(session: Session, authority: UUID, start: date | None, before: date) -> list[date]:
    days = (
        select(EventRow.recorded_on)
        .where(EventRow.authority_id == authority, EventRow.recorded_on < before)
        .distinct()
        .order_by(EventRow.recorded_on)
    )
    if start is not None:
        days = days.where(EventRow.recorded_on >= start)
    return list(session.scalars(days))
