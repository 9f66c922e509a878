"""Paying: whatever the payer, the network or the payment service does, a case is paid once and says so."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.audit import verify
from parking.cases.models import Case, EventRow
from parking.cases.record import By
from parking.motorist.rules import payment_key
from parking.payments.actions import receive
from parking.payments.flow import sweep
from parking.payments.gateway.errors import PayUnavailableError
from parking.payments.gateway.fake import FakePay
from parking.payments.ledger import out_of_balance
from parking.payments.models import Payment
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from tests.motorist.conftest import Given, Person, give
from tests.motorist.test_motorist_notice import words

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def everything_adds_up(pages: APIFlask, specimen: Specimen) -> Iterator[None]:
    """Check after each test that the history is whole and the ledger balances."""
    yield
    with pages.app_context(), reading() as session:
        assert verify(session, authority=specimen.id).first_break is None
        assert out_of_balance(session, authority=specimen.id) == []


def stood(pages: APIFlask, given: Given) -> tuple[str, int, int]:
    """Return a case's stage, what was paid, and how many payments its history holds."""
    with pages.app_context(), reading() as session:
        case = session.execute(select(Case.stage, Case.paid_pence).where(Case.id == given.case_id)).one()
        received = session.scalars(
            select(EventRow.seq).where(EventRow.case_id == given.case_id, EventRow.kind == "payment_received")
        ).all()
        return case.stage, case.paid_pence, len(received)


def attempts(pages: APIFlask) -> list[tuple[UUID, str]]:
    with pages.app_context(), reading() as session:
        rows = session.execute(select(Payment.id, Payment.state).order_by(Payment.begun_at, Payment.id))
        return [(row.id, row.state) for row in rows]


def returns(person: Person, pay: FakePay, at: int = -1) -> str:
    """Come back from the payment service; return the words of the page this leads to."""
    back = person.get(pay.asked[at].return_url.removeprefix("http://localhost"))
    return words((person.get(back.location) if back.status_code == 303 else back).text)


