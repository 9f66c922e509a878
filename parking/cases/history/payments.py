"""Money that reaches a case, or leaves it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never
from uuid import UUID

from parking.law.state import Ending, Stage, State
from parking.values.money import NOTHING, Money


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    """A payment succeeded; what was owed is judged on the day it began (law 1.1).

    A dated policy for late post may accept the discount, or the charge before its increase, so
    many days late; that is the authority's kindness and never moves the statutory date.
    """

    payment_id: UUID
    amount: Money
    began_on: date
    received_on: date
    channel: str
    tolerance_days: int = 0


@dataclass(frozen=True, slots=True)
class PaymentReversed:
    """A payment bounced or was taken back: it was never made, from the day the authority is told."""

    payment_id: UUID
    amount: Money
    told_on: date
    channel: str


@dataclass(frozen=True, slots=True)
class MoneyHeld:
    """Money came with a challenge, or nobody knows yet what it is for: it is held and its sender asked."""

    payment_id: UUID
    amount: Money
    received_on: date
    channel: str


@dataclass(frozen=True, slots=True)
class HeldMoneyCredited:
    """The sender says that held money is to pay the charge, as of the day it came."""

    payment_id: UUID
    amount: Money
    received_on: date
    on: date


@dataclass(frozen=True, slots=True)
class HeldMoneyReturned:
    """Held money is to go back to its sender."""

    payment_id: UUID
    amount: Money
    on: date


@dataclass(frozen=True, slots=True)
class RefundPaid:
    """Money due back was sent."""

    refund_id: UUID
    amount: Money
    on: date
    channel: str


PaymentsEvent = (
    PaymentReceived | PaymentReversed | MoneyHeld | HeldMoneyCredited | HeldMoneyReturned | RefundPaid
)


def evolve(state: State, event: PaymentsEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case PaymentReceived(amount=amount, began_on=began, received_on=received, tolerance_days=days):
            return credited(state, amount, began, received, days)
        case PaymentReversed():
            return _reversed(state, event)
        case MoneyHeld(payment_id=payment, amount=amount):
            return replace(
                state, held_money=state.held_money + amount, held_payments=state.held_payments | {payment}
            )
        case HeldMoneyCredited(payment_id=payment, amount=amount, received_on=received, on=day):
            return credited(_freed(state, payment, amount), amount, received, day, 0)
        case HeldMoneyReturned(payment_id=payment, amount=amount):
            freed = _freed(state, payment, amount)
            return replace(freed, refund_due=freed.refund_due + amount)
        case RefundPaid(amount=amount):
            return replace(state, refund_due=state.refund_due - amount, refunded=state.refunded + amount)
        case _:
            assert_never(event)


def owed_when(state: State, began: date, tolerance_days: int) -> Money:
    """Return what a payment of a day has to reach: with a tolerance, what was owed that much earlier."""
    earlier = began - timedelta(days=tolerance_days)
    served = state.certificate_served_on
    if served is not None and earlier < served and state.registered_on is None:
        state = replace(state, certificate_served_on=None)
    return min(state.owed(began), state.owed(earlier))


def credited(state: State, amount: Money, began: date, on: date, tolerance_days: int) -> State:
    """Return the state with money credited: to what is owed, and what is over is due back."""
    lenient = owed_when(state, began, tolerance_days)
    owed = lenient if amount >= lenient else state.owed(began)
    credit = min(amount, owed)
    after = replace(
        state,
        paid=state.paid + credit,
        refund_due=state.refund_due + (amount - credit),
        paid_since_certificate=state.paid_since_certificate
        + (credit if state.certificate_served_on else NOTHING),
    )
    unserved = state.stage in {Stage.NEW, Stage.PREPARED}
    if state.is_closed or unserved or credit < owed:
        return after
    return after.closed(Stage.PAID, Ending.PAID, on)


def _freed(state: State, payment: UUID, amount: Money) -> State:
    left = state.held_money - amount
    return replace(
        state, held_money=left, held_payments=state.held_payments - {payment} if left else frozenset()
    )


def _reversed(state: State, event: PaymentReversed) -> State:
    """The money is gone from where it is: held, else due back, else what the charge had been paid with.

    What is in none of them was refunded already, and is lost.
    """
    amount, day = event.amount, event.told_on
    from_held = min(amount, state.held_money) if event.payment_id in state.held_payments else NOTHING
    state = _freed(state, event.payment_id, from_held) if from_held else state
    from_due = min(amount - from_held, state.refund_due)
    from_paid = min(amount - from_held - from_due, state.paid)
    after = replace(
        state,
        refund_due=state.refund_due - from_due,
        paid=state.paid - from_paid,
        paid_since_certificate=max(state.paid_since_certificate - from_paid, NOTHING),
        lost=state.lost + (amount - from_held - from_due - from_paid),
    )
    if state.stage is not Stage.PAID or not from_paid:
        return after
    return replace(
        after,
        stage=state.stood_at,
        closed_on=None,
        closed_from=None,
        ending=None,
        told_on=None,
        relevant_on=day,
    )
