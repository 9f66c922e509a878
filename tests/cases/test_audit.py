"""Whatever is changed behind the record's back is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.orm import Session

from parking.cases.audit import Verified, verify
from parking.cases.heads import seal_days
from parking.cases.history.holds import HoldSet
from parking.cases.record import By, record
from parking.issue.actions import issue
from parking.law.state import HoldKind
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id

pytestmark = [pytest.mark.both_engines, pytest.mark.tampers]


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> Iterator[UUID]:
    """A case with a PCN served at noon and a hold set an hour later, the day sealed."""
    with app.app_context():
        with writing(authority=specimen.id) as session:
            by = By("staff:a", "test", noon)
            made = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by).issued
            hold = HoldSet(new_id(), HoldKind.STAFF, "a", clock.day_of(noon), None, None)
            later = By("staff:a", "test", noon + timedelta(hours=1))
            record(session, council=specimen.council, case_id=made.case_id, event=hold, by=later)
        with writing(authority=specimen.id) as session:
            seal_days(session, authority=specimen.id, before=clock.day_of(noon) + timedelta(days=1))
        yield made.case_id


@contextmanager
def unlocked() -> Iterator[Session]:
    """Give a session with the locks on history off, as somebody with the database's password has."""
    with writing() as session:
        if db.engine.dialect.name == "sqlite":
            for row in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                session.execute(text(f"DROP TRIGGER {row.name}"))
        else:
            for table in ("events", "daily_heads"):
                session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield session


def look(specimen: Specimen) -> Verified:
    with reading(authority=specimen.id) as session:
        return verify(session, authority=specimen.id)


def test_what_the_record_wrote_is_found_whole(specimen: Specimen, case: UUID) -> None:
    found = look(specimen)
    assert (found.cases, found.events, found.days, found.first_break) == (1, 2, 1, None)


def a_byte_of_a_fact() -> str:
    changed = "REPLACE(CAST(facts AS text), 'EX00000001', 'EX00000002')"
    written = changed if db.engine.dialect.name == "sqlite" else f"({changed})::jsonb"
    return f"UPDATE events SET facts = {written} WHERE seq = 1"


TAMPERINGS: dict[str, tuple[Callable[[], str], str]] = {
    "a byte of a fact": (a_byte_of_a_fact, "event 1 (pcn_served): was changed"),
    "who did it": (
        lambda: "UPDATE events SET actor = 'staff:b' WHERE seq = 2",
        "event 2 (hold_set): was changed",
    ),
    "the tail": (lambda: "DELETE FROM events WHERE seq = 2", "event 2: is missing"),
    "the first event": (lambda: "DELETE FROM events WHERE seq = 1", "event 1: is missing"),
    "the whole history": (lambda: "DELETE FROM events", "every event of its history is gone"),
    "what the case shows": (
        lambda: "UPDATE cases SET paid_pence = 100",
        "shows paid_pence 100, its history 0",
    ),
    "the daily record": (lambda: "UPDATE daily_heads SET hash = prev_hash", "the daily record was changed"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_record_s_back_is_named(specimen: Specimen, case: UUID, what: str) -> None:
    change, said = TAMPERINGS[what]
    with unlocked() as session:
        session.execute(text(change()))
    found = look(specimen).first_break
    assert found is not None
    assert said in str(found)


def test_a_tail_cut_together_with_the_head_on_the_case_still_shows_in_the_daily_record(
    specimen: Specimen, case: UUID
) -> None:
    with unlocked() as session:
        session.execute(text("DELETE FROM events WHERE seq = 2"))
        first = session.execute(text("SELECT hash FROM events WHERE seq = 1")).scalar_one()
        session.execute(
            text("UPDATE cases SET head_seq = 1, head_hash = :hash, holds = 0, state = ''"), {"hash": first}
        )
    found = look(specimen).first_break
    assert found is not None
    assert "event 2: is missing or changed: the daily record of 2026-03-03" in str(found)