def test_a_payment_that_succeeds_closes_the_case_and_gives_a_receipt(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    sent = person.begins(given)
    assert (sent.status_code, sent.location) == (303, "http://127.0.0.1/secure/0")
    asked = pay.asked[0]
    assert (str(asked.amount), asked.reference) == ("£25", given.number)
    assert given.number not in asked.return_url
    assert "PAYMENT" not in asked.return_url
    (made,) = pay.payments
    pay.payer_pays(made)
    page = returns(person, pay)
    for said in (
        "Payment received This case is closed",
        "£25.00",
        "Penalty charge notice EX00000001 , vehicle AB12 CDE",
        "Tuesday 3 March 2026",
        "Exampleton District Council",
    ):
        assert said in page
    assert "VAT" not in page
    assert stood(pages, given) == ("paid", 2500, 1)
    assert "There is nothing more to pay" in words(person.get(f"/pcn/{given.case_id}").text)


def test_reloading_the_return_page_and_the_receipt_changes_nothing(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    first = returns(person, pay)
    assert [returns(person, pay) for _ in range(3)] == [first] * 3
    assert stood(pages, given) == ("paid", 2500, 1)


def test_a_double_click_makes_one_payment(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    form = person.pay_form(given)
    sent = [person.post(f"/pcn/{given.case_id}/pay", **form).location for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(pay.payments) == len(attempts(pages)) == 1


def test_clicks_in_the_same_moment_make_one_payment(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, noon: datetime
) -> None:
    person.opens(given)
    form, cookie = person.pay_form(given), person.client.get_cookie("parking")
    assert cookie is not None

    def click(_: int) -> str:
        other = pages.test_client()
        other.set_cookie("parking", cookie.value)
        with clock.pinned(noon):  # each thread has a clock of its own
            return other.post(f"/pcn/{given.case_id}/pay", data=form, base_url="http://localhost").location

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(8))) == {"http://127.0.0.1/secure/0"}
    assert len(pay.payments) == len(attempts(pages)) == 1


def test_the_back_button_after_paying_leads_to_the_receipt_not_to_a_second_payment(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    form = person.pay_form(given)
    person.post(f"/pcn/{given.case_id}/pay", **form)
    pay.payer_pays(next(iter(pay.payments)))
    again = person.post(f"/pcn/{given.case_id}/pay", **form)
    assert again.status_code == 303
    assert "Payment received" in words(person.get(person.get(again.location).location).text)
    assert (len(pay.payments), stood(pages, given)) == (1, ("paid", 2500, 1))


def test_a_second_tab_stops_the_first_so_only_one_can_be_paid(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    forms = [person.pay_form(given), person.pay_form(given)]
    for form in forms:
        person.post(f"/pcn/{given.case_id}/pay", **form)
    _, second = pay.payments
    assert [payment.finished for payment in pay.payments.values()] == [True, False]
    pay.payer_pays(second)
    assert "This payment was stopped" in returns(person, pay, 0)
    assert "Payment received" in returns(person, pay, 1)
    assert stood(pages, given) == ("paid", 2500, 1)


def test_a_second_tab_after_the_first_has_paid_shows_the_notice_as_paid(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    forms = [person.pay_form(given), person.pay_form(given)]
    person.post(f"/pcn/{given.case_id}/pay", **forms[0])
    pay.payer_pays(next(iter(pay.payments)))  # and no webhook, and nobody came back
    late = person.post(f"/pcn/{given.case_id}/pay", **forms[1])
    assert late.location == f"/pcn/{given.case_id}"
    assert "Paid There is nothing more to pay" in words(person.get(late.location).text)
    assert (len(pay.payments), stood(pages, given)) == (1, ("paid", 2500, 1))


def test_while_the_bank_decides_nobody_is_asked_to_pay_twice(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    person.begins(given)
    (made,) = pay.payments
    pay.payer_submits(made)
    assert "We are waiting for the payment service" in returns(person, pay)
    again = person.begins(given)  # a fresh page, so a fresh key
    assert "/done" in again.location
    assert "You will not be asked to pay twice" in person.get(again.location).text
    assert len(pay.payments) == 1
    pay.payer_pays(made)
    assert "Payment received" in returns(person, pay)
    assert stood(pages, given) == ("paid", 2500, 1)


@pytest.mark.parametrize(
    ("what", "heading"),
    [
        ("card_is_declined", "Your payment was declined No money was taken."),
        ("payer_cancels", "You cancelled the payment No money was taken."),
        ("time_runs_out", "Your payment timed out No money was taken."),
        ("provider_breaks", "Your payment did not go through"),
    ],
)
def test_a_payment_that_fails_says_what_happened_and_can_be_tried_again(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, what: str, heading: str
) -> None:
    person.opens(given)
    person.begins(given)
    getattr(pay, what)(next(iter(pay.payments)))
    page = returns(person, pay)
    assert heading in page
    assert "Try again" in page
    assert "01632 960001" in page
    assert stood(pages, given) == ("served", 0, 0)
    person.begins(given)
    pay.payer_pays(list(pay.payments)[-1])
    assert "Payment received" in returns(person, pay)
    assert stood(pages, given) == ("paid", 2500, 1)


def test_a_payer_who_never_comes_back_is_found_by_the_sweep(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, specimen: Specimen, noon: datetime
) -> None:
    person.opens(given)
    person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    with pages.app_context():
        later = By("system", "sweep", noon + timedelta(minutes=10))
        sweep(pay, council=specimen.council, by=later)
    assert stood(pages, given) == ("paid", 2500, 1)
    assert "Payment received" in returns(person, pay), "coming back late is no harm"
    assert stood(pages, given) == ("paid", 2500, 1)


def test_when_the_payment_service_is_away_nothing_is_taken_and_the_next_try_works(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    form = person.pay_form(given)
    pay.fail_next(PayUnavailableError("away"))
    away = person.post(f"/pcn/{given.case_id}/pay", **form)
    assert away.status_code == 503
    assert "We cannot reach the payment service Nothing was taken just now" in words(away.text)
    assert "01632 960001" in away.text
    assert person.post(f"/pcn/{given.case_id}/pay", **form).location.startswith("http://127.0.0.1/secure/")
    assert len(attempts(pages)) == 1


def test_a_create_whose_answer_was_lost_is_the_same_payment_on_the_next_click(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    form = person.pay_form(given)
    pay.fail_next(PayUnavailableError("lost"), already_done=True)
    assert person.post(f"/pcn/{given.case_id}/pay", **form).status_code == 503
    assert person.post(f"/pcn/{given.case_id}/pay", **form).location == "http://127.0.0.1/secure/0"
    assert len(pay.payments) == 1


def test_when_the_outcome_cannot_be_asked_nobody_is_told_to_pay_again(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    person.opens(given)
    person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    pay.fail_next(PayUnavailableError("away"))
    page = returns(person, pay)
    assert "We do not know yet if your payment went through" in page
    assert "Do not pay again" in page
    assert "Nothing was taken" not in page
    assert "Payment received" in returns(person, pay)


def test_an_amount_that_changed_at_midnight_is_shown_again_before_anyone_pays(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    with clock.pinned(clock.end_of(date(2026, 3, 16))):
        person.opens(given)
        form = person.pay_form(given)
    with clock.pinned(clock.start_of(date(2026, 3, 17))):
        page = person.post(f"/pcn/{given.case_id}/pay", **form)
        assert "The amount has changed" in page.text
        assert "Pay £50" in page.text
        assert pay.asked == []


def test_a_payment_begun_in_time_at_the_reduced_amount_settles_the_case_after_midnight(
    pages: APIFlask, person: Person, given: Given, pay: FakePay
) -> None:
    with clock.pinned(clock.end_of(date(2026, 3, 16))):
        person.opens(given)
        person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    with clock.pinned(clock.start_of(date(2026, 3, 17))):
        page = returns(person, pay)
    assert "This case is closed" in page
    assert "Tuesday 17 March 2026, begun on Monday 16 March 2026" in page
    assert stood(pages, given) == ("paid", 2500, 1)


def test_money_beyond_what_was_owed_is_said_on_the_receipt(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, specimen: Specimen, noon: datetime
) -> None:
    person.opens(given)
    person.begins(given)
    with pages.app_context(), writing(authority=specimen.id) as session:
        receive(
            session, council=specimen.council, case_id=given.case_id, payment_id=new_id(), amount=Money(2500),
            began_at=noon, channel="phone", by=By("staff:test", "test", noon),
        )  # fmt: skip
    pay.payer_pays(next(iter(pay.payments)))  # while somebody else was paying by phone
    page = returns(person, pay)
    assert "We received £25 more than was owed" in page
    assert page.count("Payment reference") == 2
    assert stood(pages, given) == ("paid", 2500, 2)  # what was over is due back, and pays no charge


@pytest.mark.parametrize("form", [{}, {"key": "nonsense", "pence": "2500"}, {"key": "", "pence": "-1"}])
def test_a_form_that_is_not_ours_asks_again_and_begins_nothing(
    person: Person, given: Given, pay: FakePay, form: dict[str, str]
) -> None:
    person.opens(given)
    page = person.post(f"/pcn/{given.case_id}/pay", **form)
    assert page.status_code == 200
    assert "Continue to payment" in page.text
    assert pay.asked == []


def test_one_page_s_key_can_never_pay_for_another_case(
    pages: APIFlask, person: Person, given: Given, pay: FakePay, specimen: Specimen, noon: datetime
) -> None:
    with pages.app_context():
        other = give(specimen, noon, mark="CD34 EFG")
    for each in (given, other):
        person.opens(each)
    form = person.pay_form(given)
    person.post(f"/pcn/{given.case_id}/pay", **form)
    person.post(f"/pcn/{other.case_id}/pay", **form)
    assert [asked.reference for asked in pay.asked] == [given.number, other.number]
    key = new_id()
    assert payment_key(given.case_id, key) != payment_key(other.case_id, key)


def test_a_paid_case_has_no_page_to_pay_on(person: Person, given: Given, pay: FakePay) -> None:
    person.opens(given)
    person.begins(given)
    pay.payer_pays(next(iter(pay.payments)))
    returns(person, pay)
    assert person.get(f"/pcn/{given.case_id}/pay").location == f"/pcn/{given.case_id}"
    assert person.get(f"/pcn/{given.case_id}/receipt").status_code == 200


def test_an_unpaid_case_has_no_receipt(person: Person, given: Given) -> None:
    person.opens(given)
    assert person.get(f"/pcn/{given.case_id}/receipt").location == f"/pcn/{given.case_id}"
