"""Sending back what is due: by one person, and above an amount of policy only with a second."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.payments import RefundPaid
from parking.cases.record import By, load, must_be_possible, record
from parking.law.steps import Step
from parking.payments.errors import (
    NoSuchRefundError,
    RefundAskedAlreadyError,
    RefundChangedError,
    SecondPersonError,
)
from parking.payments.models import Refund
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund as lists show it."""

    id: UUID
    case_id: UUID
    amount: Money
    channel: str
    state: str
    asked_by: str


def refund(session: Session, *, council: Council, case_id: UUID, channel: str, by: By) -> RefundRow:
    """Send back all that is due on a case, or ask a second person where it is above the policy's amount."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.REFUND, by=by)
    due = load(session, authority=council.id, case_id=case_id).state.refund_due
    if open_refund(session, authority=council.id, case_id=case_id) is not None:
        raise RefundAskedAlreadyError("A refund of this case waits for a second person already.")
    limit = council.policies.value(PolicyKind.REFUND_SECOND_ABOVE_PENCE, clock.day_of(by.at))
    waits = due.pence > limit
    row = RefundRow(new_id(), case_id, due, channel, "asked" if waits else "paid", by.actor)
    session.execute(
        insert(Refund),
        {
            "id": row.id,
            "authority_id": council.id,
            "case_id": case_id,
            "amount_pence": due.pence,
            "channel": channel,
            "state": row.state,
            "asked_at": by.at,
            "asked_by": by.actor,
            "paid_on": None if waits else clock.day_of(by.at),
        },
    )
    if not waits:
        _pay(session, council, row, by)
    return row


def agree_refund(session: Session, *, council: Council, refund_id: UUID, by: By) -> None:
    """Let a refund go that somebody else asked for."""
    row = asked_refund(session, authority=council.id, refund_id=refund_id)
    if row.asked_by == by.actor:
        raise SecondPersonError("Somebody else has to agree: nobody agrees to their own refund.")
    if load(session, authority=council.id, case_id=row.case_id).state.refund_due != row.amount:
        raise RefundChangedError("What is due back has changed: decline this refund and ask again.")
    _settle(session, council, refund_id, state="paid", second_by=by.actor, paid_on=clock.day_of(by.at))
    _pay(session, council, row, by)


def decline_refund(session: Session, *, council: Council, refund_id: UUID, by: By) -> None:
    """Stop a refund that waits; the money stays due, so that it can be asked for again."""
    row = asked_refund(session, authority=council.id, refund_id=refund_id)
    second = by.actor if by.actor != row.asked_by else None
    _settle(session, council, refund_id, state="declined", second_by=second)


def asked_refund(session: Session, *, authority: UUID, refund_id: UUID) -> RefundRow:
    """Return a refund that waits for a second person."""
    found = [row for row in asked_refunds(session, authority=authority) if row.id == refund_id]
    if not found:
        raise NoSuchRefundError("There is no such refund, or it was dealt with a moment ago.")
    return found[0]


def open_refund(session: Session, *, authority: UUID, case_id: UUID) -> RefundRow | None:
    """Return the refund of a case that waits for a second person."""
    rows = asked_refunds(session, authority=authority)
    return next((row for row in rows if row.case_id == case_id), None)


def asked_refunds(session: Session, *, authority: UUID) -> list[RefundRow]:
    """Return every refund that waits for a second person, oldest first."""
    rows = session.execute(
        select(Refund.id, Refund.case_id, Refund.amount_pence, Refund.channel, Refund.state, Refund.asked_by)
        .where(Refund.authority_id == authority, Refund.state == "asked")
        .order_by(Refund.asked_at, Refund.id)
    )
    return [RefundRow(r[0], r[1], Money(r[2]), r[3], r[4], r[5]) for r in rows]


def _pay(session: Session, council: Council, row: RefundRow, by: By) -> None:
    event = RefundPaid(row.id, row.amount, clock.day_of(by.at), row.channel)
    record(session, council=council, case_id=row.case_id, event=event, by=by)


def _settle(session: Session, council: Council, refund_id: UUID, **values: object) -> None:
    session.execute(
        update(Refund)
        .where(Refund.authority_id == council.id, Refund.id == refund_id, Refund.state == "asked")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
