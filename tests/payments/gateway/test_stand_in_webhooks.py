"""The stand-in tells of payments as Pay does: at least once, in no sure order, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import CreatePayment, Payment, PayState
from parking.payments.gateway.stand_in.faults import Faults, Post
from parking.payments.gateway.stand_in.serve import Served
from parking.payments.gateway.webhooks import read_webhook, signature_is_right
from parking.values.money import Money
from tests.payments.gateway.conftest import SECRET, Hands, Inbox, Payer

Ask = Callable[..., CreatePayment]

STARTED, SUCCEEDED, CAPTURED = "card_payment_started", "card_payment_succeeded", "card_payment_captured"


@pytest.fixture
def made(client: GovukPay, ask: Ask) -> Payment:
    return client.create(ask())


def kinds(inbox: Inbox, served: Served) -> list[str]:
    """Return what was told, once all is delivered."""
    assert served.stand_in.postman.wait_until_idle()
    return [read_webhook(body).event_type for body, _ in inbox.came]


def test_a_paid_payment_is_told_started_succeeded_and_captured(
    served: Served, inbox: Inbox, payer: Payer, made: Payment
) -> None:
    payer.pays(made)
    assert kinds(inbox, served) == [STARTED, SUCCEEDED, CAPTURED]
    for body, signature in inbox.came:
        assert signature_is_right(SECRET, body, signature)
        assert read_webhook(body).resource_id == made.id
    assert len({read_webhook(body).message_id for body, _ in inbox.came}) == 3


def test_a_refund_is_told(
    served: Served, inbox: Inbox, client: GovukPay, payer: Payer, made: Payment
) -> None:
    payer.pays(made)
    client.refund(made.id, Money(100), Money(3500))
    assert kinds(inbox, served)[-1] == "card_payment_refunded"


def test_a_payment_that_ran_out_of_time_is_told_without_anyone_asking(
    served: Served, inbox: Inbox, hands: Hands, made: Payment
) -> None:
    hands.move(minutes=90)
    served.stand_in.book.bring_up_to_date()
    assert kinds(inbox, served) == ["card_payment_expired"]


def test_a_message_not_taken_is_sent_again_as_the_same_message(
    served: Served, inbox: Inbox, payer: Payer, made: Payment
) -> None:
    inbox.answers = [500, 302]
    payer.open(made)
    assert kinds(inbox, served) == [STARTED, STARTED, STARTED]
    assert len({read_webhook(body).message_id for body, _ in inbox.came}) == 1


def test_it_gives_up_after_the_last_delay(served: Served, inbox: Inbox, payer: Payer, made: Payment) -> None:
    inbox.answers = [500] * 9
    payer.open(made)
    assert kinds(inbox, served) == [STARTED] * 3


def test_webhooks_can_be_lost_and_the_payment_still_read(
    served: Served, inbox: Inbox, client: GovukPay, payer: Payer, made: Payment
) -> None:
    served.stand_in.faults.switch(Faults(webhooks=Post.LOST))
    payer.pays(made)
    assert kinds(inbox, served) == []
    assert client.get(made.id).state is PayState.SUCCESS


def test_webhooks_can_be_doubled(served: Served, inbox: Inbox, payer: Payer, made: Payment) -> None:
    served.stand_in.faults.switch(Faults(webhooks=Post.DOUBLED), made.id)
    payer.pays(made)
    assert sorted(kinds(inbox, served)) == sorted([STARTED, SUCCEEDED, CAPTURED] * 2)
    assert len({read_webhook(body).message_id for body, _ in inbox.came}) == 3


def test_webhooks_can_come_newest_first(served: Served, inbox: Inbox, payer: Payer, made: Payment) -> None:
    served.stand_in.faults.switch(Faults(webhooks=Post.REORDERED, webhook_seconds=0.3))
    payer.pays(made)
    assert kinds(inbox, served) == [CAPTURED, SUCCEEDED, STARTED]


def test_webhooks_can_come_after_the_payer_is_back(
    served: Served, inbox: Inbox, client: GovukPay, payer: Payer, made: Payment
) -> None:
    served.stand_in.faults.switch(Faults(webhooks=Post.DELAYED, webhook_seconds=0.3))
    payer.pays(made)
    assert client.get(made.id).state is PayState.SUCCESS
    assert inbox.came == []
    assert kinds(inbox, served) == [STARTED, SUCCEEDED, CAPTURED]


def test_a_forged_signature_is_found_out(served: Served, inbox: Inbox, payer: Payer, made: Payment) -> None:
    served.stand_in.faults.switch(Faults(webhooks=Post.FORGED))
    payer.open(made)
    assert kinds(inbox, served) == [STARTED]
    assert not signature_is_right(SECRET, *inbox.came[0])


def test_a_replay_bears_the_same_message_id_and_a_right_signature(
    served: Served, inbox: Inbox, payer: Payer, made: Payment
) -> None:
    """Pay signs no time, so only the id kept from the first shows that it is a replay."""
    payer.open(made)
    kinds(inbox, served)
    body, signature = inbox.came[0]
    assert signature_is_right(SECRET, body, signature)
    assert read_webhook(body) == read_webhook(body)
