"""Taking cases in hand: those in which a step is due, or those named, each locked and folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Row, Select, Uuid, func, literal, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history import registry
from parking.cases.models import Case, EventRow
from parking.cases.record import Loaded
from parking.cases.snapshot import state_of
from parking.law.state import State
from parking.law.steps import Step
from parking.store.types import IdText

_CASE, _EVENT = Case.__table__.c, EventRow.__table__.c
_HELD = select(
    type_coerce(_CASE.id, IdText).label("id"), _CASE.next_due_on, _CASE.head_seq, _CASE.head_hash, _CASE.state
)
Place = tuple[date, UUID]


class Held(NamedTuple):
    """A case in hand: its head, and the snapshot of its state as it is kept."""

    case_id: str
    seq: int
    head: str
    state: str


def lock_due(
    session: Session, *, council: Council, step: Step, on: date, after: Place | None, most: int
) -> tuple[list[Held], Place | None]:
    """Lock cases in which a step is due, leaving out those another worker has in hand.

    Also returns the place in the order behind which the next ones begin.
    """
    query = _due(_HELD, council, step, on)
    if after is not None:
        here = tuple_(literal(after[0], Date), literal(after[1], Uuid))
        query = query.where(tuple_(_CASE.next_due_on, _CASE.id) > here)
    query = query.order_by(_CASE.next_due_on, _CASE.id).limit(most)
    rows = session.execute(query.with_for_update(skip_locked=True)).all()
    return _held(rows), (rows[-1].next_due_on, UUID(rows[-1].id)) if rows else None


def lock_left_over(
    session: Session, *, council: Council, step: Step, on: date, after: UUID | None, most: int
) -> list[Held]:
    """Wait for and lock cases in which a step is still due, in the order of their ids."""
    query = _due(_HELD, council, step, on)
    if after is not None:
        query = query.where(_CASE.id > after)
    return _held(session.execute(query.order_by(_CASE.id).limit(most).with_for_update()).all())


def count_due(session: Session, *, council: Council, step: Step, on: date) -> int:
    """Return in how many cases a step is due."""
    return int(session.execute(_due(select(func.count()), council, step, on)).scalar_one())


def lock_cases(session: Session, *, council: Council, ids: Sequence[UUID]) -> dict[UUID, Loaded]:
    """Wait for, lock and fold cases by their ids; one that is not there is left out."""
    query = _HELD.where(_CASE.authority_id == council.id, _CASE.id.in_(ids)).order_by(_CASE.id)
    held = _held(session.execute(query.with_for_update()).all())
    return {loaded.case_id: loaded for loaded in folded(session, council=council, cases=held)}


def folded(session: Session, *, council: Council, cases: Iterable[Held]) -> list[Loaded]:
    """Return cases in hand with their states, from the snapshot or, where it is not today's, the history."""
    states = {UUID(held.case_id): (held, state_of(held.state)) for held in cases}
    replayed = _replayed(session, council, [case_id for case_id, (_, state) in states.items() if not state])
    return [
        Loaded(case_id, state or replayed[case_id], held.seq, held.head)
        for case_id, (held, state) in states.items()
    ]


def _replayed(session: Session, council: Council, ids: Sequence[UUID]) -> dict[UUID, State]:
    if not ids:
        return {}
    events = session.execute(
        select(_EVENT.case_id, _EVENT.kind, _EVENT.version, _EVENT.facts)
        .where(_EVENT.authority_id == council.id, _EVENT.case_id.in_(ids))
        .order_by(_EVENT.case_id, _EVENT.seq)
    )
    return {
        case_id: registry.replay(registry.read(e.kind, e.version, e.facts) for e in history)
        for case_id, history in groupby(events, key=lambda event: event.case_id)
    }


def _due(query: Select[Any], council: Council, step: Step, on: date) -> Select[Any]:
    return query.where(
        _CASE.authority_id == council.id,
        _CASE.next_step == step.value,
        _CASE.next_due_on <= on,
        _CASE.holds == 0,
        _CASE.is_closed.is_(False),
    )


def _held(rows: Sequence[Row[Any]]) -> list[Held]:
    return [Held(case_id, seq, head, state) for case_id, _, seq, head, state in rows]
