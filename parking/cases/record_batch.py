"""Recording one act in each of many cases: the guards of every case are asked, the rows go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Select, Table, Uuid, func, literal, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import SomebodyElseFirstError
from parking.cases.history import registry
from parking.cases.models import Case, EventRow
from parking.cases.night import Decided, Tonight
from parking.cases.projection import projection
from parking.cases.record import Change, Loaded, link, question, rows_following
from parking.cases.snapshot import state_of
from parking.cases.steps import STEP_OF
from parking.law.journey import what_stops
from parking.law.reasons import Refused
from parking.law.state import State
from parking.law.steps import Step
from parking.store.bulk import insert_many, update_many

_CASE, _EVENT = Case.__table__.c, EventRow.__table__.c
_HELD = select(_CASE.id, _CASE.next_due_on, _CASE.head_seq, _CASE.head_hash, _CASE.state)
Place = tuple[date, UUID]


@dataclass(slots=True)
class Batch:
    """What came of a batch: acts recorded, cases left alone, and refusals with every reason."""

    done: int = 0
    undecided: int = 0
    refused: list[tuple[UUID, tuple[Refused, ...]]] = field(default_factory=list)

    @property
    def left_alone(self) -> int:
        """How many cases are still due, because nothing may or should be done in them now."""
        return self.undecided + len(self.refused)


@dataclass(frozen=True, slots=True)
class Due:
    """Cases in which a step is due, locked, and the place in the order where the next ones begin."""

    cases: list[Loaded]
    last: Place | None


def lock_due(
    session: Session, *, council: Council, step: Step, on: date, after: Place | None, most: int
) -> Due:
    """Lock and return cases in which a step is due, leaving out those another worker has in hand."""
    query = _due(_HELD, council, step, on)
    if after is not None:
        query = query.where(
            tuple_(_CASE.next_due_on, _CASE.id) > tuple_(literal(after[0], Date), literal(after[1], Uuid))
        )
    query = query.order_by(_CASE.next_due_on, _CASE.id).limit(most).with_for_update(skip_locked=True)
    rows = session.execute(query).all()
    return Due(_loaded(session, council, rows), (rows[-1].next_due_on, rows[-1].id) if rows else None)


def lock_left_over(
    session: Session, *, council: Council, step: Step, on: date, after: UUID | None, most: int
) -> list[Loaded]:
    """Wait for, lock and return cases in which a step is still due, in the order of their ids."""
    query = _due(_HELD, council, step, on)
    if after is not None:
        query = query.where(_CASE.id > after)
    return _loaded(
        session, council, session.execute(query.order_by(_CASE.id).limit(most).with_for_update()).all()
    )


def count_due(session: Session, *, council: Council, step: Step, on: date) -> int:
    """Return in how many cases a step is due."""
    return int(session.execute(_due(select(func.count()), council, step, on)).scalar_one())


def lock_cases(session: Session, *, council: Council, ids: Sequence[UUID]) -> dict[UUID, Loaded]:
    """Wait for, lock and return cases by their ids; one that is not there is left out."""
    query = _HELD.where(_CASE.authority_id == council.id, _CASE.id.in_(ids)).order_by(_CASE.id)
    rows = session.execute(query.with_for_update()).all()
    return {loaded.case_id: loaded for loaded in _loaded(session, council, rows)}


def record_batch(session: Session, *, tonight: Tonight, acts: Iterable[tuple[Loaded, Decided]]) -> Batch:
    """Append one event to each of several locked cases where the journey allows its step on that day.

    A case that is refused is left as it is, and so are the rows decided with it. Never commits.
    """
    batch, events, cases = Batch(), list[dict[str, Any]](), list[dict[str, Any]]()
    rows, changes = dict[Table, list[dict[str, Any]]](), dict[Table, list[dict[str, Any]]]()
    council, by = tonight.council, tonight.by
    tolerances = council.policies.tolerances(tonight.on)
    for loaded, decided in acts:
        step = STEP_OF[type(decided.event)]
        stops = what_stops(step, question(council, loaded.state, by.at)) if step else ()
        if stops:
            batch.refused.append((loaded.case_id, stops))
            continue
        after = link(council, loaded, decided.event, by, by.at, events)
        columns = projection(after.state, tolerances, council.calendar)
        cases.append({
            "id": after.case_id, "authority_id": council.id, **columns,
            "head_seq": after.seq, "head_hash": after.head,
        })  # fmt: skip
        for table, row in decided.rows:
            rows.setdefault(table, []).append(row)
        change = Change(loaded.case_id, loaded.state, after.state, (decided.event,), by)
        for table, more in rows_following(council, change).items():
            rows.setdefault(table, []).extend(more)
        for table, row in decided.changes:
            changes.setdefault(table, []).append(row)
    _write(session, events, cases, rows, changes)
    batch.done = len(cases)
    return batch


def _write(
    session: Session,
    events: list[dict[str, Any]],
    cases: list[dict[str, Any]],
    rows: dict[Table, list[dict[str, Any]]],
    changes: dict[Table, list[dict[str, Any]]],
) -> None:
    try:
        insert_many(session, EventRow.__table__, events)
    except IntegrityError as clash:
        raise SomebodyElseFirstError("another act changed one of these cases in the same moment") from clash
    update_many(session, Case.__table__, cases)
    for table, new in rows.items():
        insert_many(session, table, new)
    for table, changed in changes.items():
        update_many(session, table, changed)


def _due(query: Select[Any], council: Council, step: Step, on: date) -> Select[Any]:
    return query.where(
        _CASE.authority_id == council.id,
        _CASE.next_step == step.value,
        _CASE.next_due_on <= on,
        _CASE.holds == 0,
        _CASE.is_closed.is_(False),
    )


def _loaded(session: Session, council: Council, rows: Sequence[Row[Any]]) -> list[Loaded]:
    states = {row.id: state_of(row.state) for row in rows}
    stale = [case_id for case_id, state in states.items() if state is None]
    states |= _replayed(session, council, stale)
    return [
        Loaded(row.id, state, row.head_seq, row.head_hash)
        for row in rows
        if (state := states[row.id]) is not None
    ]


def _replayed(session: Session, council: Council, ids: Sequence[UUID]) -> dict[UUID, State]:
    """Return states folded from histories: of cases last written by a release with another snapshot."""
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
