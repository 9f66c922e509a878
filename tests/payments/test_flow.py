"""Paying ends right whatever the payer, the network and the payment service do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.cases.models import EventRow
from parking.cases.queries import CaseRow
from parking.cases.queries import case as case_row
from parking.cases.record import By
from parking.issue.actions import issue
from parking.payments.accounts import Account
from parking.payments.actions import keep_message, receive
from parking.payments.errors import NothingOwedError
from parking.payments.flow import PayPage, act_on_messages, begin_paying, look_again, sweep
from parking.payments.gateway.errors import PayUnavailableError
from parking.payments.gateway.fake import FakePay
from parking.payments.gateway.webhooks import WebhookMessage
from parking.payments.ledger import balance, out_of_balance
from parking.payments.queries import PaymentRow, payments_of
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values.ids import new_id
from parking.values.money import Money

pytestmark = pytest.mark.both_engines


@dataclass
class Payer:
    """Somebody paying for one case, against a payment service that does as it is told."""

    specimen: Specimen
    case: UUID
    pay: FakePay
    at: datetime

    @property
    def by(self) -> By:
        return By("motorist", "test", self.at)

    def begin(self, key: str = "key-1") -> PayPage | PaymentRow:
        return begin_paying(
            self.pay, council=self.specimen.council, case_id=self.case, reference="EX00000001", key=key,
            return_url="https://example.org/pay/PAYMENT/done", by=self.by,
        )  # fmt: skip

    def page(self, key: str = "key-1") -> PayPage:
        page = self.begin(key)
        assert isinstance(page, PayPage)
        return page

    def look(self, page: PayPage) -> PaymentRow:
        return look_again(self.pay, council=self.specimen.council, payment_id=page.payment_id, by=self.by)

    @property
    def newest(self) -> str:
        return list(self.pay.payments)[-1]

    def row(self) -> CaseRow:
        with reading(authority=self.specimen.id) as session:
            assert out_of_balance(session, authority=self.specimen.id) == []
            return case_row(session, authority=self.specimen.id, case_id=self.case)

    def attempts(self) -> list[PaymentRow]:
        with reading(authority=self.specimen.id) as session:
            return payments_of(session, authority=self.specimen.id, subject_id=self.case)

    def times_credited(self) -> int:
        with reading(authority=self.specimen.id) as session:
            return (
                session.scalar(
                    select(func.count()).select_from(EventRow).where(EventRow.kind == "payment_received")
                )
                or 0
            )


@pytest.fixture
def payer(app: APIFlask, specimen: Specimen, noon: datetime) -> Iterator[Payer]:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            by = By("staff:a", "test", noon)
            made = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by).issued
        yield Payer(specimen, made.case_id, FakePay(), noon + timedelta(hours=3))


def test_a_payment_at_the_discount_closes_the_case(payer: Payer) -> None:
    page = payer.page()
    payer.pay.payer_pays(payer.newest)
    assert payer.look(page).state == "succeeded"
    row = payer.row()
    assert row.served_on is not None
    assert (row.stage, row.paid, row.owed(row.served_on)) == ("paid", Money(2500), Money(0))


def test_clicking_twice_is_one_payment(payer: Payer) -> None:
    assert payer.page().payment_id == payer.page().payment_id
    assert len(payer.pay.payments) == 1


def test_a_second_tab_stops_the_first_so_that_nobody_pays_twice(payer: Payer) -> None:
    payer.page("tab-1")
    payer.page("tab-2")
    assert [row.state for row in payer.attempts()] == ["cancelled", "open"]


def test_going_back_after_paying_finds_nothing_to_pay(payer: Payer) -> None:
    payer.page("tab-1")
    payer.pay.payer_pays(payer.newest)
    with pytest.raises(NothingOwedError):
        payer.begin("tab-2")
    assert payer.times_credited() == 1, "the first payment was heard before the second began"


def test_returning_and_a_webhook_and_another_webhook_credit_the_case_once(payer: Payer) -> None:
    page = payer.page()
    payer.pay.payer_pays(payer.newest)
    for number in range(3):
        message = WebhookMessage(f"m{number % 2}", payer.newest, "card_payment_succeeded", payer.at)
        with writing(authority=payer.specimen.id) as session:
            assert keep_message(session, authority=payer.specimen.id, message=message, at=payer.at) is (
                number < 2
            )
        act_on_messages(payer.pay, council=payer.specimen.council, by=payer.by)
        payer.look(page)
    assert payer.times_credited() == 1


def test_a_lost_webhook_and_a_payer_who_never_returns_are_found_by_the_sweep(payer: Payer) -> None:
    payer.page()
    payer.pay.payer_pays(payer.newest)
    later = By("system", "test", payer.at + timedelta(minutes=30))
    assert sweep(payer.pay, council=payer.specimen.council, by=later).looked_at == 1
    assert payer.row().is_closed


@pytest.mark.parametrize(
    ("act", "state"),
    [("payer_cancels", "cancelled"), ("card_is_declined", "failed"), ("time_runs_out", "failed"),
     ("provider_breaks", "error")],
)  # fmt: skip
def test_a_payment_that_does_not_succeed_leaves_the_charge_as_it_was(
    payer: Payer, act: str, state: str
) -> None:
    page = payer.page()
    getattr(payer.pay, act)(payer.newest)
    assert payer.look(page).state in {state, "failed"}
    row = payer.row()
    assert row.served_on is not None
    assert row.owed(row.served_on) == Money(2500)
    assert isinstance(payer.begin("key-2"), PayPage), "and it can be tried again"


def test_a_service_that_answers_too_late_is_asked_again_with_the_same_key(payer: Payer) -> None:
    payer.pay.fail_next(PayUnavailableError("no answer"), already_done=True)
    with pytest.raises(PayUnavailableError):
        payer.begin()
    assert isinstance(payer.begin(), PayPage)
    assert len(payer.pay.payments) == 1


def test_an_intent_the_service_never_heard_of_ends_after_a_day(payer: Payer) -> None:
    payer.pay.fail_next(PayUnavailableError("no answer"))
    with pytest.raises(PayUnavailableError):
        payer.begin()
    sweep(payer.pay, council=payer.specimen.council, by=By("system", "t", payer.at + timedelta(hours=25)))
    assert [row.state for row in payer.attempts()] == ["error"]


def test_while_the_service_has_not_decided_no_second_payment_begins(payer: Payer) -> None:
    first = payer.page("one")
    payer.pay.payer_submits(payer.newest)
    waiting = payer.begin("two")
    assert isinstance(waiting, PaymentRow)
    assert (waiting.id, len(payer.pay.payments)) == (first.payment_id, 1)
    payer.pay.payer_pays(payer.newest)
    assert payer.look(first).state == "succeeded"


def test_money_that_comes_twice_is_taken_in_and_stands_as_due_back(payer: Payer) -> None:
    for _ in range(2):  # once online, once by telephone, in the same minute
        with writing(authority=payer.specimen.id) as session:
            receive(
                session, council=payer.specimen.council, case_id=payer.case, payment_id=new_id(),
                amount=Money(2500), began_at=payer.at, channel="test", by=payer.by,
            )  # fmt: skip
    with reading(authority=payer.specimen.id) as session:
        back = balance(session, authority=payer.specimen.id, case_id=payer.case, account=Account.REFUND_DUE)
    assert back == Money(-2500)
    assert payer.row().is_closed
