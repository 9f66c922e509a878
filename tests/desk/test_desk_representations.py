"""Representations at the desk: taken in, listed by their last day, answered point by point, decided."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from parking.claims.queries import claims_of
from parking.evidence.documents import DocumentKind, documents_of
from parking.law.state import Stage, State
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from parking.values import clock
from tests.desk.conftest import Desk
from tests.representations.cases import LAST_DAY, PDF, WROTE, noticed, state_of, wrote

ALARM = date(2026, 5, 31)  # the forty-second day beginning with 20 April
CAME = {"received_on-day": "20", "received_on-month": "4", "received_on-year": "2026"}
LETTER: dict[str, Any] = CAME | {
    "channel": "post",
    "capacity": "recipient",
    "grounds": ["no_contravention", "compelling_reasons"],
    "text": "I had a ticket, and I was ill.",
}


@pytest.fixture
def noticed_case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        return noticed(specimen, noon)


@pytest.fixture
def written(app: APIFlask, specimen: Specimen, noticed_case: UUID) -> UUID:
    with app.app_context():
        wrote(specimen, noticed_case)
    return noticed_case


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def sent(client: FlaskClient, address: str, on: date, data: dict[str, Any]) -> str:
    """Post a form on a day; it must be taken."""
    with clock.pinned(clock.at_local(on, 11)):
        answer = client.post(address, data=data)
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.location)


def read(client: FlaskClient, address: str, on: date) -> str:
    with clock.pinned(clock.at_local(on, 11)):
        answer = client.get(address)
    assert answer.status_code == 200, text_of(answer.text)
    return text_of(answer.text)


def test_representations_are_taken_in_answered_and_rejected(
    app: APIFlask, specimen: Specimen, noticed_case: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{noticed_case}/representations"
    assert "Compelling reasons" in read(client, f"{here}/receive", WROTE)
    sent(client, f"{here}/receive", WROTE, dict(LETTER))
    page = read(client, here, WROTE)
    assert "I had a ticket, and I was ill." in page
    assert "A decision must be served by Sunday 14 June 2026." in page
    assert "The last day to post a rejection is Wednesday 10 June 2026." in page
    sent(client, f"{here}/points", WROTE, {"ground": "no_contravention", "says": "I had a ticket."})
    state = state_at(app, specimen, noticed_case)
    with app.app_context(), reading(authority=specimen.id) as session:
        (point,) = claims_of(
            session, authority=specimen.id, representation_id=state.representation or UUID(int=0)
        )
    client.post(f"/desk/cases/{noticed_case}/notes", data={"text": "The machine sold no ticket."})
    answer = read(client, f"{here}/points/{point.id}", WROTE)
    assert "They say: I had a ticket." in answer
    with clock.pinned(clock.at_local(WROTE, 11)):
        raw = client.get(f"{here}/points/{point.id}").text
    (evidence,) = re.findall(r'name="evidence"[^>]*value="([0-9a-f-]{36})"', raw)
    sent(client, f"{here}/points/{point.id}", WROTE, {"answer": "None was sold.", "evidence": [evidence]})
    assert "They say: I had a ticket. We answer: None was sold." in read(client, f"{here}/reject", WROTE)
    sent(client, f"{here}/reject", WROTE, {"words": "The charge stands."})
    assert state_at(app, specimen, noticed_case).rejection_requested_on == WROTE
    assert "The notice of rejection waits to be posted" in read(client, here, WROTE)


def state_at(app: APIFlask, specimen: Specimen, case: UUID) -> State:
    with app.app_context():
        return state_of(specimen, case)


def test_the_list_says_by_when_to_post_and_alarms_on_day_42(app: APIFlask, written: UUID, desk: Desk) -> None:
    client = desk(Role.CASE_OFFICER)
    assert "Alarm" not in read(client, "/desk/representations", date(2026, 5, 30))
    page = read(client, "/desk/representations", ALARM)
    assert "EX00000001" in page
    assert "10 Jun 2026" in page
    assert "14 Jun 2026" in page
    assert "Alarm since Sun 31 May 2026." in page
    assert "too late to reject" in read(client, "/desk/representations", date(2026, 6, 11))


def test_late_ones_are_listed_with_the_day_to_decide_and_admitted_with_a_reason(
    app: APIFlask, specimen: Specimen, noticed_case: UUID, desk: Desk
) -> None:
    late = date(2026, 5, 5)
    with app.app_context():
        wrote(specimen, noticed_case, received_on=late)
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{noticed_case}/representations"
    assert "12 May 2026" in read(client, "/desk/representations", late)
    assert "overdue" in read(client, "/desk/representations", date(2026, 5, 13))
    sent(client, f"{here}/late", date(2026, 5, 13), {"why": "unable", "words": "They were in hospital."})
    assert state_at(app, specimen, noticed_case).stage is Stage.REPRESENTED
    assert late > LAST_DAY


def test_somebody_else_who_wrote_must_be_named(
    app: APIFlask, specimen: Specimen, noticed_case: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{noticed_case}/representations"
    with clock.pinned(clock.at_local(WROTE, 11)):
        page = client.post(f"{here}/receive", data=LETTER | {"capacity": "undecided"})
    assert "Enter their name" in page.text
    assert "Enter a full postcode" in page.text
    named = {"name": "Noor Neighbour", "address": "6 Specimen Close\nExampleton", "postcode": "KT15 2AH"}
    sent(client, f"{here}/receive", WROTE, LETTER | {"capacity": "undecided"} | named)
    assert "where it is open who wrote" in read(client, "/desk/representations", WROTE)
    sent(client, f"{here}/writer", WROTE, {"capacity": "other", "evidence": ""})
    assert state_at(app, specimen, noticed_case).stage is Stage.NOTICE_TO_OWNER


def test_a_hire_is_passed_on_only_with_its_documents(
    app: APIFlask, specimen: Specimen, written: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{written}"
    for kind in ("statement_of_liability", "hiring_agreement"):
        data = {"kind": kind, "file": (io.BytesIO(PDF), "scan.pdf")}
        sent(client, f"{here}/documents", WROTE, data)
    with app.app_context(), reading(authority=specimen.id) as session:
        kept = {row.kind: row.id for row in documents_of(session, authority=specimen.id, case_id=written)}
    shown = client.get(f"{here}/documents/{kept[DocumentKind.HIRING_AGREEMENT]}")
    assert (shown.data, shown.mimetype) == (PDF, "application/pdf")
    form = {
        "why": "hired_out", "name": "Hanna Hirer", "address": "9 Hire Road", "postcode": "KT15 2AH",
        "evidence": str(kept[DocumentKind.STATEMENT_OF_LIABILITY]), "agreement": "", "words": "Signed.",
    }  # fmt: skip
    with clock.pinned(clock.at_local(WROTE, 11)):
        refused = client.post(f"{here}/representations/liable", data=form)
    assert "A hirer is liable only if they signed a statement of liability" in refused.text
    days = {"signed_on": 1, "hired_from": 1, "hired_until": 8}
    for name, day in days.items():
        form |= {f"{name}-day": str(day), f"{name}-month": "3", f"{name}-year": "2026"}
    form["agreement"] = str(kept[DocumentKind.HIRING_AGREEMENT])
    sent(client, f"{here}/representations/liable", WROTE, dict(form))
    assert state_at(app, specimen, written).relevant_on == WROTE


def test_an_address_is_doubted_checked_and_the_notice_served_again(
    app: APIFlask, specimen: Specimen, noticed_case: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{noticed_case}"
    sent(client, f"{here}/address/doubt", WROTE, {"why": "returned_mail", "words": "Gone away."})
    different = {"address": "8 Elsewhere Lane\nExampleton", "postcode": "KT15 2AH"}
    sent(client, f"{here}/address/check", WROTE, {"source": "council_tax", "found": "different"} | different)
    sent(client, f"{here}/address/again", WROTE, {"why": "wrong_address"})
    assert state_at(app, specimen, noticed_case).stage is Stage.SERVED


def test_a_corrected_day_of_service_needs_its_day_and_its_reasons(
    app: APIFlask, specimen: Specimen, noticed_case: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{noticed_case}/service"
    form = {"paper": "notice", "came": "another_day", "evidence": "", "words": "The postmark shows it."}
    with clock.pinned(clock.at_local(WROTE, 11)):
        assert "Enter the day it came" in client.post(here, data=form).text
    day = {"served_on-day": "14", "served_on-month": "4", "served_on-year": "2026"}
    sent(client, here, WROTE, form | day)
    assert state_at(app, specimen, noticed_case).notice_served_on == date(2026, 4, 14)


def test_an_adviser_reads_representations_but_decides_nothing(
    app: APIFlask, written: UUID, desk: Desk
) -> None:
    client, here = desk(Role.ADVISER), f"/desk/cases/{written}/representations"
    assert "It had fallen on the floor" in read(client, here, WROTE)
    assert client.get(f"{here}/accept").status_code == 403
    assert client.get("/desk/representations").status_code == 403


def test_the_page_says_why_a_rejection_is_not_possible_and_the_case_page_leads_to_each_act(
    app: APIFlask, written: UUID, desk: Desk
) -> None:
    client, here = desk(Role.CASE_OFFICER), f"/desk/cases/{written}"
    with clock.pinned(clock.at_local(WROTE, 11)):
        refused = text_of(client.post(f"{here}/representations/reject", data={"words": "It stands."}).text)
    assert "There is a problem" in refused
    assert "point" in refused
    with clock.pinned(clock.at_local(WROTE, 11)):
        page = client.get(here).text
    for path in ("representations/accept", "representations/points", "address/doubt", "service"):
        assert f'href="{here}/{path}"' in page, path
