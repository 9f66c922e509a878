"""The only writer of a case's history: asks the journey, appends, folds, refreshes the projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import NoSuchCaseError, SomebodyElseFirstError, StepRefusedError
from parking.cases.history import registry
from parking.cases.history.chain import Envelope, first_link
from parking.cases.history.codec import facts_of
from parking.cases.history.registry import Event
from parking.cases.models import Case, EventRow
from parking.cases.projection import projection
from parking.cases.steps import STEP_OF
from parking.law.journey import what_stops
from parking.law.question import Question
from parking.law.state import State
from parking.law.steps import Step
from parking.values import clock

_release = "development"
# Run with every act, so built once: building a statement costs more than SQLite takes to answer it.
_CASE, _EVENT = Case.__table__.c, EventRow.__table__.c
_BEGIN, _APPEND = insert(Case.__table__), insert(EventRow.__table__)
_LOCK = (
    select(_CASE.id)
    .where(_CASE.authority_id == bindparam("authority"), _CASE.id == bindparam("case"))
    .with_for_update()
)
_HISTORY = (
    select(_EVENT.kind, _EVENT.version, _EVENT.facts, _EVENT.seq, _EVENT.hash)
    .where(_EVENT.authority_id == bindparam("authority"), _EVENT.case_id == bindparam("case"))
    .order_by(_EVENT.seq)
)


@dataclass(frozen=True, slots=True)
class By:
    """Who does a thing, through which door, and when they do it."""

    actor: str
    door: str
    at: datetime
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as its history adds up, with the head that the next event must hold."""

    case_id: UUID
    state: State
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changed: the state before and after, and the events between."""

    case_id: UUID
    before: State
    after: State
    events: tuple[Event, ...]
    by: By


Follow = Callable[[Council, Change], Sequence[tuple[Table, dict[str, Any]]]]
_followers: dict[str, Follow] = {}


def follow_with(name: str, follow: Follow) -> None:
    """Have every change write more rows in its own transaction: what must never be forgotten, the ledger."""
    _followers[name] = follow


def rows_following(council: Council, change: Change) -> dict[Table, list[dict[str, Any]]]:
    """Return the rows that a change writes beside its history, by table."""
    rows: dict[Table, list[dict[str, Any]]] = {}
    for follow in _followers.values():
        for table, row in follow(council, change):
            rows.setdefault(table, []).append(row)
    return rows


def set_release(name: str) -> None:
    """Name the code version that every event from now on is written by."""
    global _release  # noqa: PLW0603 - set once, by the wiring, before any event
    _release = name


def load(session: Session, *, authority: UUID, case_id: UUID) -> Loaded:
    """Return a case folded from its history, locked where the database has row locks."""
    held = session.execute(_LOCK, {"authority": authority, "case": case_id}).first()
    if held is None:
        raise NoSuchCaseError("there is no such case")
    return load_unlocked(session, authority=authority, case_id=case_id)


def load_unlocked(session: Session, *, authority: UUID, case_id: UUID) -> Loaded:
    """Return a case folded from its history, for reading only."""
    rows = session.execute(_HISTORY, {"authority": authority, "case": case_id}).all()
    if not rows:
        raise NoSuchCaseError("there is no such case")
    state = registry.replay(registry.read(r.kind, r.version, r.facts) for r in rows)
    return Loaded(case_id, state, rows[-1].seq, rows[-1].hash)


def record(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    event: Event,
    by: By,
    happened_at: datetime | None = None,
) -> State:
    """Append one event to a case, if the journey allows its step on that day.

    Raises StepRefusedError with every reason, or SomebodyElseFirstError when another act came
    between. Never commits: the door does, once.
    """
    loaded = load(session, authority=council.id, case_id=case_id)
    return append(
        session, council=council, loaded=loaded, events=(event,), by=by, happened_at=happened_at
    ).state


def must_be_possible(session: Session, *, council: Council, case_id: UUID, step: Step, by: By) -> None:
    """Lock a case and raise StepRefusedError unless a step may be taken, before anything is written."""
    state = load(session, authority=council.id, case_id=case_id).state
    stops = what_stops(step, question(council, state, by.at))
    if stops:
        raise StepRefusedError(step, stops)


def append(
    session: Session,
    *,
    council: Council,
    loaded: Loaded,
    events: Sequence[Event],
    by: By,
    happened_at: datetime | None = None,
) -> Loaded:
    """Append events to a case already loaded in this transaction, each asked of the journey."""
    rows: list[dict[str, Any]] = []
    before = loaded.state
    for event in events:
        ask(council, loaded.state, event, by, happened_at)
        loaded = link(council, loaded, event, by, happened_at or by.at, rows)
    try:
        session.execute(_APPEND, rows)
    except IntegrityError as clash:
        raise SomebodyElseFirstError("another act changed this case in the same moment") from clash
    session.execute(
        update(Case.__table__)
        .where(_CASE.authority_id == council.id, _CASE.id == loaded.case_id)
        .values(projection(loaded.state, council.policies.tolerances(clock.day_of(by.at)), council.calendar))
        .values(head_seq=loaded.seq, head_hash=loaded.head)
    )
    change = Change(loaded.case_id, before, loaded.state, tuple(events), by)
    for table, more in rows_following(council, change).items():
        session.execute(insert(table), more)
    return loaded


def begin(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    event: Event,
    identity: dict[str, Any],
    by: By,
    happened_at: datetime,
    more: Sequence[Event] = (),
) -> State:
    """Begin a case with its first event, and any that follow at once; `identity` is its fixed columns.

    Whether a PCN may be issued was asked before its number was used; a PCN that was given is
    always recorded, so no guard is asked here (ground rule 10).
    """
    loaded = Loaded(case_id, State(regime=council.regime), 0, first_link(council.id, case_id))
    rows: list[dict[str, Any]] = []
    for each in (event, *more):
        loaded = link(council, loaded, each, by, happened_at, rows)
    session.execute(
        _BEGIN,
        {
            "id": case_id,
            "authority_id": council.id,
            **identity,
            **projection(loaded.state, council.policies.tolerances(clock.day_of(by.at)), council.calendar),
            "head_seq": loaded.seq,
            "head_hash": loaded.head,
        },
    )
    session.execute(_APPEND, rows)
    return loaded.state


def ask(council: Council, state: State, event: Event, by: By, happened_at: datetime | None = None) -> None:
    """Raise StepRefusedError, with every reason, where the journey does not allow an event's step."""
    step = STEP_OF[type(event)]
    if step is None:
        return
    stops = what_stops(step, question(council, state, by.at, happened_at))
    if stops:
        raise StepRefusedError(step, stops)


