"""The payer's journey: a link used once, a mock card, and back to the service, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
import requests

from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import CreatePayment, Payment, PayState
from parking.payments.gateway.stand_in.faults import Faults
from parking.payments.gateway.stand_in.serve import Served
from tests.payments.gateway.conftest import Hands, Payer

Ask = Callable[..., CreatePayment]
BACK = "http://127.0.0.1:9/pcn/back"


@pytest.fixture
def made(client: GovukPay, ask: Ask) -> Payment:
    return client.create(ask())


def is_valid(page: str) -> bool:
    html5lib.HTMLParser(strict=True).parse(page)
    return True


def test_the_page_says_what_is_paid_and_that_no_card_is_charged(
    client: GovukPay, payer: Payer, made: Payment
) -> None:
    page = payer.open(made)
    assert page.status_code == 200
    assert is_valid(page.text)
    for words in (
        "Stand-in for GOV.UK Pay: no real card is charged",
        "£35",
        "RU00000012",
        "4000 0000 0000 0002",
    ):
        assert words in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert client.get(made.id).state is PayState.STARTED


def test_the_page_loads_its_own_style_and_may_send_the_payer_back_only(payer: Payer, made: Payment) -> None:
    page = payer.open(made)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' http://127.0.0.1:9;" in policy
    assert page.headers["Cache-Control"] == "no-store"
    style = payer.browser.get(page.url.split("/card_details")[0] + "/static/stand_in.css", timeout=5)
    assert style.headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize(
    ("card", "state", "code"),
    [
        ("4000058260000005", PayState.SUCCESS, ""),
        ("4000 0082 6000 0000", PayState.SUCCESS, ""),
        ("4242-4242-4242-4242", PayState.SUCCESS, ""),
        ("371449635398431", PayState.SUCCESS, ""),
        ("4000000000000002", PayState.FAILED, "P0010"),
        ("4000000000000069", PayState.FAILED, "P0010"),
        ("4000000000000127", PayState.FAILED, "P0010"),
        ("4000000000000119", PayState.ERROR, "P0050"),
    ],
)
def test_a_mock_card_decides_and_the_payer_goes_back(
    client: GovukPay, payer: Payer, made: Payment, card: str, state: PayState, code: str
) -> None:
    answer = payer.pays(made, card)
    assert (answer.status_code, answer.headers["Location"]) == (303, BACK)
    ended = client.get(made.id)
    assert (ended.state, ended.finished, ended.code) == (state, True, code)


def test_a_payer_who_cancels_goes_back(client: GovukPay, payer: Payer, made: Payment) -> None:
    answer = payer.type(payer.open(made), "", action="cancel")
    assert (answer.status_code, answer.headers["Location"]) == (303, BACK)
    assert (client.get(made.id).state, client.get(made.id).code) == (PayState.FAILED, "P0030")


@pytest.mark.parametrize("typed", ["", "4111111111111111", "<b>", "0" * 500])
def test_a_number_that_is_no_mock_card_is_asked_again(
    client: GovukPay, payer: Payer, made: Payment, typed: str
) -> None:
    page = payer.open(made)
    again = payer.type(page, typed)
    assert (again.status_code, again.headers["Location"].split("?")[0]) == (303, urlsplit(page.url).path)
    answer = payer.browser.get(urljoin(page.url, again.headers["Location"]), timeout=5)
    assert is_valid(answer.text)
    assert "There is a problem" in answer.text
    assert "<title>Error: " in answer.text
    assert not typed or typed not in answer.text
    assert not client.get(made.id).finished


def test_a_double_click_pays_once(client: GovukPay, payer: Payer, made: Payment, served: Served) -> None:
    page = payer.open(made)
    first, second = (payer.type(page, "4000058260000005") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == BACK
    assert [step.status.value for step in served.stand_in.book.get(made.id).steps] == [
        "created",
        "started",
        "submitted",
        "success",
    ]


def test_the_back_button_after_paying_leads_back_to_the_service(payer: Payer, made: Payment) -> None:
    page = payer.open(made)
    payer.type(page, "4000058260000005")
    again = payer.browser.get(page.url, timeout=5, allow_redirects=False)
    assert (again.status_code, again.headers["Location"]) == (303, BACK)


def test_a_link_serves_one_browser_only(payer: Payer, made: Payment) -> None:
    page = payer.open(made)
    assert made.next_url is not None
    other = requests.get(made.next_url, timeout=5)
    assert (other.status_code, is_valid(other.text)) == (403, True)
    assert requests.get(page.url, timeout=5).status_code == 403
    assert requests.post(page.url, data={"action": "cancel"}, timeout=5).status_code == 403
    assert payer.open(made).status_code == 200


def test_reading_the_payment_again_gives_a_fresh_link(client: GovukPay, payer: Payer, made: Payment) -> None:
    payer.open(made)
    fresh = client.get(made.id)
    assert fresh.next_url not in (None, made.next_url)
    with requests.Session() as telephone:
        assert Payer(telephone).open(fresh).status_code == 200


def test_a_made_up_link_opens_nothing(served: Served) -> None:
    assert requests.get(f"{served.url}/secure/nothing", timeout=5).status_code == 403


def test_a_service_may_post_the_token_instead(served: Served, made: Payment, payer: Payer) -> None:
    token = str(made.next_url).rsplit("/", 1)[1]
    page = payer.browser.post(f"{served.url}/secure", data={"chargeTokenId": token}, timeout=5)
    assert "Enter card number" in page.text


def test_time_runs_out_after_ninety_minutes(
    client: GovukPay, payer: Payer, made: Payment, hands: Hands, links: Callable[[str], list[str]]
) -> None:
    page = payer.open(made)
    hands.move(minutes=90)
    answer = payer.type(page, "4000058260000005")
    assert answer.status_code == 410
    assert is_valid(answer.text)
    assert links(answer.text) == [BACK]
    assert (client.get(made.id).state, client.get(made.id).code) == (PayState.FAILED, "P0020")


def test_the_payer_can_be_back_before_the_money_is_sure(
    client: GovukPay, payer: Payer, made: Payment, hands: Hands, served: Served
) -> None:
    served.stand_in.faults.switch(Faults(settle_seconds=30))
    assert payer.pays(made).headers["Location"] == BACK
    waiting = client.get(made.id)
    assert (waiting.state, waiting.finished, waiting.can_cancel) == (PayState.SUBMITTED, False, False)
    hands.move(seconds=30)
    assert client.get(made.id).state is PayState.SUCCESS
