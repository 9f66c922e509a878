"""Paying over HTTP, with the payment service on a port of its own: webhooks late, lost, doubled, forged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from parking.cases.record import By
from parking.payments.current import pay_gateway
from parking.payments.flow import sweep
from parking.payments.gateway.stand_in.faults import Answer, Faults, Post
from parking.values import clock
from tests.motorist.service import DECLINED_CARD, GOOD_CARD, Payer, Service, running


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as up:
        yield up


@pytest.fixture(autouse=True)
def no_faults(service: Service) -> Iterator[None]:
    yield
    service.pay.stand_in.postman.wait_until_idle(10)
    service.pay.stand_in.faults.clear()


@pytest.fixture
def payer(service: Service) -> Payer:
    return Payer(service)


def test_the_whole_journey_ends_with_a_receipt(service: Service, payer: Payer) -> None:
    given = service.gives(photographs=1)
    notice = payer.finds(given)
    assert notice.url == f"{service.url}/pcn/{given.case_id}"
    hosted = payer.begins(given)
    assert hosted.url.startswith(service.pay.url)
    receipt = payer.gives_card(hosted, GOOD_CARD)
    assert receipt.url == f"{service.url}/pcn/{given.case_id}/receipt"
    assert "Payment received" in receipt.text
    service.pay.stand_in.postman.wait_until_idle()
    assert service.stood(given) == ("paid", 1)
    assert "There is nothing more to pay" in payer.get(f"/pcn/{given.case_id}").text


def test_a_payer_who_closes_the_browser_is_told_of_by_the_webhook(service: Service, payer: Payer) -> None:
    given = service.gives()
    payer.finds(given)
    payer.gives_card(payer.begins(given), GOOD_CARD, come_back=False)
    assert service.pay.stand_in.postman.wait_until_idle()
    assert service.stood(given) == ("paid", 1)


@pytest.mark.parametrize(
    "faults",
    [
        Faults(webhooks=Post.LOST),
        Faults(webhooks=Post.DOUBLED),
        Faults(webhooks=Post.DELAYED, webhook_seconds=1),
        Faults(webhooks=Post.REORDERED, webhook_seconds=0.5),
    ],
    ids=lambda faults: faults.webhooks.value,
)
def test_however_the_webhook_comes_the_case_is_closed_once(
    service: Service, payer: Payer, faults: Faults
) -> None:
    given = service.gives()
    service.pay.stand_in.faults.switch(faults)
    payer.finds(given)
    receipt = payer.gives_card(payer.begins(given), GOOD_CARD)
    assert "Payment received" in receipt.text
    assert service.pay.stand_in.postman.wait_until_idle(10)
    assert service.stood(given) == ("paid", 1)


def test_a_forged_webhook_changes_nothing_and_a_lost_one_is_made_good_by_the_sweep(
    service: Service, payer: Payer
) -> None:
    given = service.gives()
    service.pay.stand_in.faults.switch(Faults(webhooks=Post.FORGED))
    payer.finds(given)
    payer.gives_card(payer.begins(given), GOOD_CARD, come_back=False)
    assert service.stood(given) == ("served", 0)
    with service.app.app_context():
        later = By("system", "sweep", clock.now() + timedelta(minutes=5))
        sweep(pay_gateway(), council=service.specimen.council, by=later)
    assert service.stood(given) == ("paid", 1)


def test_a_declined_card_says_so_and_another_card_pays(service: Service, payer: Payer) -> None:
    given = service.gives()
    payer.finds(given)
    ended = payer.gives_card(payer.begins(given), DECLINED_CARD)
    assert "Your payment was declined" in ended.text
    assert service.stood(given) == ("served", 0)
    assert "Payment received" in payer.gives_card(payer.begins(given), GOOD_CARD).text
    assert service.stood(given) == ("paid", 1)


def test_cancelling_at_the_payment_service_takes_nothing(service: Service, payer: Payer) -> None:
    given = service.gives()
    payer.finds(given)
    hosted = payer.begins(given)
    ended = payer.browser.post(hosted.url, data={"action": "cancel"}, timeout=10)
    assert "You cancelled the payment" in ended.text
    assert service.stood(given) == ("served", 0)


def test_a_bank_that_takes_its_time_is_waited_for(service: Service, payer: Payer) -> None:
    given = service.gives()
    service.pay.stand_in.faults.switch(Faults(settle_seconds=1))
    payer.finds(given)
    waiting = payer.gives_card(payer.begins(given), GOOD_CARD)
    assert "We are waiting for the payment service" in waiting.text
    assert "We are waiting for the payment service" in payer.begins(given).text, "not asked to pay twice"
    assert service.pay.stand_in.postman.wait_until_idle(10)
    for _ in range(200):
        if service.stood(given)[0] == "paid":
            break
        payer.browser.get(waiting.url, timeout=10)
    assert "Payment received" in payer.browser.get(waiting.url, timeout=10).text
    assert service.stood(given) == ("paid", 1)


@pytest.mark.parametrize("answer", [Answer.DOWN, Answer.ERROR_AFTER, Answer.THROTTLED, Answer.GARBLED])
def test_when_the_payment_service_answers_badly_once_the_next_try_pays(
    service: Service, payer: Payer, answer: Answer
) -> None:
    given = service.gives()
    payer.finds(given)
    service.pay.stand_in.faults.switch(Faults(answer=answer, times=10))
    away = payer.begins(given)
    assert away.status_code == 503
    assert "We cannot reach the payment service" in away.text
    service.pay.stand_in.faults.clear()
    assert "Payment received" in payer.gives_card(payer.begins(given), GOOD_CARD).text
    assert service.stood(given) == ("paid", 1)


def test_the_way_back_holds_no_number_and_no_mark(service: Service, payer: Payer) -> None:
    given = service.gives()
    payer.finds(given)
    back = payer.gives_card(payer.begins(given), GOOD_CARD, come_back=False).headers["Location"]
    assert re.fullmatch(rf"{service.url}/pay/[0-9a-f-]{{36}}/done", back)
