"""Search finds whole numbers and whole marks of this council, and leaves nothing in an address."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.values.mark import Mark
from tests.desk.cases import issued
from tests.desk.conftest import Desk


@pytest.mark.parametrize("typed", ["EX00000001", "ex 0000 0001", "AB12CDE", " ab12 cde "])
def test_one_hit_goes_straight_to_its_case(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, typed: str
) -> None:
    answer = desk(Role.ADVISER).post("/desk/search", data={"q": typed})
    assert (answer.status_code, answer.location) == (303, f"/desk/cases/{case}")


def test_several_hits_are_listed_newest_first_with_what_each_owes(
    app: APIFlask, specimen: Specimen, case: UUID, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        newer = issued(specimen, noon + timedelta(minutes=4), code="85", suffix="t")
    html = desk(Role.ADVISER).post("/desk/search", data={"q": "AB12 CDE"}).get_data(as_text=True)
    assert "2 cases, newest first" in html
    assert html.index(f"/desk/cases/{newer}") < html.index(f"/desk/cases/{case}")
    assert html.count("data-row") == 2
    assert "£25.00" in html
    assert "£35.00" in html


@pytest.mark.parametrize("typed", ["AB12 CD", "EX0000000", "EX00000002", "%", "*", "AB12 CDF", "!!"])
def test_a_part_of_a_number_or_mark_finds_nothing_and_says_what_that_means(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, typed: str
) -> None:
    html = desk(Role.ADVISER).post("/desk/search", data={"q": typed}).get_data(as_text=True)
    assert "No case found" in html
    assert "may take some hours to appear" in html


def test_an_empty_search_says_what_to_enter(app: APIFlask, specimen: Specimen, desk: Desk) -> None:
    html = desk(Role.ADVISER).post("/desk/search", data={"q": " "}).get_data(as_text=True)
    assert "Enter a PCN number or a registration mark" in html


def test_a_neighbour_s_case_is_not_found(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        issued(neighbour, noon, mark=Mark.read("ZZ99 ZZZ"))
    for typed in ("OT00000001", "ZZ99ZZZ"):
        assert "No case found" in desk(Role.ADVISER).post("/desk/search", data={"q": typed}).text
