"""Writing many whole histories at once: for importers, the demonstration and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.chain import first_link
from parking.cases.history.registry import Event
from parking.cases.models import Case, EventRow
from parking.cases.projection import projection
from parking.cases.record import By, Change, Loaded, ask, link, rows_following
from parking.law.state import State
from parking.values import clock


@dataclass(frozen=True, slots=True)
class Act:
    """One event of a life: who recorded it, and when it happened if that was earlier."""

    event: Event
    by: By
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """One case from its first event on, oldest first; `identity` is its fixed columns."""

    case_id: UUID
    identity: dict[str, Any]
    acts: tuple[Act, ...]


def record_many(session: Session, *, council: Council, lives: Iterable[Life]) -> int:
    """Write whole cases with the chains and columns that `begin` and `append` would leave them.

    The journey is asked of every step after the first, on the day of its act. Raises
    StepRefusedError at the first step it does not allow; returns how many events were written.
    """
    events: list[dict[str, Any]] = []
    following: dict[Table, list[dict[str, Any]]] = {}
    cases = [_case(council, life, events, following) for life in lives]
    if cases:
        session.execute(insert(Case.__table__), cases)
        session.execute(insert(EventRow.__table__), events)
    for table, rows in following.items():
        session.execute(insert(table), rows)
    return len(events)


def _case(
    council: Council,
    life: Life,
    events: list[dict[str, Any]],
    following: dict[Table, list[dict[str, Any]]],
) -> dict[str, Any]:
    start = first_link(council.id, life.case_id)
    loaded = Loaded(life.case_id, State(regime=council.regime), 0, start)
    for act in life.acts:
        if loaded.seq:
            ask(council, loaded.state, act.event, act.by, act.happened_at)
        before = loaded.state
        loaded = link(council, loaded, act.event, act.by, act.happened_at or act.by.at, events)
        change = Change(life.case_id, before, loaded.state, (act.event,), act.by)
        for table, rows in rows_following(council, change).items():
            following.setdefault(table, []).extend(rows)
    today = clock.day_of(life.acts[-1].by.at)
    return {
        "id": life.case_id,
        "authority_id": council.id,
        **life.identity,
        **projection(loaded.state, council.policies.tolerances(today), council.calendar),
        "head_seq": loaded.seq,
        "head_hash": loaded.head,
    }
