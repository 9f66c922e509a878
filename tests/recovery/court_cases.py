"""Cases that have come to court, made through the record so that every guard on the way was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from parking.cases.history.recovery import (
    CertificateRequested,
    CertificateServed,
    DebtRegistered,
    OrderRequested,
    OrderServed,
    RegistrationRequested,
)
from parking.cases.history.registry import Event
from parking.cases.history.tribunal import NoAppealConfirmed
from parking.cases.models import Case
from parking.cases.record import By, load, load_unlocked, record
from parking.law.state import State
from parking.recovery.court.gateway import Court
from parking.recovery.court_news import hear_court
from parking.recovery.court_requests import send_court_requests
from parking.recovery.instructing import instruct_agent
from parking.recovery.reports import Heard
from parking.recovery.warrants import request_warrants
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.canonical import sha256
from parking.values.ids import new_id
from parking.values.mark import Mark
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber
from tests.conftest import NOON
from tests.desk.cases import NIGHT_29, issued, night, posted

OFFICER = UUID(int=5)
ORDER_SERVED = date(2026, 6, 12)
LAST_FOR_STATEMENT = date(2026, 7, 2)  # a Thursday: the 21st day beginning with service
WARRANT_DAY = date(2026, 7, 3)
MARKS = ("AB12 CDE", "AB13 CDE", "AB14 CDE")
SHA = sha256(b"paper")


def at(day: date, hour: int = 12) -> By:
    """Return somebody of the office on a day."""
    return By("staff:test", "test", clock.at_local(day, hour))


def tell(specimen: Specimen, case: UUID, day: date, *events: Event) -> None:
    """Record events on a day; every one is asked of the journey."""
    with clock.pinned(at(day).at), writing(authority=specimen.id) as session:
        for event in events:
            record(session, council=specimen.council, case_id=case, event=event, by=at(day))


def at_court(specimen: Specimen, count: int = 1) -> list[UUID]:
    """Return cases whose order for recovery was served on 12 June 2026, unpaid."""
    cases = [issued(specimen, NOON, mark=Mark.read(mark)) for mark in MARKS[:count]]
    night(NIGHT_29)
    posted(specimen)
    for case in cases:
        to_order(specimen, case)
    return cases


def to_order(specimen: Specimen, case: UUID) -> None:
    """Bring a case from its notice to owner to a served order for recovery."""
    with reading(authority=specimen.id) as session:
        party = load(session, authority=specimen.id, case_id=case).state.liable_party
    assert party is not None
    paper, batch = new_id(), new_id()
    said, again, registered = date(2026, 5, 12), date(2026, 6, 3), date(2026, 6, 4)
    tell(specimen, case, said, NoAppealConfirmed(new_id(), said), CertificateRequested(paper, said),
         CertificateServed(paper, party, SHA, said, date(2026, 5, 14)))  # fmt: skip
    tell(specimen, case, again, NoAppealConfirmed(new_id(), again),
         RegistrationRequested(batch, again, OFFICER))  # fmt: skip
    tell(specimen, case, registered, DebtRegistered(batch, registered, Money(1000)),
         OrderRequested(paper, registered))  # fmt: skip
    sent = date(2026, 6, 5)
    tell(specimen, case, sent, OrderServed(paper, party, SHA, sent, ORDER_SERVED))


def state_of(specimen: Specimen, case: UUID) -> State:
    """Return the state of a case."""
    with reading(authority=specimen.id) as session:
        return load_unlocked(session, authority=specimen.id, case_id=case).state


def number_of(specimen: Specimen, case: UUID) -> PcnNumber:
    """Return the number of a case."""
    with reading(authority=specimen.id) as session:
        return PcnNumber.read(session.execute(select(Case.number).where(Case.id == case)).scalar_one())


def asked_for(specimen: Specimen, court: Court, cases: Sequence[UUID], day: date = WARRANT_DAY) -> None:
    """Certify a batch of warrant requests and send it."""
    with clock.pinned(at(day).at):
        with writing(authority=specimen.id) as session:
            request_warrants(
                session, council=specimen.council, case_ids=cases, officer=OFFICER,
                officer_name="Ola Officer", draft=court.draft, by=at(day),
            )  # fmt: skip
        send_court_requests(court, council=specimen.council, by=at(day))


def heard(specimen: Specimen, court: Court, day: date) -> Heard:
    """Hear the court on a day."""
    with clock.pinned(at(day).at):
        return hear_court(court, council=specimen.council, by=at(day))


def under_warrant(specimen: Specimen, court: Court, cases: Sequence[UUID], day: date = WARRANT_DAY) -> None:
    """Bring cases to a sealed warrant."""
    asked_for(specimen, court, cases, day)
    assert heard(specimen, court, day).exceptions == 0


def with_agent(specimen: Specimen, case: UUID, day: date = WARRANT_DAY) -> None:
    """Give a case to the agent."""
    with clock.pinned(at(day).at), writing(authority=specimen.id) as session:
        instruct_agent(session, council=specimen.council, case_id=case, vulnerable=False, care="", by=at(day))
