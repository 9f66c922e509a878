"""The fake keeps the same promises as Pay, with outcomes a test scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parking.payments.gateway.errors import PayConflictError, PayRefusedError, PayUnavailableError
from parking.payments.gateway.fake import FakePay
from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import CreatePayment, PayGateway, PayState, Refundable
from parking.values.money import Money

Ask = Callable[..., CreatePayment]


def test_the_fake_and_the_client_are_both_gateways() -> None:
    gateways: list[PayGateway] = [FakePay(), GovukPay(base_url="https://pay.example", api_key="k")]
    assert len(gateways) == 2


def test_one_key_is_one_payment(ask: Ask) -> None:
    pay = FakePay()
    assert pay.create(ask("intent-1")).id == pay.create(ask("intent-1")).id
    with pytest.raises(PayConflictError):
        pay.create(ask("intent-1", 7000))
    assert len(pay.asked) == 3


def test_an_answer_lost_after_the_act_leaves_the_payment_made(ask: Ask) -> None:
    pay = FakePay()
    pay.fail_next(PayUnavailableError("no answer"), already_done=True)
    with pytest.raises(PayUnavailableError):
        pay.create(ask("intent-1"))
    assert len(pay.payments) == 1
    assert pay.create(ask("intent-1")).id in pay.payments


def test_a_failure_before_the_act_leaves_nothing(ask: Ask) -> None:
    pay = FakePay()
    pay.fail_next(PayUnavailableError("no answer"))
    with pytest.raises(PayUnavailableError):
        pay.create(ask("intent-1"))
    assert pay.payments == {}


@pytest.mark.parametrize(
    ("play", "state", "code"),
    [
        (FakePay.payer_pays, PayState.SUCCESS, ""),
        (FakePay.payer_cancels, PayState.FAILED, "P0030"),
        (FakePay.card_is_declined, PayState.FAILED, "P0010"),
        (FakePay.time_runs_out, PayState.FAILED, "P0020"),
        (FakePay.provider_breaks, PayState.ERROR, "P0050"),
    ],
)
def test_a_test_plays_the_payer(
    ask: Ask, play: Callable[[FakePay, str], object], state: PayState, code: str
) -> None:
    pay = FakePay()
    made = pay.create(ask())
    play(pay, made.id)
    ended = pay.get(made.id)
    assert (ended.state, ended.finished, ended.code, ended.next_url) == (state, True, code, None)
    with pytest.raises(PayRefusedError) as late:
        pay.cancel(made.id)
    assert late.value.code == "P0501"


def test_a_submitted_payment_is_not_yet_finished(ask: Ask) -> None:
    pay = FakePay()
    made = pay.create(ask())
    assert not pay.payer_submits(made.id).finished
    assert pay.payer_pays(made.id).finished


def test_refunds_need_the_right_sum_left(ask: Ask) -> None:
    pay = FakePay()
    made = pay.create(ask())
    with pytest.raises(PayRefusedError) as unpaid:
        pay.refund(made.id, Money(1), Money(0))
    assert unpaid.value.code == "P0603"
    pay.payer_pays(made.id)
    with pytest.raises(PayRefusedError) as differ:
        pay.refund(made.id, Money(1), Money(1))
    assert differ.value.code == "P0604"
    pay.refund(made.id, Money(3500), Money(3500))
    assert pay.get(made.id).refundable is Refundable.FULL
    assert [one.amount for one in pay.refunds(made.id)] == [Money(3500)]
