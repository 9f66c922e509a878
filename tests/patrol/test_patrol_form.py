"""An officer records a PCN by form, without JavaScript: refused in words, nothing typed is lost."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import html5lib
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from parking.cases.history.issue import PcnServed
from parking.cases.models import Case, EventRow
from parking.evidence.models import Note, Photograph
from parking.issue.queries import pcn_served
from parking.parties.models import Vehicle
from parking.simulation.specimens import PASSWORD, Specimen
from parking.store.session import reading
from tests.patrol.conftest import jpeg


def filled(specimen: Specimen, page: str, **changes: Any) -> dict[str, Any]:
    """Return the form as an officer fills it in at noon: a photograph, nothing odd."""
    ref = re.search(r'name="pcn_ref"[^>]*value="([^"]+)"', page)
    assert ref
    plain = {
        "pcn_ref": ref[1],
        "place": str(specimen.car_park),
        "contravention": "83",
        "mark": "ab12 cde",
        "declared": "united_kingdom",
        "make": "Ford",
        "colour": "blue",
        "day": "2026-03-03",
        "observed_from": "11:45",
        "observed_until": "11:58",
        "paid_day": "2026-03-03",
        "first_seen_day": "2026-03-03",
        "how": "affixed",
        "photographs": (io.BytesIO(jpeg()), "one.jpg"),
    }
    return {name: value for name, value in (plain | changes).items() if value is not None}


def blank(officer: FlaskClient) -> str:
    return officer.get("/patrol/record").get_data(as_text=True)


def send(officer: FlaskClient, form: dict[str, Any]) -> TestResponse:
    return officer.post("/patrol/record", data=form, content_type="multipart/form-data")


def served(app: APIFlask, specimen: Specimen) -> PcnServed:
    with app.app_context(), reading(authority=specimen.id) as session:
        return pcn_served(session, authority=specimen.id, case_id=session.scalars(select(Case.id)).one())


def test_a_good_form_issues_a_pcn_and_leads_to_its_papers(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    answer = send(officer, filled(specimen, blank(officer)))
    assert answer.status_code == 303, answer.text
    page = officer.get(answer.location).get_data(as_text=True)
    assert "EX00000001" in page
    for paper in re.findall(r'href="(/patrol/pcns/[^"]+\.pdf)"', page):
        assert officer.get(paper).data.startswith(b"%PDF-")
    assert "EX00000001" in officer.get("/patrol").get_data(as_text=True)
    event = served(app, specimen)
    assert (event.code, event.suffix, len(event.photographs)) == ("83", "", 1)
    with app.app_context(), reading(authority=specimen.id) as session:
        kinds = session.scalars(select(EventRow.kind).order_by(EventRow.seq)).all()
    assert kinds == ["pcn_served", "paper_drawn"]


def test_every_page_of_the_officer_is_sound_html(specimen: Specimen, officer: FlaskClient) -> None:
    issued = send(officer, filled(specimen, blank(officer))).location
    refused = send(officer, filled(specimen, blank(officer), mark="", photographs=None))
    pages = [blank(officer), refused.text, officer.get("/patrol").text, officer.get(issued).text]
    for page in pages:
        html5lib.HTMLParser(strict=True).parse(page)
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_the_contraventions_of_every_order_are_offered_in_words(officer: FlaskClient) -> None:
    page = blank(officer)
    assert '<optgroup label="In a car park">' in page
    assert '<option value="82p">82p Parked after the expiry of paid for time (' in page
    assert '<option value="01a">' in page


def test_the_same_form_sent_twice_issues_once(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    page = blank(officer)
    first, second = (send(officer, filled(specimen, page)) for _ in range(2))
    assert first.location == second.location
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert session.scalar(select(func.count()).select_from(Photograph)) == 1


def test_a_refusal_says_why_keeps_what_was_typed_and_the_photographs(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    page = blank(officer)
    form = filled(specimen, page, contravention="82p", paid_until="11:55", notes="Ticket seen")
    refused = send(officer, form)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "reg 5" in text
    assert 'href="#paid_until"' in text
    assert "1 photograph kept" in text
    for typed in ('value="AB12 CDE"', 'value="11:55"', "Ticket seen", '<option value="82p" selected>'):
        assert typed in text
    again = filled(specimen, text, contravention="83", photographs=None)
    assert send(officer, again).status_code == 303
    assert len(served(app, specimen).photographs) == 1


def test_a_policy_is_named_as_policy_and_set_aside_only_with_a_reason(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    page = blank(officer)
    refused = send(officer, filled(specimen, page, photographs=None)).get_data(as_text=True)
    assert "policy of the council, not law" in refused
    assert 'name="overrides"' in refused
    without = send(officer, filled(specimen, page, photographs=None, overrides="no_photographs"))
    assert "Say why you set the policy aside" in without.get_data(as_text=True)
    why = {"overrides": "no_photographs", "override_why": "The camera broke"}
    assert send(officer, filled(specimen, page, photographs=None, **why)).status_code == 303
    assert served(app, specimen).overridden == ("no_photographs",)
    with app.app_context(), reading(authority=specimen.id) as session:
        assert "The camera broke" in session.scalars(select(Note.text)).one()


def test_an_odd_mark_is_asked_about_once_and_then_believed(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    page = blank(officer)
    asked = send(officer, filled(specimen, page, mark="WAW 12345")).get_data(as_text=True)
    assert "not shaped like a usual mark" in asked
    assert 'name="mark_checked"' in asked
    foreign = filled(specimen, page, mark="WAW 12345", declared="foreign", photographs=None)
    assert send(officer, foreign).status_code == 303
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.execute(select(Vehicle.mark, Vehicle.declared)).one() == ("WAW12345", "foreign")


def test_an_odd_mark_that_was_looked_at_again_is_issued(specimen: Specimen, officer: FlaskClient) -> None:
    form = filled(specimen, blank(officer), mark="WAW 12345", mark_checked="y")
    assert send(officer, form).status_code == 303


def test_what_is_missing_is_listed_and_a_file_that_is_no_picture_too(
    specimen: Specimen, officer: FlaskClient
) -> None:
    form = filled(specimen, blank(officer), mark="", make=None, place="", observed_until="25:00")
    text = send(officer, form | {"photographs": (io.BytesIO(b"no"), "a.jpg")}).get_data(as_text=True)
    for message in (
        "Choose the place", "Enter the registration mark", "Enter the make",
        "Observed to must be a time", "not a JPEG or PNG",
    ):  # fmt: skip
        assert message in text


def test_a_tampered_reference_gets_a_fresh_one(specimen: Specimen, officer: FlaskClient) -> None:
    assert send(officer, filled(specimen, blank(officer), pcn_ref="x")).status_code == 303


def test_another_officer_s_pcn_is_not_shown_and_nobody_records_without_permission(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, officer: FlaskClient, noon: datetime
) -> None:
    mine = send(officer, filled(specimen, blank(officer))).location
    assert app.test_client().get(mine).status_code == 303
    other = app.test_client()
    base = "http://other.localhost"
    signed = other.post(
        "/staff/sign-in", data={"email": "officer@otherham.example", "password": PASSWORD}, base_url=base
    )
    assert signed.status_code == 302
    assert other.get(mine, base_url=base).status_code == 404


def test_what_could_not_be_given_is_recorded_by_form_and_the_page_offers_no_paper(
    app: APIFlask, specimen: Specimen, officer: FlaskClient
) -> None:
    page = officer.get("/patrol/record-by-post").text

    def sent(**changes: str) -> TestResponse:
        values = filled(specimen, page, basis="drive_away", ended="12:00", photographs=None, how=None)
        picture = {"photographs": (io.BytesIO(jpeg()), "one.jpg")}
        return officer.post(
            "/patrol/record-by-post", data=values | changes | picture, content_type="multipart/form-data"
        )

    refused = sent()
    assert refused.status_code == 422
    assert "you had not begun to prepare a PCN before that" in refused.text
    answer = sent(prepare_started="11:59")
    assert answer.status_code == 303, answer.text
    recorded = officer.get(answer.location).text
    assert "There is nothing to print" in recorded
    assert ".pdf" not in recorded
    assert "EX00000001" in officer.get("/patrol").text
    for each in (page, refused.text, recorded):
        html5lib.HTMLParser(strict=True).parse(each)
