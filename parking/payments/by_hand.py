"""Money that people record: a cheque, a transfer, a card by telephone; what is held, and what bounced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.payments import (
    HeldMoneyCredited,
    HeldMoneyReturned,
    MoneyHeld,
    PaymentReceived,
    PaymentReversed,
)
from parking.cases.record import By, append, load, record
from parking.law.state import State
from parking.payments.errors import NotReceivedYetError
from parking.payments.models import Receipt
from parking.payments.received import Standing, Sum, the_sum
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money


class Channel(StrEnum):
    """How money came to the desk."""

    POST = "post"
    BANK = "bank"
    PHONE = "phone"
    COUNTER = "counter"


UNASKED = frozenset({Channel.POST, Channel.BANK})
"""Where nobody could tell the payer that paying ends a challenge, so the money is held and they are asked."""


@dataclass(frozen=True, slots=True)
class Came:
    """Money as the desk writes it down; `key` belongs to one form, so that sending it twice is safe."""

    key: UUID
    amount: Money
    channel: Channel
    received_on: date
    said: str = ""


@dataclass(frozen=True, slots=True)
class Landed:
    """Where money went: its receipt, and whether it is held until the payer answers."""

    receipt_id: UUID
    is_held: bool
    is_new: bool


def record_money(session: Session, *, council: Council, case_id: UUID, came: Came, by: By) -> Landed:
    """Record money for a case: credited, or held where a challenge is open and nobody asked the payer."""
    _must_have_come(came, by)
    loaded = load(session, authority=council.id, case_id=case_id)
    before = _keyed(session, council, came.key)
    if before is not None:
        return before
    holds = bool(loaded.state.challenges_open) and came.channel in UNASKED
    state = Standing.HELD if holds else Standing.CREDITED
    receipt_id = keep_receipt(session, council=council, came=came, state=state.value, case_id=case_id, by=by)
    event = (
        MoneyHeld(receipt_id, came.amount, came.received_on, came.channel.value)
        if holds
        else _received(council, receipt_id, came)
    )
    append(
        session,
        council=council,
        loaded=loaded,
        events=(event,),
        by=by,
        happened_at=_when(came.received_on, by),
    )
    return Landed(receipt_id, holds, is_new=True)


def credit_receipt(
    session: Session, *, council: Council, receipt_id: UUID, case_id: UUID, came: Came, by: By
) -> None:
    """Credit a case with money whose receipt was kept before anybody knew what it was for."""
    move_receipt(
        session, council=council, receipt_id=receipt_id, state=Standing.CREDITED.value, case_id=case_id
    )
    record(
        session, council=council, case_id=case_id, event=_received(council, receipt_id, came), by=by,
        happened_at=_when(came.received_on, by),
    )  # fmt: skip


def credit_held(session: Session, *, council: Council, case_id: UUID, payment_id: UUID, by: By) -> State:
    """Credit held money, as of the day it came: its sender says that it is to pay the charge."""
    held = _held(session, council, case_id, payment_id)
    event = HeldMoneyCredited(payment_id, held.amount, held.received_on, clock.day_of(by.at))
    move_receipt(session, council=council, receipt_id=payment_id, state=Standing.CREDITED.value)
    return record(session, council=council, case_id=case_id, event=event, by=by)


def return_held(session: Session, *, council: Council, case_id: UUID, payment_id: UUID, by: By) -> State:
    """Make held money due back to its sender."""
    held = _held(session, council, case_id, payment_id)
    move_receipt(session, council=council, receipt_id=payment_id, state=Standing.RETURNED.value)
    event = HeldMoneyReturned(payment_id, held.amount, clock.day_of(by.at))
    return record(session, council=council, case_id=case_id, event=event, by=by)


def reverse_payment(
    session: Session, *, council: Council, case_id: UUID, payment_id: UUID, told_on: date, by: By
) -> State:
    """Take back a payment that bounced: it was never made, and what it closed is open again."""
    if told_on > clock.day_of(by.at):
        raise NotReceivedYetError("The day the bank told us has not come yet.")
    gone = the_sum(
        session, authority=council.id, case_id=case_id, payment_id=payment_id,
        standing=(Standing.CREDITED, Standing.HELD),
    )  # fmt: skip
    move_receipt(session, council=council, receipt_id=payment_id, state=Standing.REVERSED.value)
    event = PaymentReversed(payment_id, gone.amount, told_on, gone.channel)
    return record(
        session, council=council, case_id=case_id, event=event, by=by, happened_at=_when(told_on, by)
    )


def keep_receipt(
    session: Session, *, council: Council, came: Came, state: str, case_id: UUID | None, by: By
) -> UUID:
    """Write down that money came; return the id of its receipt."""
    _must_have_come(came, by)
    receipt_id = new_id()
    session.execute(
        insert(Receipt),
        {
            "id": receipt_id,
            "authority_id": council.id,
            "case_id": case_id,
            "key": came.key,
            "amount_pence": came.amount.pence,
            "channel": came.channel.value,
            "received_on": came.received_on,
            "said": came.said,
            "state": state,
            "recorded_at": by.at,
            "recorded_by": by.actor,
        },
    )
    return receipt_id


def move_receipt(
    session: Session, *, council: Council, receipt_id: UUID, state: str, case_id: UUID | None = None
) -> None:
    """Note where the money of a receipt stands now; money paid online has no receipt and needs none."""
    values: dict[str, object] = {"state": state} | ({"case_id": case_id} if case_id else {})
    session.execute(
        update(Receipt)
        .where(Receipt.authority_id == council.id, Receipt.id == receipt_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _received(council: Council, receipt_id: UUID, came: Came) -> PaymentReceived:
    # Only the post can be late through no fault of the payer's.
    tolerance = council.policies.tolerances(came.received_on).late_post if came.channel is Channel.POST else 0
    return PaymentReceived(
        receipt_id, came.amount, came.received_on, came.received_on, came.channel.value, tolerance
    )


def _held(session: Session, council: Council, case_id: UUID, payment_id: UUID) -> Sum:
    return the_sum(
        session, authority=council.id, case_id=case_id, payment_id=payment_id, standing=(Standing.HELD,)
    )


def _keyed(session: Session, council: Council, key: UUID) -> Landed | None:
    row = session.execute(
        select(Receipt.id, Receipt.state).where(Receipt.authority_id == council.id, Receipt.key == key)
    ).one_or_none()
    return Landed(row.id, row.state == Standing.HELD.value, is_new=False) if row else None


def _must_have_come(came: Came, by: By) -> None:
    if came.received_on > clock.day_of(by.at):
        raise NotReceivedYetError("Money can't be recorded for a day that has not come.")


def _when(day: date, by: By) -> datetime:
    return min(clock.at_local(day, 12), by.at)
