"""Taking one step in many cases: those whose states are alike are decided, asked and folded once.

Cases are alike when their states differ in nothing but ids and instants (see `store/opaque.py`). The
guards are asked of each such state, so of every case; the hash of every event is its own. A step that
does not say it may be decided so, looks into an id or an instant, or moves money, is taken case by case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from parking.cases.history import registry
from parking.cases.locking import Held, folded
from parking.cases.night import Decided, NightStep, Tonight, source_of_id
from parking.cases.projection import projection
from parking.cases.record import Change, Loaded, envelope_of, event_row, question, rows_following
from parking.cases.record_batch import Batch, Writing, record_batch
from parking.cases.snapshot import is_current, parted, state_with
from parking.cases.steps import STEP_OF
from parking.law.journey import what_stops
from parking.law.reasons import Refused
from parking.store.bulk import Pattern
from parking.store.opaque import Opaque, OpaqueTouchedError, template
from parking.values.canonical import sha256
from parking.values.ids import id_from

# Below this many, working out what they have in common costs more than it saves.
FEWEST = 4
# Where each case's own values stand: the first three, then ids and instants of its state, then new ids.
_CASE, _HEAD, _NEXT, _OWN = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Common:
    """What one step comes to in cases that are alike, with their own values left open."""

    decided: Decided
    body: str
    event: dict[str, Any]
    case: dict[str, Any]
    made: tuple[str, ...]


def take_step(session: Session, *, step: NightStep, tonight: Tonight, cases: Sequence[Held]) -> Batch:
    """Take a step in locked cases, in each where the journey allows it. Never commits."""
    batch, writing, apart = Batch(), Writing(), list[Held]()
    for alike in _groups(cases):
        try:
            common = _common(step, tonight, alike[0]) if len(alike) >= FEWEST and step.alike else alike
        except OpaqueTouchedError:
            common = alike
        match common:
            case None:
                batch.undecided += len(alike)
            case list():
                apart += common
            case tuple():
                batch.refused += [(UUID(held.case_id), common) for held in alike]
            case Common():
                _add(writing, common, tonight, alike)
                batch.done += len(alike)
    writing.send(session)
    batch.add(_one_by_one(session, step, tonight, apart))
    return batch


def _groups(cases: Sequence[Held]) -> list[list[Held]]:
    groups: dict[tuple[str, int], list[Held]] = {}
    for held in cases:
        # What is not today's snapshot is like no other: it has to be replayed.
        facts = parted(held.state)[0] if is_current(held.state) else held.case_id
        groups.setdefault((facts, held.seq), []).append(held)
    return list(groups.values())


def _common(step: NightStep, tonight: Tonight, one: Held) -> Common | tuple[Refused, ...] | None:
    """Return what a step comes to in cases like one, the reasons against it, or None to leave them be."""
    facts, own = parted(one.state)
    made: list[str] = []

    def left_open(what: str) -> UUID:
        if what not in made:
            made.append(what)
        return _opaque(_OWN + len(own) + made.index(what))

    state = state_with(facts, [Opaque(_OWN + place) for place in range(len(own))])
    loaded = Loaded(_opaque(_CASE), state, one.seq, str(Opaque(_HEAD)))
    council, by = tonight.council, tonight.by
    decided = step.decide(Tonight(council, by, tonight.on, left_open), loaded)
    if decided is None:
        return None
    taken = STEP_OF[type(decided.event)]
    stops = what_stops(taken, question(council, state, by.at)) if taken else ()
    if stops:
        return stops
    envelope, head = envelope_of(council, loaded, decided.event, by, by.at), str(Opaque(_NEXT))
    after = registry.evolve(state, decided.event)
    if rows_following(council, Change(loaded.case_id, state, after, (decided.event,), by)):
        raise OpaqueTouchedError("what follows has ids of its own in every case")
    columns = projection(after, council.policies.tolerances(tonight.on), council.calendar)
    key = {"authority_id": council.id, "id": loaded.case_id}
    return Common(
        decided=decided,
        body=envelope.body().decode(),
        event=event_row(envelope, head),
        case={**key, **columns, "head_seq": envelope.seq, "head_hash": head},
        made=tuple(made),
    )


def _add(writing: Writing, common: Common, tonight: Tonight, alike: Sequence[Held]) -> None:
    at = tonight.by.at
    every = [
        [
            held.case_id, held.head, "", *parted(held.state)[1],
            *(id_from(at, source_of_id(held.case_id, held.seq, what)) for what in common.made),
        ]
        for held in alike
    ]  # fmt: skip
    for values, body in zip(every, template(common.body).fill(every), strict=True):
        values[_NEXT] = sha256(body.encode())
    writing.events.append(Pattern(common.event, every))
    writing.cases.append(Pattern(common.case, every))
    writing.beside(common.decided, every)


def _one_by_one(session: Session, step: NightStep, tonight: Tonight, cases: Sequence[Held]) -> Batch:
    if not cases:
        return Batch()
    loaded = folded(session, council=tonight.council, cases=cases)
    decided = [(each, step.decide(tonight, each)) for each in loaded]
    batch = record_batch(session, tonight=tonight, acts=[(each, what) for each, what in decided if what])
    batch.undecided = sum(what is None for _, what in decided)
    return batch


def _opaque(slot: int) -> UUID:
    return cast("UUID", Opaque(slot))
