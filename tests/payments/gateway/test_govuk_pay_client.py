"""The client asks the stand-in everything it can, over loopback."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import requests

from parking.payments.gateway.errors import PayConflictError, PayRefusedError
from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.loopback import NotLoopbackError
from parking.payments.gateway.protocol import CreatePayment, Language, PayState, Refundable, RefundState
from parking.payments.gateway.stand_in.serve import Served
from parking.values.money import Money
from tests.payments.gateway.conftest import Hands, Payer

Ask = Callable[..., CreatePayment]


def test_a_new_payment_waits_for_its_payer(client: GovukPay, served: Served, ask: Ask) -> None:
    made = client.create(ask(email="kay@example.org", language=Language.WELSH))

    assert (made.state, made.finished, made.amount) == (PayState.CREATED, False, Money(3500))
    assert made.reference == "RU00000012"
    assert made.metadata == {"stage": "kerb", "attempt": 1, "demonstration": True}
    assert made.next_url is not None
    assert made.next_url.startswith(f"{served.url}/secure/")
    assert made.can_cancel
    assert made.refundable is Refundable.PENDING
    assert made.provider_created_at == "2026-03-03T14:05:00.000Z"


def test_the_same_key_and_facts_give_the_first_payment_again(client: GovukPay, ask: Ask) -> None:
    assert client.create(ask("intent-1")).id == client.create(ask("intent-1")).id


def test_eight_sent_at_once_with_one_key_make_one_payment(client: GovukPay, ask: Ask) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(client.create, [ask("intent-1")] * 8))
    assert len({one.id for one in made}) == 1


def test_two_keys_are_two_payments(client: GovukPay, ask: Ask) -> None:
    assert client.create(ask("intent-1")).id != client.create(ask("intent-2")).id


def test_the_same_key_for_another_sum_is_a_conflict(client: GovukPay, ask: Ask) -> None:
    client.create(ask("intent-1", 3500))
    with pytest.raises(PayConflictError):
        client.create(ask("intent-1", 7000))


def test_pay_forgets_a_key_after_twenty_four_hours(client: GovukPay, hands: Hands, ask: Ask) -> None:
    first = client.create(ask("intent-1"))
    hands.move(hours=23, minutes=59)
    assert client.create(ask("intent-1")).id == first.id
    hands.move(minutes=1)
    assert client.create(ask("intent-1")).id != first.id


def test_characters_the_firewall_refuses_leave_the_description(
    client: GovukPay, served: Served, bearer: dict[str, str], ask: Ask
) -> None:
    made = client.create(ask(description='Parking <b>"A|B"</b> \\ High Street'))
    found = requests.get(f"{served.url}/v1/payments/{made.id}", headers=bearer, timeout=5).json()
    assert found["description"] == "Parking b A B /b High Street"


def test_a_paid_payment_tells_the_money_and_nothing_of_the_card(
    client: GovukPay, served: Served, bearer: dict[str, str], payer: Payer, ask: Ask
) -> None:
    made = client.create(ask())
    payer.pays(made)
    paid = client.get(made.id)

    assert (paid.state, paid.finished, paid.next_url) == (PayState.SUCCESS, True, None)
    assert (paid.refundable, paid.refund_available) == (Refundable.AVAILABLE, Money(3500))
    assert paid.captured_on == date(2026, 3, 3)
    found = requests.get(f"{served.url}/v1/payments/{made.id}", headers=bearer, timeout=5).json()
    assert found["card_details"]["last_digits_card_number"] == "0005"
    assert "0005" not in repr(paid)


def test_a_payment_nobody_finished_can_be_cancelled_once(client: GovukPay, ask: Ask) -> None:
    made = client.create(ask())
    client.cancel(made.id)
    ended = client.get(made.id)
    assert (ended.state, ended.code, ended.can_cancel) == (PayState.CANCELLED, "P0040", False)
    with pytest.raises(PayRefusedError) as too_late:
        client.cancel(made.id)
    assert too_late.value.code == "P0501"


def test_a_refund_needs_both_sides_to_agree_on_what_is_left(client: GovukPay, payer: Payer, ask: Ask) -> None:
    made = client.create(ask())
    payer.pays(made)
    taken = client.refund(made.id, Money(1000), Money(3500))
    assert (taken.amount, taken.state) == (Money(1000), RefundState.SUBMITTED)

    with pytest.raises(PayRefusedError) as differ:
        client.refund(made.id, Money(1000), Money(3500))
    assert differ.value.code == "P0604"

    client.refund(made.id, Money(2500), client.get(made.id).refund_available)
    assert [one.amount for one in client.refunds(made.id)] == [Money(1000), Money(2500)]
    assert {one.state for one in client.refunds(made.id)} == {RefundState.SUCCESS}
    assert client.get(made.id).refundable is Refundable.FULL
    with pytest.raises(PayRefusedError) as nothing_left:
        client.refund(made.id, Money(1), Money(1))
    assert nothing_left.value.code == "P0603"


@pytest.mark.parametrize("question", ["get", "cancel", "refunds"])
def test_an_unknown_payment_is_refused_with_the_endpoints_own_code(client: GovukPay, question: str) -> None:
    with pytest.raises(PayRefusedError) as unknown:
        getattr(client, question)("nosuchpaymentnosuchpayment")
    assert unknown.value.code == {"get": "P0200", "cancel": "P0500", "refunds": "P0800"}[question]


def test_a_wrong_key_is_refused_and_stands_in_no_message(served: Served, ask: Ask) -> None:
    stranger = GovukPay(base_url=served.url, api_key="api_live_secret")
    with pytest.raises(PayRefusedError) as refused:
        stranger.create(ask(email="kay@example.org"))
    assert refused.value.code == "HTTP 401"
    for told in (str(refused.value), repr(refused.value), repr(stranger), repr(ask(email="kay@example.org"))):
        assert "api_live_secret" not in told
        assert "kay@example.org" not in told


def test_the_key_never_leaves_this_machine_over_plain_http() -> None:
    with pytest.raises(NotLoopbackError):
        GovukPay(base_url="http://pay.example.org", api_key="k")
