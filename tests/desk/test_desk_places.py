"""Places at the desk: what stands behind each, and stopping enforcement for a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.authorities.queries import council
from parking.issue.errors import NotIssuedError
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from tests.desk.cases import issued
from tests.desk.conftest import Desk

MORNING = {
    "kind": "flood", "from_on-day": "3", "from_on-month": "3", "from_on-year": "2026", "from_time": "08:00",
    "until_on-day": "3", "until_on-month": "3", "until_on-year": "2026", "until_time": "18:00",
    "ordered_by": "Rosa Manager, parking manager", "why": "The river is over its banks",
}  # fmt: skip


def test_the_list_says_what_stands_behind_each_place(app: APIFlask, specimen: Specimen, desk: Desk) -> None:
    html = desk(Role.OFFICER).get("/desk/places").text
    assert "Order under section 35 (off street)" in html
    assert "ended Fri 31 Mar 2023" in html
    assert html.count("data-row") == 2
    assert "desk-search" not in html.split("</header>")[0], "an officer may not search"


def test_a_place_shows_its_power_its_orders_and_its_hours(
    app: APIFlask, specimen: Specimen, desk: Desk
) -> None:
    client = desk(Role.ADVISER)
    car_park = client.get(f"/desk/places/{specimen.car_park}").text
    assert "In the name of Exampleton District Council, from Wednesday 1 January 2020" in car_park
    assert "all day, every day, 120 minutes at most" in car_park
    assert "Suspend enforcement" not in car_park
    street = client.get(f"/desk/places/{specimen.street}").text
    assert "the county council took on-street enforcement back" in street


def test_a_suspension_stops_issue_and_lists_the_pcns_it_caught(
    app: APIFlask, specimen: Specimen, case: UUID, noon: datetime, desk: Desk
) -> None:
    manager = desk(Role.MANAGER)
    answer = manager.post(f"/desk/places/{specimen.car_park}/suspensions", data=MORNING)
    assert answer.status_code == 303
    page = manager.get(answer.location).text
    assert "Flood at Pleasure Green" in page
    assert "No enforcement from Tuesday 3 March 2026 at 08:00 to Tuesday 3 March 2026 at 18:00" in page
    assert f'href="/desk/cases/{case}"' in page
    assert "Suspended until Tuesday 3 March 2026 at 18:00" in manager.get("/desk/places").text
    officer = desk(Role.OFFICER).get(answer.location).text
    assert "EX00000001" in officer
    assert f'href="/desk/cases/{case}"' not in officer
    with app.app_context():
        with pytest.raises(NotIssuedError, match="enforcement_suspended"):
            issued(specimen, noon + timedelta(hours=1), code="85", suffix="t")
        with reading(authority=specimen.id) as session:
            assert council(session, authority=specimen.id).revision == specimen.council.revision + 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until_time": "07:59"}, "It must end after it begins"),
        ({"kind": "whim"}, "Choose one of the answers on the page"),
        ({"from_time": "25:00"}, "From must be a time, like 14:05 or 2:05pm"),
        ({"ordered_by": " "}, "Enter who ordered it"),
    ],
)
def test_a_suspension_that_makes_no_sense_is_refused_in_words(
    app: APIFlask, specimen: Specimen, desk: Desk, change: dict[str, str], said: str
) -> None:
    answer = desk(Role.MANAGER).post(f"/desk/places/{specimen.car_park}/suspensions", data=MORNING | change)
    assert answer.status_code == 200
    assert said in answer.text


def test_a_place_whose_power_has_ended_is_not_said_to_be_enforced(
    app: APIFlask, specimen: Specimen, desk: Desk
) -> None:
    rows = desk(Role.MANAGER).get("/desk/places").text.split("<tr")
    (street,) = [row for row in rows if "High Street" in row]
    (car_park,) = [row for row in rows if "Pleasure Green" in row]
    assert "Not enforced: no confirmed power today" in street
    assert "Not enforced" not in car_park
