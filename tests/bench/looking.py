"""Pages and queries over a small and a large borough: medians of the time of one call."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from parking.cases.models import Case
from parking.cases.projection import owed_pence
from parking.cases.queries import cases_with
from parking.parties.models import Vehicle
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.simulation.volume import grow
from parking.store.session import reading
from parking.values import clock
from tests.bench.engines import NOON, Databases, a_council, settle, wired
from tests.people.signing_in import add_staff, sign_in

LOOKS, BLOCK, OWED_LOOKS = 200, 20, 5


@dataclass(slots=True)
class Looked:
    """Times of every look at one borough in milliseconds, and the seconds it took to grow."""

    cases: int
    grown_seconds: float = 0.0
    took: dict[str, list[float]] = field(default_factory=dict)

    def median(self, what: str) -> float:
        """Return the median of one kind of look."""
        return median(self.took[what])


@dataclass(frozen=True, slots=True)
class _Borough:
    app: APIFlask
    specimen: Specimen
    client: FlaskClient
    asked: dict[str, list[Any]]
    looked: Looked

    def look(self, what: str, turn: int) -> None:
        """Look so many times in one way, as the turn-th block of all looks."""
        times = self.looked.took.setdefault(what, [])
        for thing in self.asked[what][turn * BLOCK : (turn + 1) * BLOCK]:
            begun = clock.stopwatch()
            LOOK[what](self, thing)
            times.append((clock.stopwatch() - begun) * 1000)


def measure_looking(databases: Databases, *, few: int, many: int) -> tuple[Looked, Looked]:
    """Grow a small and a large borough, then look at them in turn, so that a busy spell hits both."""
    with (
        clock.pinned(NOON),
        wired(databases.make("few")) as small_app,
        wired(databases.make("many")) as large_app,
    ):
        boroughs = [_grown(small_app, few), _grown(large_app, many)]
        for what in LOOK:
            for turn in range(LOOKS // BLOCK):
                for borough in boroughs:
                    borough.look(what, turn)
        return boroughs[0].looked, boroughs[1].looked


def _grown(app: APIFlask, cases: int) -> _Borough:
    looked = Looked(cases)
    with app.app_context():
        specimen = a_council()
        begun = clock.stopwatch()
        grow(specimen, cases=cases, until=NOON)
        looked.grown_seconds = clock.stopwatch() - begun
        settle()
        ids, numbers, marks = _some(specimen)
    asked = {
        "case page": ids, "search page by number": numbers, "search page by mark": marks,
        "query by number": numbers, "query by mark": marks, "sum owed on a day": [None] * OWED_LOOKS,
    }  # fmt: skip
    return _Borough(app, specimen, _officer(app, specimen), asked, looked)


def _some(specimen: Specimen) -> tuple[list[Any], list[str], list[str]]:
    """Return cases spread over the year, their numbers, and the marks of vehicles that came twice or more."""
    lot = random.Random(1)  # noqa: S311 - which cases to look at
    with reading(authority=specimen.id) as session:
        found = session.execute(select(Case.id, Case.number).order_by(Case.id)).all()
        again = select(Vehicle.mark).group_by(Vehicle.mark).having(func.count() > 1).order_by(Vehicle.mark)
        marks = list(session.scalars(again))
    rows = lot.choices(found, k=LOOKS)
    return [row.id for row in rows], [row.number for row in rows], lot.choices(marks, k=LOOKS)


def _officer(app: APIFlask, specimen: Specimen) -> FlaskClient:
    emails = add_staff(app, specimen)
    client = app.test_client()
    sign_in(client, emails[Role.CASE_OFFICER])
    return client


def _get(borough: _Borough, case: Any) -> None:
    answer = borough.client.get(f"/desk/cases/{case}")
    assert answer.status_code == 200, answer.text


def _find(borough: _Borough, asked: str, status: int) -> None:
    answer = borough.client.post("/desk/search", data={"q": asked})
    assert answer.status_code == status, answer.text


def _query(borough: _Borough, **asked: str) -> None:
    authority = borough.specimen.id
    with borough.app.app_context(), reading(authority=authority) as session:
        assert cases_with(session, authority=authority, **asked)  # type: ignore[arg-type]


def _owed(borough: _Borough) -> None:
    owed = select(func.sum(owed_pence(clock.today()))).where(Case.authority_id == borough.specimen.id)
    with borough.app.app_context(), reading(authority=borough.specimen.id) as session:
        assert session.scalar(owed)


LOOK: dict[str, Callable[[_Borough, Any], None]] = {
    "case page": _get,
    "search page by number": lambda borough, number: _find(borough, number, 303),
    "search page by mark": lambda borough, mark: _find(borough, mark, 200),
    "query by number": lambda borough, number: _query(borough, number=number),
    "query by mark": lambda borough, mark: _query(borough, mark=mark),
    "sum owed on a day": lambda borough, _: _owed(borough),
}
