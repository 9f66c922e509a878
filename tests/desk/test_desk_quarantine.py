"""What failed its checks waits for a manager, with the reasons in words."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from parking.cases.models import Case
from parking.cases.record import By
from parking.issue.actions import keep_disputed
from parking.people.permissions import Role
from parking.places.models import Order
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values.ids import new_id
from tests.desk.cases import issued
from tests.desk.conftest import Desk


@pytest.fixture
def failed(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    """A PCN for an overstay, given without the time that was paid for."""
    with app.app_context():
        return issued(specimen, noon, code="82", number="EX00000777", served_at=noon)


def test_a_pcn_that_failed_says_what_it_failed_in_words(
    app: APIFlask, specimen: Specimen, failed: UUID, desk: Desk
) -> None:
    html = desk(Role.MANAGER).get("/desk/quarantine").text
    assert "1 PCN to look at" in html
    assert "EX00000777" in html
    assert "Code 82 needs the time until which parking was paid for" in html
    assert "Every order has its text." in html


def test_a_released_pcn_goes_on_like_any_other(
    app: APIFlask, specimen: Specimen, failed: UUID, desk: Desk
) -> None:
    manager = desk(Role.MANAGER)
    (release,) = re.findall(r'href="(/desk/quarantine/[^"]+/release)"', manager.get("/desk/quarantine").text)
    assert "Say why the case may go on" in manager.post(release, data={}).text
    assert (
        manager.post(release, data={"note": "The machine's record shows it"}).location == "/desk/quarantine"
    )
    assert "Nothing failed its checks" in manager.get("/desk/quarantine").text
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(Case.holds).where(Case.id == failed)) == 0


def test_a_pcn_kept_in_quarantine_has_a_new_day_to_look_at_it(
    app: APIFlask, specimen: Specimen, failed: UUID, desk: Desk
) -> None:
    manager = desk(Role.MANAGER)
    (keep,) = re.findall(r'href="(/desk/quarantine/[^"]+/keep)"', manager.get("/desk/quarantine").text)
    day = {"review_on-day": "20", "review_on-month": "3", "review_on-year": "2026"}
    assert manager.post(keep, data=day | {"note": "Waiting for the machine's record"}).status_code == 303
    assert "EX00000777" in manager.get("/desk/quarantine").text
    page = manager.get(f"/desk/cases/{failed}").text
    assert "Manager of Exampleton looks at it again on Friday 20 March 2026" in page
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(Case.holds).where(Case.id == failed)) == 1


def test_a_second_pcn_the_same_day_names_the_first_and_not_itself(
    app: APIFlask, specimen: Specimen, case: UUID, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        issued(specimen, noon, number="EX00000778", served_at=noon)
    html = desk(Role.MANAGER).get("/desk/quarantine").text
    assert "PCN EX00000001 was given at 11:58" in html
    assert "PCN EX00000778 was given" not in html


def test_a_check_whose_cause_was_put_right_since_still_says_what_failed(
    app: APIFlask, specimen: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        issued(
            specimen, noon, number="EX00000779", served_at=noon, photographs=0, device_id=specimen.device.id
        )
    assert "Number not of device, when it was taken in." in desk(Role.MANAGER).get("/desk/quarantine").text


def test_a_number_given_twice_shows_both_originals(
    app: APIFlask, specimen: Specimen, case: UUID, noon: datetime, desk: Desk
) -> None:
    body: dict[str, object] = {"number": "EX00000001", "mark": "ZZ99ZZZ", "code": "83", "photographs": []}
    with app.app_context(), writing(authority=specimen.id) as session:
        keep_disputed(
            session, council=specimen.council, client_ref=new_id(), reason="number_taken",
            body=body, by=By("staff:test", "test", noon),
        )  # fmt: skip
    html = desk(Role.MANAGER).get("/desk/quarantine").text.split("Numbers given twice")[1]
    assert "AB12 CDE" in html
    assert "ZZ99ZZZ" in html
    assert f"/desk/cases/{case}" in html


def test_an_order_without_its_text_is_listed(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, desk: Desk
) -> None:
    with app.app_context(), writing() as session:
        session.execute(update(Order).values(document_sha256=None))
    html = desk(Role.MANAGER).get("/desk/quarantine").text
    assert "Exampleton PG Order 2019, Pleasure Green order (1 place)" in html
    assert "Otherham" not in html.split("Orders without their text")[1]
