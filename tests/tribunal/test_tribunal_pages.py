"""The desk's pages of appeals: what waits, each act, and plain words where the law refuses."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.law.state import Ending, Stage
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.tribunal.current import EXTENSION
from parking.tribunal.from_tribunal import Direction, Outcome
from parking.values import clock
from tests.desk.conftest import Desk
from tests.tribunal.cases import RECEIVED_ON, Nights, number_of, rejected, set_aside, state_of

NEXT_DAY = RECEIVED_ON + timedelta(days=1)
DAY = {"on-day": "4", "on-month": "6", "on-year": "2026"}


@pytest.fixture
def nights(app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch) -> Nights:
    made = Nights(specimen)
    monkeypatch.setitem(app.extensions, EXTENSION, made.tribunals)
    return made


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        return rejected(specimen, noon)


@pytest.fixture
def appealed(app: APIFlask, specimen: Specimen, nights: Nights, case: UUID) -> UUID:
    with app.app_context():
        with clock.pinned(clock.at_local(RECEIVED_ON, 12)):
            nights.far.register(number_of(specimen, case), RECEIVED_ON)
            nights.far.work()
        nights.night(NEXT_DAY)
    return case


def test_an_empty_worklist_says_so(specimen: Specimen, desk: Desk) -> None:
    html = desk(Role.CASE_OFFICER).get("/desk/tribunal").text
    for said in ("Nothing waits for a person", "No documents to send", "No recommendation to answer"):
        assert said in html


def test_only_those_who_decide_see_the_tribunal(desk: Desk) -> None:
    assert desk(Role.ADVISER).get("/desk/tribunal").status_code == 403


def test_an_appeal_is_recorded_by_hand_and_its_documents_are_sent(
    app: APIFlask, specimen: Specimen, nights: Nights, case: UUID, desk: Desk
) -> None:
    with clock.pinned(clock.at_local(NEXT_DAY, 12)):
        officer = desk(Role.CASE_OFFICER)
        case_page = officer.get(f"/desk/cases/{case}").text
        assert f"/desk/cases/{case}/appeal/record" in case_page
        form = f"/desk/cases/{case}/appeal/record"
        assert "Choose what the tribunal said" in officer.post(form, data={}).text
        told = {"told": "registered", "reference": "AP-77", **DAY}
        assert officer.post(form, data=told).status_code == 303
        assert "The case stands at" in officer.post(form, data={**told, "reference": "AP-78"}).text
        html = officer.get("/desk/tribunal").text
        assert "AP-77" in html
        assert "11 Jun" in html
        pack = f"/desk/cases/{case}/appeal/documents"
        assert "Photograph 1 of 2" in officer.get(pack).text
        assert officer.post(pack, data={"summary": "The ticket had run out."}).status_code == 303
        assert officer.get(f"/desk/cases/{case}/appeal/pack.pdf").mimetype == "application/pdf"
        assert "What we sent" in officer.get("/desk/tribunal").text
        assert officer.get(f"/desk/cases/{case}").status_code == 200
    with app.app_context():
        assert state_of(specimen, case).appeal_documents_on == NEXT_DAY


def test_an_appeal_is_not_contested_at_the_desk(
    app: APIFlask, specimen: Specimen, appealed: UUID, desk: Desk
) -> None:
    page = f"/desk/cases/{appealed}/appeal/not-contest"
    with clock.pinned(clock.at_local(NEXT_DAY, 12)):
        officer = desk(Role.CASE_OFFICER)
        assert "Choose why we do not contest it" in officer.post(page, data={}).text
        done = officer.post(page, data={"why": "our_mistake", "note": "The sign had fallen"})
        assert done.location == f"/desk/cases/{appealed}"
        assert "The case stands at: " in officer.post(page, data={"why": "our_mistake", "note": "Again"}).text
        assert "All is done" in officer.get("/desk/tribunal").text
    with app.app_context():
        assert state_of(specimen, appealed).ending is Ending.NOT_CONTESTED


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_a_recommendation_is_listed_with_its_last_safe_posting_day_and_answered(
    app: APIFlask, specimen: Specimen, nights: Nights, appealed: UUID, desk: Desk, answer: str
) -> None:
    with app.app_context():
        nights.far.decide(number_of(specimen, appealed), Outcome.RECOMMENDED, date(2026, 7, 1))
        nights.night(date(2026, 7, 2))
    with clock.pinned(clock.at_local(date(2026, 7, 2), 12)):
        officer = desk(Role.CASE_OFFICER)
        html = officer.get("/desk/tribunal").text
        assert "31 Jul" in html  # the last day whose post is served by Tuesday 4 August
        assert "4 Aug" in html
        page = f"/desk/cases/{appealed}/recommendation/{answer}"
        assert officer.get(page).status_code == 200
        assert officer.post(page, data={"reasons": "The signs were there."}).status_code == 303
        refused = officer.get("/desk/tribunal").text
    with app.app_context():
        state = state_of(specimen, appealed)
    if answer == "accept":
        assert state.ending is Ending.RECOMMENDATION_ACCEPTED
    else:
        assert (state.stage, state.recommendation_refusal_requested_on) == (
            Stage.RECOMMENDED,
            date(2026, 7, 2),
        )
        assert "The refusal waits in the print room" in refused


def test_a_message_that_did_not_fit_is_read_and_closed_with_a_note(
    app: APIFlask, specimen: Specimen, nights: Nights, appealed: UUID, desk: Desk
) -> None:
    with app.app_context():
        number = number_of(specimen, appealed)
        nights.far.decide(number, Outcome.ALLOWED, NEXT_DAY, directions=[Direction.OTHER])
    with clock.pinned(clock.at_local(NEXT_DAY, 12)):
        officer = desk(Role.CASE_OFFICER)
        assert officer.post("/desk/tribunal/messages").status_code == 303
        html = officer.get("/desk/tribunal").text
        assert "The adjudicator directs neither to cancel the PCN nor to cancel the notice" in html
        (page,) = set(re.findall(r'href="(/desk/tribunal/messages/[^"]+)"', html))
        again = officer.post(page, data={"what": "again", "note": "Looked at it"}).text
        assert "The adjudicator directs neither" in again
        assert officer.post(page, data={"what": "close", "note": "Read it: refund only"}).status_code == 303
        assert "Nothing waits for a person" in officer.get("/desk/tribunal").text
        assert "Dealt with on" in officer.get(page).text
    with app.app_context():
        assert set_aside(specimen) == []
        assert state_of(specimen, appealed).holds == {}
