"""Money beside a challenge is held, and its sender says what it is for (failure mode 14)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from apiflask import APIFlask

from parking.challenges.deciding import accept_challenge
from parking.challenges.money import Wish, settle_held, take_money
from parking.law.state import Stage
from parking.payments.actions import APPLY
from parking.payments.by_hand import Channel
from parking.payments.errors import NoSuchMoneyError
from parking.payments.queries import PaymentRow
from parking.payments.worklists import held_money, refunds_due
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from tests.challenges.telling import by, came, challenged, papers, post_all, state_of

CAME = date(2026, 3, 16)  # a Monday, the last day of the discount
ASKED = date(2026, 3, 17)
CHOSE = date(2026, 3, 30)  # a Monday


@pytest.mark.parametrize("wish", list(Wish))
def test_a_cheque_with_a_challenge_is_held_until_its_sender_chooses(
    app: APIFlask, specimen: Specimen, noon: datetime, wish: Wish
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, CAME)
        at, cheque = clock.at_local(CAME, 15), came(CAME, Money(2500))
        with clock.pinned(at):
            for is_new in (True, False):
                with writing(authority=specimen.id) as session:
                    landed = take_money(
                        session, council=specimen.council, case_id=case, came=cheque, by=by(at)
                    )
                    assert (landed.is_held, landed.is_new) == (True, is_new)
        held = state_of(specimen, case)
        assert (held.held_money, held.paid) == (Money(2500), Money(0))
        assert held.challenges_open == {row}
        post_all(specimen, ASKED)
        assert papers(specimen, case)["pay_or_contest"].state == "posted"
        at = clock.at_local(CHOSE, 10)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            assert [each.case_id for each in held_money(session, authority=specimen.id)] == [case]
            settle_held(
                session, council=specimen.council, case_id=case, payment_id=landed.receipt_id, wish=wish,
                by=by(at),
            )  # fmt: skip
        after = state_of(specimen, case)
        if wish is Wish.PAY:
            assert (after.stage, after.paid, after.challenges_open) == (Stage.PAID, Money(2500), frozenset())
        else:
            assert (after.stage, after.refund_due) == (Stage.CHALLENGED, Money(2500))
        with reading(authority=specimen.id) as session:
            assert held_money(session, authority=specimen.id) == []
            due = refunds_due(session, council=specimen.council, on=CHOSE)
            assert [each.amount for each in due] == ([] if wish is Wish.PAY else [Money(2500)])
        with pytest.raises(NoSuchMoneyError), clock.pinned(at), writing(authority=specimen.id) as session:
            settle_held(
                session, council=specimen.council, case_id=case, payment_id=landed.receipt_id, wish=wish,
                by=by(at),
            )  # fmt: skip


def test_held_money_goes_back_when_the_challenge_is_accepted(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, CAME)
        at = clock.at_local(CAME, 15)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            take_money(
                session, council=specimen.council, case_id=case, came=came(CAME, Money(2500)), by=by(at)
            )
            accept_challenge(session, council=specimen.council, challenge_id=row, answer="Sorry.", by=by(at))
        after = state_of(specimen, case)
        assert (after.stage, after.held_money, after.refund_due) == (Stage.CANCELLED, Money(0), Money(2500))


@pytest.mark.parametrize(("began", "ends"), [(15, True), (13, False)], ids=["page said so", "page could not"])
def test_paying_online_ends_only_the_challenge_its_page_told_of(
    app: APIFlask, specimen: Specimen, noon: datetime, began: int, ends: bool
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, CAME)  # at 14:00
        at = clock.at_local(CAME, 16)
        online = PaymentRow(
            id=new_id(), purpose="pcn", subject_id=case, amount=Money(2500), channel="online",
            idempotency_key="k", reference="EX00000001", state="succeeded", provider_id="p",
            begun_at=clock.at_local(CAME, began), finished_at=at, applied_at=None, because=None,
        )  # fmt: skip
        with clock.pinned(at), writing(authority=specimen.id) as session:
            APPLY["pcn"](session, specimen.council, online, by(at))
        after = state_of(specimen, case)
        assert after.stage is Stage.PAID
        assert after.challenges_open == (frozenset() if ends else frozenset({row}))


def test_money_by_telephone_is_credited_because_the_payer_was_told(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, CAME)
        at = clock.at_local(CAME, 15)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            landed = take_money(
                session, council=specimen.council, case_id=case,
                came=came(CAME, Money(2500), Channel.PHONE), by=by(at),
            )  # fmt: skip
        assert not landed.is_held
        after = state_of(specimen, case)
        assert after.stage is Stage.PAID
        assert after.challenges_open == {row}, "never closed silently"