def question(council: Council, state: State, at: datetime, happened_at: datetime | None = None) -> Question:
    """Return the question the guards are asked about a case at an instant, of a thing that happened."""
    on = clock.day_of(at)
    return Question(
        state=state,
        law=council.law(on),
        on=on,
        calendar=council.calendar,
        tolerances=council.policies.tolerances(on),
        happened=clock.day_of(happened_at) if happened_at else None,
    )


def link(
    council: Council,
    loaded: Loaded,
    event: Event,
    by: By,
    happened_at: datetime,
    rows: list[dict[str, Any]],
) -> Loaded:
    """Return a case with one more event, and add the row that event is kept as to `rows`."""
    envelope = envelope_of(council, loaded, event, by, happened_at)
    head = envelope.hash()
    rows.append(event_row(envelope, head))
    return Loaded(loaded.case_id, registry.evolve(loaded.state, event), envelope.seq, head)


def envelope_of(council: Council, loaded: Loaded, event: Event, by: By, happened_at: datetime) -> Envelope:
    """Return the next event of a case with everything that is hashed about it."""
    kind, version = registry.NAMES[type(event)]
    return Envelope(
        authority_id=council.id,
        case_id=loaded.case_id,
        seq=loaded.seq + 1,
        kind=kind,
        version=version,
        happened_at=happened_at,
        recorded_at=by.at,
        actor=by.actor,
        door=by.door,
        device=by.device,
        release=_release,
        law_digest=council.law(clock.day_of(by.at)).digest,
        facts=facts_of(event),
        prev_hash=loaded.head,
    )


def event_row(envelope: Envelope, head: str) -> dict[str, Any]:
    """Return the row that an event is kept as."""
    return {
        "authority_id": envelope.authority_id,
        "case_id": envelope.case_id,
        "seq": envelope.seq,
        "kind": envelope.kind,
        "version": envelope.version,
        "happened_at": envelope.happened_at,
        "happened_on": clock.day_of(envelope.happened_at),
        "recorded_at": envelope.recorded_at,
        "recorded_on": clock.day_of(envelope.recorded_at),
        "actor": envelope.actor,
        "door": envelope.door,
        "device": envelope.device,
        "release": envelope.release,
        "law_digest": envelope.law_digest,
        "facts": envelope.facts,
        "prev_hash": envelope.prev_hash,
        "hash": head,
    }
