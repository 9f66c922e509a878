"""Money that people record: late post, what bounces, what nobody can place, and what goes back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.authorities.actions import set_policy
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council, council
from parking.law.state import HoldKind, Stage
from parking.payments.by_hand import Channel, record_money, reverse_payment
from parking.payments.errors import (
    NotReceivedYetError,
    RefundAskedAlreadyError,
    RefundChangedError,
    SecondPersonError,
)
from parking.payments.refunds import agree_refund, asked_refunds, decline_refund, refund
from parking.payments.unmatched import (
    alike,
    candidates_for,
    keep_unmatched,
    match_receipt,
    release_candidates,
    unmatched_receipts,
)
from parking.payments.worklists import refunds_due
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.mark import Mark
from parking.values.money import Money
from tests.challenges.telling import by, came, state_of
from tests.desk.cases import issued, paid

LAST = date(2026, 3, 16)  # a Monday, the last day of the discount of a PCN of Tuesday 3 March
ANOTHER = UUID(int=78)


def with_policy(specimen: Specimen, kind: PolicyKind, value: int) -> Council:
    with writing(authority=specimen.id) as session:
        set_policy(
            session,
            authority=specimen.id,
            kind=kind,
            from_on=date(2026, 1, 1),
            value=value,
            says="For a test.",
        )
    with reading(authority=specimen.id) as session:
        return council(session, authority=specimen.id)


def take(of: Council, case: UUID, on: date, amount: int, channel: Channel = Channel.POST) -> UUID:
    at = clock.at_local(on, 15)
    with clock.pinned(at), writing(authority=of.id) as session:
        return record_money(
            session, council=of, case_id=case, came=came(on, Money(amount), channel), by=by(at)
        ).receipt_id


@pytest.mark.parametrize(
    ("on", "channel", "stage"),
    [
        (LAST, Channel.POST, Stage.PAID),
        (date(2026, 3, 21), Channel.POST, Stage.PAID),
        (date(2026, 3, 22), Channel.POST, Stage.SERVED),
        (date(2026, 3, 17), Channel.BANK, Stage.SERVED),
    ],
    ids=["in time", "five days late by post", "six days late by post", "a day late by bank"],
)
def test_a_late_cheque_for_the_discount_is_enough_as_long_as_the_policy_says(
    app: APIFlask, specimen: Specimen, noon: datetime, on: date, channel: Channel, stage: Stage
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        of = with_policy(specimen, PolicyKind.LATE_POST_DAYS, 5)
        of = with_policy(specimen, PolicyKind.REFUND_ALARM_DAYS, 10)
        take(of, case, on, 2500, channel)
        after = state_of(specimen, case)
        assert (after.stage, after.discount_until) == (stage, LAST)


def test_a_cheque_that_bounces_opens_the_case_again(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    told = date(2026, 3, 20)
    with app.app_context():
        case = issued(specimen, noon)
        receipt = take(specimen.council, case, LAST, 2500)
        at = clock.at_local(told, 9)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            reverse_payment(
                session, council=specimen.council, case_id=case, payment_id=receipt, told_on=told, by=by(at)
            )
        after = state_of(specimen, case)
        assert (after.stage, after.paid, after.relevant_on) == (Stage.SERVED, Money(0), told)


def test_money_of_tomorrow_is_not_recorded(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        with pytest.raises(NotReceivedYetError), writing(authority=specimen.id) as session:
            record_money(
                session, council=specimen.council, case_id=case, came=came(date(2026, 3, 4), Money(2500)),
                by=by(noon),
            )  # fmt: skip


@pytest.mark.both_engines
def test_money_nobody_can_place_holds_every_case_it_could_be_for(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        mine = issued(specimen, noon)
        other = issued(specimen, noon, mark=Mark.read("XY34 ZZZ"))
        cheque = came(noon.date(), Money(2500))
        with writing(authority=specimen.id) as session:
            found = candidates_for(
                session, authority=specimen.id, number="EX00000003", mark="", amount=Money(2500)
            )
            assert set(found) == {mine, other}, "one digit off either of them"
            receipt = keep_unmatched(
                session, council=specimen.council, came=cheque, candidates=found, by=by(noon)
            )
        for case in (mine, other):
            assert list(state_of(specimen, case).holds.values()) == [HoldKind.UNMATCHED_MONEY]
        with writing(authority=specimen.id) as session:
            match_receipt(session, council=specimen.council, receipt_id=receipt, case_id=mine, by=by(noon))
        assert state_of(specimen, mine).stage is Stage.PAID
        assert (state_of(specimen, other).stage, state_of(specimen, other).holds) == (Stage.SERVED, {})
        with reading(authority=specimen.id) as session:
            assert unmatched_receipts(session, authority=specimen.id) == []


def test_cases_go_on_when_money_is_for_none_of_them(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        with writing(authority=specimen.id) as session:
            found = candidates_for(session, authority=specimen.id, number="", mark="AB12CDE", amount=Money(1))
            receipt = keep_unmatched(
                session, council=specimen.council, came=came(noon.date(), Money(1)), candidates=found,
                by=by(noon),
            )  # fmt: skip
        with writing(authority=specimen.id) as session:
            assert release_candidates(session, council=specimen.council, receipt_id=receipt, by=by(noon)) == 1
        assert not state_of(specimen, case).holds
        with reading(authority=specimen.id) as session:
            (waits,) = unmatched_receipts(session, authority=specimen.id)
            assert waits.amount == Money(1)


@pytest.mark.parametrize(
    ("typed", "like"), [("EX00000012", "EX00000021"), ("EX00000012", "EX00000013")], ids=["swapped", "wrong"]
)
def test_a_slip_of_the_pen_is_still_like_the_number(typed: str, like: str) -> None:
    assert like in alike(typed)
    assert "EX00000034" not in alike(typed)
    assert alike("not a number") == []


@pytest.mark.both_engines
def test_a_refund_above_the_policy_s_amount_needs_a_second_person(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        of = with_policy(specimen, PolicyKind.REFUND_SECOND_ABOVE_PENCE, 2000)
        paid(specimen, case, noon, Money(4600))
        assert state_of(specimen, case).refund_due == Money(2100), "more came than the discounted charge"
        with writing(authority=specimen.id) as session:
            row = refund(session, council=of, case_id=case, channel="card", by=by(noon))
            assert row.state == "asked"
        with pytest.raises(RefundAskedAlreadyError), writing(authority=specimen.id) as session:
            refund(session, council=of, case_id=case, channel="card", by=by(noon))
        with pytest.raises(SecondPersonError), writing(authority=specimen.id) as session:
            agree_refund(session, council=of, refund_id=row.id, by=by(noon))
        with writing(authority=specimen.id) as session:
            agree_refund(session, council=of, refund_id=row.id, by=by(noon, ANOTHER))
        after = state_of(specimen, case)
        assert (after.refund_due, after.refunded) == (Money(0), Money(2100))


def test_a_refund_that_is_no_longer_the_sum_due_is_declined_and_asked_again(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        of = with_policy(specimen, PolicyKind.REFUND_SECOND_ABOVE_PENCE, 0)
        paid(specimen, case, noon, Money(2600))
        with writing(authority=specimen.id) as session:
            row = refund(session, council=of, case_id=case, channel="card", by=by(noon))
        paid(specimen, case, noon, Money(500))
        with pytest.raises(RefundChangedError), writing(authority=specimen.id) as session:
            agree_refund(session, council=of, refund_id=row.id, by=by(noon, ANOTHER))
        with writing(authority=specimen.id) as session:
            decline_refund(session, council=of, refund_id=row.id, by=by(noon, ANOTHER))
            assert asked_refunds(session, authority=specimen.id) == []


def test_a_refund_waiting_more_than_ten_days_raises_the_alarm(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        paid(specimen, case, noon, Money(2600))
        with reading(authority=specimen.id) as session:
            for on, late in ((date(2026, 3, 13), False), (date(2026, 3, 14), True)):
                (row,) = refunds_due(session, council=specimen.council, on=on)
                assert (row.case_id, row.amount, row.since, row.is_late) == (
                    case,
                    Money(100),
                    noon.date(),
                    late,
                )
        with writing(authority=specimen.id) as session:
            assert (
                refund(session, council=specimen.council, case_id=case, channel="card", by=by(noon)).state
                == "paid"
            )
        with reading(authority=specimen.id) as session:
            assert refunds_due(session, council=specimen.council, on=noon.date()) == []
