"""Acts in bulk through the real actions: 887 PCNs issued, and a night with many steps due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from parking.cases.record import By
from parking.issue.actions import issue
from parking.keepers.gateway import StandInRegister
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.simulation.borough.load import load_borough
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.files import FileStore
from parking.store.session import writing
from parking.values import clock
from parking.values.mark import Mark
from tests.bench.engines import NOON, Databases, a_council, application

ROWS, DUE = 887, 2000


@dataclass(frozen=True, slots=True)
class Acted:
    """Seconds for each."""

    issued: float
    borough: float
    night: float
    night_steps: int


def measure_acting(databases: Databases) -> Acted:
    """Issue the demonstration's number of PCNs, load the demonstration itself, and run a full night."""
    with application(databases.make("acting")), clock.pinned(NOON):
        specimen = a_council()
        issued = _issue(specimen, ROWS)
        _issue(specimen, DUE - ROWS)
        night, steps = _night()
    settings = databases.make("borough")
    with application(settings):
        begun = clock.stopwatch()
        load_borough(files=FileStore(settings.files), port=8000, anchor=NOON.date())
        return Acted(issued, clock.stopwatch() - begun, night, steps)


def _issue(specimen: Specimen, count: int) -> float:
    by, begun = By("staff:bench", "bench", NOON), clock.stopwatch()
    for n in range(count):
        at = NOON - timedelta(minutes=n % 180)
        seen = draft(specimen, at, mark=Mark.read(f"{'AB' if count == ROWS else 'CD'}{n:05d}"))
        with writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=seen, by=by)
    return clock.stopwatch() - begun


def _night() -> tuple[float, int]:
    at = clock.at_local(NOON.date() + timedelta(days=29), 3)
    with clock.pinned(at):
        begun = clock.stopwatch()
        ((_, night), *_) = run_night(Outside(FakePay(), StandInRegister()), at=at)
        return clock.stopwatch() - begun, sum(night.done.values())
