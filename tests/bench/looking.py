"""Pages and queries over a small and a large borough: medians of the time of one call."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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

LOOKS, OWED_LOOKS = 200, 5


@dataclass(frozen=True, slots=True)
class Looked:
    """Medians over one borough, in milliseconds but for the seconds it took to grow."""

    cases: int
    grown_seconds: float
    case_page: float
    search_number: float
    search_mark: float
    query_number: float
    query_mark: float
    owed_on_a_day: float


def measure_looking(databases: Databases, *, cases: int) -> Looked:
    """Grow a borough of so many cases, then look at it as a case officer does."""
    with wired(databases.make(f"looking_{cases}")) as app, clock.pinned(NOON):
        with app.app_context():
            specimen = a_council()
            begun = clock.stopwatch()
            grow(specimen, cases=cases, until=NOON)
            grown = clock.stopwatch() - begun
            settle()
            ids, numbers, marks = _some(specimen)
        client = _officer(app, specimen)
        pages = {
            "case_page": _each(ids, lambda case: _get(client, f"/desk/cases/{case}")),
            "search_number": _each(numbers, lambda number: _find(client, number, 303)),
            "search_mark": _each(marks, lambda mark: _find(client, mark, 200)),
        }
        with app.app_context():
            queries = {
                "query_number": _each(numbers, lambda number: _query(specimen, number=number)),
                "query_mark": _each(marks, lambda mark: _query(specimen, mark=mark)),
                "owed_on_a_day": _each(range(OWED_LOOKS), lambda _: _owed(specimen)),
            }
        return Looked(cases=cases, grown_seconds=grown, **pages, **queries)


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


def _each(things: Iterable[Any], look: Callable[[Any], object]) -> float:
    took = []
    for thing in things:
        begun = clock.stopwatch()
        look(thing)
        took.append((clock.stopwatch() - begun) * 1000)
    return median(took)


def _get(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text


def _find(client: FlaskClient, asked: str, status: int) -> None:
    answer = client.post("/desk/search", data={"q": asked})
    assert answer.status_code == status, answer.text


def _query(specimen: Specimen, **asked: str) -> None:
    with reading(authority=specimen.id) as session:
        assert cases_with(session, authority=specimen.id, **asked)  # type: ignore[arg-type]


def _owed(specimen: Specimen) -> int:
    owed = select(func.sum(owed_pence(clock.today()))).where(Case.authority_id == specimen.id)
    with reading(authority=specimen.id) as session:
        return int(session.scalar(owed) or 0)
