"""Staff sign in at their own council's host, and nobody learns who has an account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import html5lib
import pytest
from apiflask import APIFlask

from parking.people.forms import is_local_path
from parking.people.permissions import Role
from parking.people.throttle import TRIES
from parking.simulation.specimens import PASSWORD, Specimen
from parking.values import clock
from tests.people.signing_in import add_staff, sign_in

OFFICER = "officer@exampleton.example"


@pytest.fixture(autouse=True)
def no_csrf(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=False)
    app.extensions["parking.failed_sign_ins"]._failed.clear()


def test_the_right_password_signs_in_and_out_is_a_post(app: APIFlask, specimen: Specimen) -> None:
    client = app.test_client()
    sign_in(client, OFFICER)
    assert client.get("/staff").location == "/patrol"
    assert client.get("/staff/sign-out").status_code == 405
    assert client.post("/staff/sign-out").location == "/staff/sign-in"
    assert client.get("/staff").location == "/staff/sign-in?next=%2Fstaff"


def test_a_wrong_password_and_an_unknown_account_read_the_same(app: APIFlask, specimen: Specimen) -> None:
    pages = []
    for email in (OFFICER, "nobody@exampleton.example"):
        answer = app.test_client().post("/staff/sign-in", data={"email": email, "password": "wrong"})
        pages.append((answer.status_code, answer.get_data(as_text=True).replace(email, "")))
    assert pages[0] == pages[1]
    assert "There is a problem" in pages[0][1]
    assert "The email address or password is not right" in pages[0][1]


def test_staff_of_another_council_cannot_sign_in_here(
    app: APIFlask, specimen: Specimen, neighbour: Specimen
) -> None:
    data = {"email": "officer@otherham.example", "password": PASSWORD}
    assert "is not right" in app.test_client().post("/staff/sign-in", data=data).get_data(as_text=True)
    sign_in(app.test_client(), data["email"], host="other.localhost")


@pytest.mark.parametrize("email", [OFFICER, "nobody@exampleton.example"])
def test_after_many_wrong_passwords_an_account_waits_whether_it_exists_or_not(
    app: APIFlask, specimen: Specimen, noon: datetime, email: str
) -> None:
    client = app.test_client()
    for _ in range(TRIES):
        assert client.post("/staff/sign-in", data={"email": email, "password": "wrong"}).status_code == 200
    refused = client.post("/staff/sign-in", data={"email": email.upper(), "password": PASSWORD})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "901"
    assert "Wait 16 minutes" in refused.get_data(as_text=True)
    with clock.pinned(noon + timedelta(minutes=16)):
        again = client.post("/staff/sign-in", data={"email": email, "password": PASSWORD})
    assert again.status_code == (302 if email == OFFICER else 200)


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "///elsewhere.example",
        "http://localhost/staff",
        "javascript:alert(1)",
        "/\t/elsewhere.example",
        "staff",
    ],
)
def test_a_next_address_that_is_not_a_path_of_ours_is_refused(
    app: APIFlask, specimen: Specimen, address: str
) -> None:
    client = app.test_client()
    assert not is_local_path(address)
    assert client.get("/staff/sign-in", query_string={"next": address}).status_code == 400
    data = {"email": OFFICER, "password": PASSWORD, "next": address}
    assert client.post("/staff/sign-in", data=data).status_code == 400


def test_after_signing_in_a_person_is_where_they_wanted_to_go(app: APIFlask, specimen: Specimen) -> None:
    client = app.test_client()
    asked = client.get("/desk/places?page=2")
    assert asked.location == "/staff/sign-in?next=%2Fdesk%2Fplaces%3Fpage%3D2"
    answer = client.post(asked.location, data={"email": OFFICER, "password": PASSWORD})
    assert answer.location == "/desk/places?page=2"


def test_the_page_is_sound_and_its_errors_lead_to_the_fields(app: APIFlask, specimen: Specimen) -> None:
    client = app.test_client()
    empty = client.post("/staff/sign-in", data={}).get_data(as_text=True)
    for page in (client.get("/staff/sign-in").get_data(as_text=True), empty):
        html5lib.HTMLParser(strict=True).parse(page)
    assert re.findall(r'<a href="(#\w+)">', empty) == ["#email", "#password"]
    assert "<title>Error: Sign in" in empty


def test_a_form_without_its_token_is_refused(
    app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=True)
    data = {"email": OFFICER, "password": PASSWORD}
    assert app.test_client().post("/staff/sign-in", data=data).status_code == 400


@pytest.mark.parametrize(
    ("role", "first_page"),
    [
        (Role.OFFICER, "/patrol"),
        (Role.PRINT_CLERK, "/desk/print"),
        (Role.MANAGER, "/statistics"),
        (Role.CASE_OFFICER, "/desk/search"),
        (Role.ADVISER, "/desk/search"),
    ],
)
def test_each_role_begins_at_its_own_page(
    app: APIFlask, specimen: Specimen, role: Role, first_page: str
) -> None:
    client = app.test_client()
    sign_in(client, add_staff(app, specimen)[role])
    assert client.get("/staff").location == first_page


def test_a_session_of_one_council_is_worth_nothing_at_another(
    app: APIFlask, specimen: Specimen, neighbour: Specimen
) -> None:
    client = app.test_client()
    sign_in(client, "officer@otherham.example", host="other.localhost")
    cookie = client.get_cookie("parking", domain="other.localhost")
    assert cookie is not None
    client.set_cookie("parking", cookie.value, domain="localhost")
    assert client.get("/staff", base_url="http://other.localhost").location == "/patrol"
    assert client.get("/staff").location == "/staff/sign-in?next=%2Fstaff"


def test_a_person_who_is_signed_in_gets_the_style_sheets_too(app: APIFlask, specimen: Specimen) -> None:
    client = app.test_client()
    sign_in(client, OFFICER)
    with client.get("/static/src/desk.scss") as answer:
        assert answer.status_code == 200
