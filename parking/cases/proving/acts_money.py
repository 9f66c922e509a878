"""The events of money, as the walk may record them: enough, a part, too much, late in the post, bounced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from parking.cases.history import payments
from parking.cases.history.registry import Event
from parking.cases.proving.moment import Moment, Table, uid
from parking.law.steps import Step
from parking.values.money import NOTHING, Money

PAYMENT, CHEQUE = uid(20), uid(22)
A_PART = Money(1000)
HELD = Money(3500)


def _received(now: Moment, amount: Money, *, days: int = 0, channel: str = "online") -> Event:
    return payments.PaymentReceived(PAYMENT, amount, now.on, now.on, channel, days)


def _paid(now: Moment) -> Iterator[Event]:
    owed = now.state.owed(now.on)
    if owed:
        yield _received(now, owed)
        yield from _late_in_the_post(now)
    if owed > A_PART and not now.state.paid:
        yield _received(now, A_PART)
    if owed > now.state.full:
        yield _received(now, now.state.full)
    if not now.state.refund_due and not now.state.refunded:
        yield _received(now, owed + A_PART)


def _late_in_the_post(now: Moment) -> Iterator[Event]:
    """A cheque for what was owed some days ago, inside the authority's own tolerance."""
    days = now.tolerances.late_post
    lenient = payments.owed_when(now.state, now.on, days)
    if NOTHING < lenient < now.state.owed(now.on):
        yield _received(now, lenient, days=days, channel="post")


def _bounced(now: Moment) -> Iterator[Event]:
    """The money bounces wherever it is by now, even when it was refunded."""
    state = now.state
    for amount in sorted({state.paid, state.refund_due, state.received - state.held_money} - {NOTHING}):
        if amount > NOTHING:
            yield payments.PaymentReversed(PAYMENT, amount, now.on, "online")
    if state.held_money:
        yield payments.PaymentReversed(CHEQUE, state.held_money, now.on, "post")


def _held(now: Moment) -> Iterator[Event]:
    if not now.state.held_money and not now.state.refunded:
        yield payments.MoneyHeld(CHEQUE, HELD, now.on, "post")


def _credited(now: Moment) -> Iterator[Event]:
    yield payments.HeldMoneyCredited(CHEQUE, now.state.held_money, now.on, now.on)
    earlier = now.on - timedelta(days=12)
    if now.state.served_on is not None and earlier >= now.state.served_on:
        yield payments.HeldMoneyCredited(CHEQUE, now.state.held_money, earlier, now.on)


ACTS: Table = {
    Step.PAY: _paid,
    Step.REVERSE_PAYMENT: _bounced,
    Step.HOLD_MONEY: _held,
    Step.CREDIT_HELD_MONEY: _credited,
    Step.RETURN_HELD_MONEY: lambda now: [payments.HeldMoneyReturned(CHEQUE, now.state.held_money, now.on)],
    Step.REFUND: lambda now: [payments.RefundPaid(uid(21), now.state.refund_due, now.on, "online")],
}
