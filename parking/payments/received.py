"""What became of each sum that reached a case, told by its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.cases.history.payments import (
    HeldMoneyCredited,
    HeldMoneyReturned,
    MoneyHeld,
    PaymentReceived,
    PaymentReversed,
)
from parking.cases.history.registry import Event
from parking.cases.queries import history
from parking.payments.errors import NoSuchMoneyError
from parking.values.money import Money


class Standing(StrEnum):
    """Where a sum stands; it carries the name of the receipt's state."""

    CREDITED = "credited"
    HELD = "held"
    RETURNED = "returned"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum that came in."""

    payment_id: UUID
    amount: Money
    received_on: date
    channel: str
    standing: Standing


def sums_of(events: Iterable[Event]) -> tuple[Sum, ...]:
    """Return every sum a history tells of, in the order they came."""
    found: dict[UUID, Sum] = {}
    for event in events:
        match event:
            case PaymentReceived(payment_id=row, amount=amount, received_on=day, channel=channel):
                found[row] = Sum(row, amount, day, channel, Standing.CREDITED)
            case MoneyHeld(payment_id=row, amount=amount, received_on=day, channel=channel):
                found[row] = Sum(row, amount, day, channel, Standing.HELD)
            case HeldMoneyCredited(payment_id=row):
                found[row] = replace(found[row], standing=Standing.CREDITED)
            case HeldMoneyReturned(payment_id=row):
                found[row] = replace(found[row], standing=Standing.RETURNED)
            case PaymentReversed(payment_id=row) if row in found:
                found[row] = replace(found[row], standing=Standing.REVERSED)
            case _:
                pass
    return tuple(found.values())


def money_of(session: Session, *, authority: UUID, case_id: UUID) -> tuple[Sum, ...]:
    """Return every sum that reached a case."""
    return sums_of(each.event for each in history(session, authority=authority, case_id=case_id))


def the_sum(
    session: Session, *, authority: UUID, case_id: UUID, payment_id: UUID, standing: tuple[Standing, ...]
) -> Sum:
    """Return one sum of a case that stands as expected; raises NoSuchMoneyError otherwise."""
    for each in money_of(session, authority=authority, case_id=case_id):
        if each.payment_id == payment_id and each.standing in standing:
            return each
    raise NoSuchMoneyError("This case has no such money, or somebody dealt with it a moment ago.")
