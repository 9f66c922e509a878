"""Cases of two years and two authorities, made by the real actions, for the tests of figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from parking.cases.history.payments import PaymentReceived
from parking.cases.models import EventRow
from parking.cases.record import By, record
from parking.issue.actions import issue
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.statistics import queries
from parking.statistics.measures import measure_named
from parking.statistics.periods import FinancialYear, Period
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark
from parking.values.money import Money

FULL, DISCOUNTED = Money(5000), Money(2500)  # a lower-level PCN of the specimen's band


def by(at: datetime) -> By:
    """Return the test, acting at an instant."""
    return By(actor="staff:test", door="test", at=at)


def serve(specimen: Specimen, at: datetime, mark: str = "AB12 CDE", **changes: Any) -> UUID:
    """Issue a lower-level PCN at an instant and return its case."""
    wanted = draft(specimen, at, mark=Mark.read(mark), **changes)
    with writing(authority=specimen.id) as session:
        return issue(session, council=specimen.council, draft=wanted, by=by(at)).issued.case_id


def pay(specimen: Specimen, case_id: UUID, amount: Money, at: datetime, began_on: date | None = None) -> None:
    """Record a payment that arrives at an instant, begun that day unless said otherwise."""
    day = clock.day_of(at)
    event = PaymentReceived(new_id(), amount, began_on or day, day, "card")
    with writing(authority=specimen.id) as session:
        record(session, council=specimen.council, case_id=case_id, event=event, by=by(at))


def step(specimen: Specimen, case_id: UUID, seq: int, kind: str, at: datetime) -> None:
    """Write an event of a kind that a later issue adds, as its chapter will."""
    with writing(authority=specimen.id) as session:
        session.execute(insert(EventRow), _row(specimen, case_id, seq, kind, at))


def _row(specimen: Specimen, case_id: UUID, seq: int, kind: str, at: datetime) -> dict[str, Any]:
    return {
        "authority_id": specimen.id,
        "case_id": case_id,
        "seq": seq,
        "kind": kind,
        "version": 1,
        "happened_at": at,
        "happened_on": clock.day_of(at),
        "recorded_at": at,
        "recorded_on": clock.day_of(at),
        "actor": "staff:test",
        "door": "test",
        "device": None,
        "release": "test",
        "law_digest": "0" * 64,
        "facts": {},
        "prev_hash": "0" * 64,
        "hash": "0" * 64,
    }


def counted(specimen: Specimen, year: int, as_at: date, *ids: str) -> list[int]:
    """Return measures' counts, each checked against the length of its list."""
    period, found = Period(FinancialYear(year), as_at), []
    with reading(authority=specimen.id) as session:
        for one in map(measure_named, ids):
            count = queries.count_cases(session, authority=specimen.id, measure=one, period=period)
            lines = queries.list_cases(session, authority=specimen.id, measure=one, period=period)
            assert len({line.case_id for line in lines}) == len(lines) == count
            found.append(count)
    return found
