"""Recording one act in each of many cases: the guards of every case are asked, the rows go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.cases.errors import SomebodyElseFirstError
from parking.cases.models import Case, EventRow
from parking.cases.night import Decided, Tonight
from parking.cases.projection import projection
from parking.cases.record import Change, Loaded, link, question, rows_following
from parking.cases.steps import STEP_OF
from parking.law.journey import what_stops
from parking.law.reasons import Refused
from parking.store.bulk import Pattern, insert_many, patterns, update_many


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

    def add(self, other: Batch) -> None:
        """Count another batch in."""
        self.done += other.done
        self.undecided += other.undecided
        self.refused += other.refused


@dataclass(slots=True)
class Writing:
    """Rows gathered to be written together: events, the cases they change, and what is kept beside."""

    events: list[Pattern] = field(default_factory=list)
    cases: list[Pattern] = field(default_factory=list)
    rows: dict[Table, list[Pattern]] = field(default_factory=dict)
    changes: dict[Table, list[Pattern]] = field(default_factory=dict)

    def beside(self, decided: Decided, every: Sequence[Sequence[str]] = ((),)) -> None:
        """Add the rows decided with an event."""
        for table, row in decided.rows:
            self.rows.setdefault(table, []).append(Pattern(row, every))
        for table, row in decided.changes:
            self.changes.setdefault(table, []).append(Pattern(row, every))

    def send(self, session: Session) -> None:
        """Write everything: a statement for each table."""
        try:
            insert_many(session, EventRow.__table__, self.events)
        except IntegrityError as clash:
            raise SomebodyElseFirstError("another act changed one of these cases just now") from clash
        update_many(session, Case.__table__, self.cases)
        for table, new in self.rows.items():
            insert_many(session, table, new)
        for table, changed in self.changes.items():
            update_many(session, table, changed)


def record_batch(session: Session, *, tonight: Tonight, acts: Iterable[tuple[Loaded, Decided]]) -> Batch:
    """Append one event to each of several locked cases where the journey allows its step on that day.

    A case that is refused is left as it is, and so are the rows decided with it. Never commits.
    """
    batch, writing, events = Batch(), Writing(), list[dict[str, Any]]()
    council, by = tonight.council, tonight.by
    tolerances = council.policies.tolerances(tonight.on)
    for loaded, decided in acts:
        step = STEP_OF[type(decided.event)]
        stops = what_stops(step, question(council, loaded.state, by.at)) if step else ()
        if stops:
            batch.refused.append((loaded.case_id, stops))
            continue
        after = link(council, loaded, decided.event, by, by.at, events)
        head = {"head_seq": after.seq, "head_hash": after.head}
        key = {"authority_id": council.id, "id": loaded.case_id}
        columns = projection(after.state, tolerances, council.calendar)
        writing.cases.append(Pattern({**key, **columns, **head}))
        writing.beside(decided)
        change = Change(loaded.case_id, loaded.state, after.state, (decided.event,), by)
        for table, more in rows_following(council, change).items():
            writing.rows.setdefault(table, []).extend(patterns(more))
        batch.done += 1
    writing.events = patterns(events)
    writing.send(session)
    return batch
