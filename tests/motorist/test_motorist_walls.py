"""Nothing of a notice is seen by whoever did not find it; nothing personal is in a URL, header or log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from parking.evidence.models import Photograph
from parking.payments.gateway.fake import FakePay
from parking.payments.models import Payment
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from parking.values.ids import new_id
from tests.motorist.conftest import Given, Person, give

OTHER_MARK = "CD34 EFG"


def routes(app: APIFlask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("motorist.") and "GET" in (rule.methods or set()) and rule.arguments:
            yield rule


def address(app: APIFlask, rule: Rule, **ids: UUID) -> str:
    """Return a route's address; an argument that is not known here needs a test of its own first."""
    with app.test_request_context(base_url="http://localhost"):
        built = app.url_map.bind("localhost").build(rule.endpoint, {n: ids[n] for n in rule.arguments})
    return str(built)


def photographs(app: APIFlask, given: Given) -> list[UUID]:
    with app.app_context(), reading() as session:
        query = select(Photograph.id).where(Photograph.case_id == given.case_id).order_by(Photograph.id)
        return list(session.scalars(query))


def begun(app: APIFlask, given: Given) -> UUID:
    with app.app_context(), reading() as session:
        return session.scalars(select(Payment.id).where(Payment.subject_id == given.case_id)).one()


@pytest.fixture
def other(pages: APIFlask, specimen: Specimen, noon: datetime) -> Given:
    with pages.app_context():
        return give(specimen, noon, mark=OTHER_MARK, photographs=1)


def leaks(answer: TestResponse, *secrets: str) -> list[str]:
    text = f"{answer.text}{answer.headers}"
    return [secret for secret in secrets if secret in text or secret.replace(" ", "") in text]


def test_no_page_of_a_notice_opens_without_its_number_and_mark(
    pages: APIFlask, person: Person, stranger: Person, given: Given, other: Given, pay: FakePay
) -> None:
    person.opens(other)
    person.begins(other)
    pay.payer_pays(next(iter(pay.payments)))
    stranger.opens(given)
    nobody = Person(pages.test_client())
    for rule in routes(pages):
        ids = {
            "case": other.case_id, "photograph": photographs(pages, other)[0], "payment": begun(pages, other),
        }  # fmt: skip
        unknown = {name: new_id() for name in ids}
        for who in (stranger, nobody):
            answers = [who.get(address(pages, rule, **each)) for each in (ids, unknown)]
            for answer in answers:
                assert answer.status_code == 303, rule
                assert answer.location in {"/find", "/find?after=payment"}, rule
                assert leaks(answer, other.number, other.mark) == []
            assert answers[0].data == answers[1].data, "what exists and what does not answer the same"


def test_a_photograph_opens_under_its_own_case_only(
    pages: APIFlask, person: Person, given: Given, other: Given
) -> None:
    person.opens(given)
    mine, theirs = photographs(pages, given)[0], photographs(pages, other)[0]
    assert person.get(f"/pcn/{given.case_id}/photographs/{mine}").status_code == 200
    assert person.get(f"/pcn/{given.case_id}/photographs/{theirs}").status_code == 303
    assert person.get(f"/pcn/{other.case_id}/photographs/{mine}").status_code == 303


def test_a_session_of_one_authority_opens_nothing_at_another(
    pages: APIFlask, person: Person, given: Given, neighbour: Specimen, pay: FakePay
) -> None:
    person.opens(given)
    person.begins(given)
    cookie = person.client.get_cookie("parking", domain="localhost")
    assert cookie is not None
    there = Person(pages.test_client(), host="other.localhost")
    there.client.set_cookie("parking", cookie.value, domain="other.localhost")
    for rule in routes(pages):
        answer = there.get(
            address(pages, rule, case=given.case_id, photograph=photographs(pages, given)[0],
                    payment=begun(pages, given))
        )  # fmt: skip
        assert answer.status_code == 303
        assert answer.location == "/find", rule
        assert leaks(answer, given.number, given.mark) == []


def test_only_the_session_that_began_a_payment_hears_how_it_ended(
    pages: APIFlask, person: Person, stranger: Person, given: Given, pay: FakePay
) -> None:
    for who in (person, stranger):
        who.opens(given)
    person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    done = f"/pay/{begun(pages, given)}/done"
    assert stranger.get(done).location == "/find?after=payment"
    assert "If you have just paid" in stranger.get("/find?after=payment").text
    assert person.get(done).location == f"/pcn/{given.case_id}/receipt"


def test_nobody_can_pay_for_a_notice_they_have_not_found(person: Person, given: Given, pay: FakePay) -> None:
    answer = person.post(f"/pcn/{given.case_id}/pay", key=str(new_id()), pence="2500")
    assert (answer.status_code, answer.location) == (303, "/find")
    assert pay.asked == []


def test_no_mark_or_number_stands_in_an_address_a_header_a_cookie_or_the_log(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    answers = [
        person.finds("EX00009999", given.mark),
        person.finds(given.number, given.mark),
        person.get(f"/pcn/{given.case_id}"),
        person.get(f"/pcn/{given.case_id}/challenge"),
        person.begins(given),
    ]
    pay.payer_pays(next(iter(pay.payments)))
    answers += [person.get(f"/pay/{begun(pages, given)}/done"), person.get(f"/pcn/{given.case_id}/receipt")]
    answers += [person.finds(given.number, f"XY{at}9 XYZ") for at in range(6)]
    private = [given.number, given.mark, given.mark.replace(" ", ""), "EX00009999"]
    shown = [f"{answer.request.url} {answer.headers}" for answer in answers]
    shown += [record.getMessage() for record in caplog.records]
    for answer in answers:
        shown += re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)
    cookie = person.client.get_cookie("parking")
    assert cookie is not None
    serializer = pages.session_interface.get_signing_serializer(pages)  # type: ignore[attr-defined]
    kept = serializer.loads(cookie.value)
    assert set(kept) <= {"found", "begun", "csrf_token", "_fresh", "_permanent"}
    shown.append(str(kept))
    assert [text for text in shown for secret in private if secret in text] == []


@pytest.mark.parametrize("path", ["/", "/find", "/accessibility", "/privacy", "/cookies", "/genuine"])
def test_every_open_page_has_its_frame(person: Person, specimen: Specimen, path: str) -> None:
    page = person.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "Help by phone" in page.text
    assert "01632 960001" in page.text
    assert ("govuk-back-link" in page.text) == (path != "/")


@pytest.mark.parametrize("path", ["", "/pay", "/challenge"])
def test_every_page_of_a_notice_has_its_frame(person: Person, given: Given, path: str) -> None:
    person.opens(given)
    page = person.get(f"/pcn/{given.case_id}{path}").text
    assert page.count("<h1") == 1
    assert "govuk-back-link" in page
    assert "Help by phone" in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert given.number not in title, "a title is kept in the history of a shared device"


def test_a_form_without_its_token_is_refused(app: APIFlask, specimen: Specimen) -> None:
    sent = Person(app.test_client()).finds("EX00000001", "AB12 CDE")
    assert sent.status_code == 400
    assert "Your session timed out" in sent.text
