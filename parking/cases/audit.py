"""Verifying what is written: every chain, every head, every daily seal, and every projection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from parking.cases.heads import seal
from parking.cases.history import registry
from parking.cases.history.chain import Envelope, first_link
from parking.cases.models import Case, DailyHeads, EventRow
from parking.cases.snapshot import is_current, snapshot
from parking.law.state import State
from parking.values.canonical import digest

_COMPARED = (
    ("stage", lambda state: state.stage.value),
    ("is_closed", lambda state: state.is_closed),
    ("paid_pence", lambda state: state.paid.pence),
    ("charge_pence", lambda state: state.charge().pence),
    ("holds", lambda state: len(state.holds)),
)


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where what is written is not what was recorded."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was looked at, and the first break if there is one."""

    cases: int
    events: int
    days: int
    first_break: Break | None


def verify(session: Session, *, authority: UUID) -> Verified:
    """Walk every chain and daily head of an authority; stop at the first break and name it."""
    heads = {
        row.id: row
        for row in session.execute(
            select(Case.id, Case.number, Case.head_seq, Case.head_hash, Case.stage, Case.is_closed,
                   Case.paid_pence, Case.charge_pence, Case.holds, Case.state)
            .where(Case.authority_id == authority)
        )
    }  # fmt: skip
    links: dict[UUID, dict[int, str]] = {}
    events = 0
    for case_id, rows in _chains(session, authority):
        if case_id not in heads:
            return Verified(len(links), events, 0, Break(f"case {case_id}", "has events but no case"))
        found = _first_break(authority, heads[case_id], rows)
        events += len(rows)
        links[case_id] = {row.seq: row.hash for row in rows}
        if found is not None:
            return Verified(len(links), events, 0, found)
    for case_id, row in heads.items():
        if case_id not in links:
            gone = Break(f"case {row.number} ({case_id})", "every event of its history is gone")
            return Verified(len(links), events, 0, gone)
    days, found = _verify_days(session, authority, links)
    return Verified(len(links), events, days, found)


def _chains(session: Session, authority: UUID) -> Iterator[tuple[UUID, list[Row[Any]]]]:
    columns = [c for c in EventRow.__table__.columns if c.name not in {"happened_on", "recorded_on"}]
    rows = session.execute(
        select(*columns)
        .where(EventRow.authority_id == authority)
        .order_by(EventRow.case_id, EventRow.seq)
        .execution_options(yield_per=2000)
    )
    for case_id, group in groupby(rows, key=lambda row: row.case_id):
        yield case_id, list(group)


def _first_break(authority: UUID, case: Row[Any], rows: list[Row[Any]]) -> Break | None:
    name = f"case {case.number} ({case.id})"
    previous, state = first_link(authority, case.id), State()
    for place, row in enumerate(rows, start=1):
        where = f"{name}, event {row.seq} ({row.kind})"
        if row.seq != place:
            return Break(f"{name}, event {place}", "is missing")
        if row.prev_hash != previous:
            return Break(where, "does not hold the event before it")
        if _envelope(row).hash() != row.hash:
            return Break(where, "was changed: its hash no longer matches what it says")
        previous = row.hash
        state = registry.evolve(state, registry.read(row.kind, row.version, row.facts))
    if (case.head_seq, case.head_hash) != (rows[-1].seq, previous):
        return Break(
            f"{name}, event {rows[-1].seq + 1}",
            f"is missing: the case says its history has {case.head_seq} events, {len(rows)} are there",
        )
    for column, rule in _COMPARED:
        if getattr(case, column) != rule(state):
            return Break(name, f"shows {column} {getattr(case, column)!r}, its history {rule(state)!r}")
    if is_current(case.state) and case.state != snapshot(state):
        return Break(name, "shows a state that its history does not add up to")
    return None


def _envelope(row: Row[Any]) -> Envelope:
    names = Envelope.__dataclass_fields__
    return Envelope(**{name: getattr(row, name) for name in names})


def _verify_days(
    session: Session, authority: UUID, links: dict[UUID, dict[int, str]]
) -> tuple[int, Break | None]:
    previous, days = digest({"authority_id": str(authority)}), 0
    sealed = session.execute(
        select(DailyHeads.day, DailyHeads.heads, DailyHeads.prev_hash, DailyHeads.hash)
        .where(DailyHeads.authority_id == authority)
        .order_by(DailyHeads.day)
    )
    for row in sealed:
        days += 1
        where = f"heads of {row.day.isoformat()}"
        if row.prev_hash != previous or seal(authority, row.day, row.heads, previous) != row.hash:
            return days, Break(where, "the daily record was changed")
        for case_id, seq, link in row.heads:
            if links.get(UUID(case_id), {}).get(seq) != link:
                return days, Break(
                    f"case {case_id}, event {seq}",
                    f"is missing or changed: the daily record of {row.day.isoformat()} holds it",
                )
        previous = row.hash
    return days, None
