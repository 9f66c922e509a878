"""Random lives written to both databases: columns, ledger and chains are what the pure fold says."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.audit import verify
from parking.cases.history.issue import PcnPrepared, PcnServed
from parking.cases.history.registry import Event
from parking.cases.history.representations import RepresentationsReceived
from parking.cases.models import Case as CaseRow
from parking.cases.projection import owed_pence, projection
from parking.cases.record import By, begin, load_unlocked, record
from parking.law.state import State
from parking.payments.accounts import BY_CHANNEL, Account, accounts
from parking.payments.ledger import charge_raised
from parking.payments.models import LedgerLine
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from tests.proof.test_random import brought_to, live, starts

pytestmark = [pytest.mark.both_engines, pytest.mark.timeout(1800)]
ACTS = 60
RECEIVED = {Account.OTHER, *BY_CHANNEL.values()}
Told = list[tuple[date, Event]]


def test_random_lives_are_the_same_in_the_database(app: APIFlask, specimen: Specimen) -> None:
    lives_agree(app, specimen, range(6))


@pytest.mark.long
def test_hundreds_of_random_lives_are_the_same_in_the_database(app: APIFlask, specimen: Specimen) -> None:
    lives_agree(app, specimen, range(300))


def lives_agree(app: APIFlask, specimen: Specimen, seeds: range) -> None:
    tolerances = specimen.council.policies.tolerances(date(2026, 3, 3))
    with app.app_context():
        for seed in seeds:
            lot = random.Random(f"written {seed}")  # noqa: S311 - the same life each time
            case = brought_to(lot.choice(starts(tolerances)))
            live(case, lot, ACTS)
            case_id = written(specimen, f"EX{seed:08d}", case.history)
            with reading(authority=specimen.id) as session:
                agrees(session, specimen, case_id, case.now.state, case.now.on)
        with reading(authority=specimen.id) as session:
            found = verify(session, authority=specimen.id)
            assert (found.cases, found.first_break) == (len(seeds), None)


def written(specimen: Specimen, number: str, history: Told) -> UUID:
    """Write a history as the doors would: each event asked of the journey in its own transaction."""
    (on, first), *rest = history
    case_id = new_id()
    with writing(authority=specimen.id) as session:
        _begun(session, specimen, case_id, number, on, first)
    for day, event in rest:
        at = _noon(day)
        came = event.received_on if isinstance(event, RepresentationsReceived) else day
        with writing(authority=specimen.id) as session:
            record(
                session, council=specimen.council, case_id=case_id, event=event,
                by=By("staff:test", "test", at), happened_at=_noon(came),
            )  # fmt: skip
    return case_id


def _begun(session: Session, specimen: Specimen, case_id: UUID, number: str, on: date, event: Event) -> None:
    assert isinstance(event, PcnServed | PcnPrepared)
    kerb = isinstance(event, PcnServed)
    event = replace(event, number=number)
    if kerb:
        charge_raised(session, authority=specimen.id, case_id=case_id, on=on, amount=event.full)
    begin(
        session, council=specimen.council, case_id=case_id, event=event,
        by=By("staff:test", "test", _noon(on)), happened_at=event.contravention_at,
        identity={
            "number": number, "client_ref": new_id(), "vehicle_id": event.vehicle_id,
            "place_id": event.place_id, "officer_id": event.officer_id,
            "enforcement_authority": event.enforcement_authority,
            "basis": "kerb" if isinstance(event, PcnServed) else event.basis.value,
            "code": event.code, "suffix": event.suffix, "level": event.level, "on_street": event.on_street,
            "contravention_at": event.contravention_at,
            "contravention_on": clock.day_of(event.contravention_at),
        },
    )  # fmt: skip


def agrees(session: Session, specimen: Specimen, case_id: UUID, state: State, on: date) -> None:
    """Hold the columns, the ledger and the replayed history against the pure fold."""
    assert load_unlocked(session, authority=specimen.id, case_id=case_id).state == state
    row = session.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    columns = projection(state, specimen.council.policies.tolerances(on), specimen.council.calendar)
    assert {name: getattr(row, name) for name in columns} == columns
    assert session.scalar(select(owed_pence(on)).where(CaseRow.id == case_id)) == state.owed(on).pence
    shown: Counter[Account] = Counter()
    for account, pence in session.execute(
        select(LedgerLine.account, func.sum(LedgerLine.pence))
        .where(LedgerLine.case_id == case_id)
        .group_by(LedgerLine.account)
        .order_by(LedgerLine.account)
    ):
        shown[Account.OTHER if Account(account) in RECEIVED else Account(account)] += pence
    assert {a: p for a, p in shown.items() if p} == {a: m.pence for a, m in accounts(state).items() if m}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
