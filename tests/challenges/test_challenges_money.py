"""Money beside a challenge is held, and its sender says what it is for (failure mode 14)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from apiflask import APIFlask

from parking.challenges.money import Wish, settle_held, take_money
from parking.law.state import Stage
from parking.payments.by_hand import Channel
from parking.payments.errors import NoSuchMoneyError
from parking.payments.worklists import held_money, refunds_due
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
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
        assert (held.held_money, held.paid, held.challenges_open) == (Money(2500), Money(0), frozenset({row}))
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
        assert (after.stage, after.challenges_open) == (Stage.PAID, frozenset({row})), "never closed silently"
