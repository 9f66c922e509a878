"""Cases on their way to the court, made through the real actions and the real night."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from parking.cases.history.registry import Event
from parking.cases.history.tribunal import NoAppealConfirmed
from parking.cases.record import By, load_unlocked, record
from parking.law.state import State
from parking.nightly.run_due import Outside, run_night
from parking.nightly.steps import Night
from parking.payments.gateway.fake import FakePay
from parking.recovery.court.gateway import Court
from parking.recovery.queries import batch
from parking.recovery.registration import certify, compose, preview, refresh
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark
from tests.desk.cases import NIGHT_29, POSTING, Register, issued, posted
from tests.desk.cases import night as first_night

# A PCN of Tuesday 3 March 2026; its notice to owner is posted on Wednesday 1 April and served on Tuesday 7.
CERTIFICATE_NIGHT = date(2026, 5, 11)  # the 28 days end on Monday 4 May; the margin is five days
CERTIFICATE_POSTED = date(2026, 5, 12)  # a Tuesday: served on Thursday 14 May
REGISTER_DAY = date(2026, 6, 3)  # the 14 days end on Wednesday 27 May; the margin is five days
MARKS = ("AB12 CDE", "AB12 CDF", "AB12 CDG")
OFFICER = (UUID("0195a000-0000-7000-8000-00000000000a"), "Rae Registrar")


def by(at: datetime) -> By:
    return By(f"staff:{OFFICER[0]}", "test", at)


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[datetime]:
    """Hold the clock at an hour of a day."""
    at = clock.at_local(day, hour)
    with clock.pinned(at):
        yield at


def night(day: date, court: Court | None = None) -> Night:
    """Do a night's work, with a court to write to or without."""
    with on(day, 3) as at:
        outside = Outside(FakePay(), Register(), (lambda _council: court) if court else None)
        return run_night(outside, at=at)[0][1]


def tell(specimen: Specimen, case: UUID, event: Event, day: date) -> None:
    """Record a fact that another chapter would record."""
    with on(day, 2) as at, writing(authority=specimen.id) as session:
        record(session, council=specimen.council, case_id=case, event=event, by=by(at))


def no_appeal(specimen: Specimen, case: UUID, day: date) -> None:
    """Have the tribunal answer that nobody appealed."""
    tell(specimen, case, NoAppealConfirmed(new_id(), day), day)


def state_of(specimen: Specimen, case: UUID) -> State:
    with reading(authority=specimen.id) as session:
        return load_unlocked(session, authority=specimen.id, case_id=case).state


def with_notice(specimen: Specimen, noon: datetime, count: int = 1) -> list[UUID]:
    """Return cases whose notice to owner was served."""
    cases = [issued(specimen, noon, mark=Mark.read(mark)) for mark in MARKS[:count]]
    first_night(NIGHT_29)
    posted(specimen, POSTING)
    return cases


def with_certificate(specimen: Specimen, noon: datetime, count: int = 1) -> list[UUID]:
    """Return cases whose charge certificate was served."""
    cases = with_notice(specimen, noon, count)
    for case in cases:
        no_appeal(specimen, case, CERTIFICATE_NIGHT)
    night(CERTIFICATE_NIGHT)
    posted(specimen, CERTIFICATE_POSTED)
    return cases


def may_register(specimen: Specimen, noon: datetime, count: int = 1) -> list[UUID]:
    """Return cases whose debt may go to the court on REGISTER_DAY."""
    cases = with_certificate(specimen, noon, count)
    for case in cases:
        no_appeal(specimen, case, REGISTER_DAY)
    return cases


def composed(specimen: Specimen, court: Court, day: date = REGISTER_DAY) -> UUID:
    with on(day) as at, writing(authority=specimen.id) as session:
        return compose(session, council=specimen.council, court=court, by=by(at)).batch_id


def certified(specimen: Specimen, court: Court, batch_id: UUID, day: date = REGISTER_DAY) -> None:
    """Look at a batch and certify it; it is not sent yet."""
    with on(day, 11) as at, writing(authority=specimen.id) as session:
        assert refresh(session, council=specimen.council, batch_id=batch_id, by=by(at)) == ()
        row = batch(session, authority=specimen.id, batch_id=batch_id)
        file = preview(session, council=specimen.council, court=court, row=row, officer=OFFICER[1], on=day)
        certify(
            session, council=specimen.council, court=court, batch_id=batch_id, officer=OFFICER,
            seen=file.sha256, by=by(at),
        )  # fmt: skip


def asked(specimen: Specimen, court: Court, day: date = REGISTER_DAY) -> UUID:
    """Compose and certify a batch of everything that may go."""
    batch_id = composed(specimen, court, day)
    certified(specimen, court, batch_id, day)
    return batch_id
