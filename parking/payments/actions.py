"""Paying: an intent before anything is asked outside, and a record of every answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.payments import PaymentReceived
from parking.cases.record import By, load, record
from parking.payments.errors import NothingOwedError, UnknownPurposeError
from parking.payments.gateway.protocol import Payment as Told
from parking.payments.gateway.protocol import PayState
from parking.payments.gateway.webhooks import WebhookMessage
from parking.payments.models import Payment, PayMessage
from parking.payments.queries import PaymentRow, payment, payment_keyed
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money

PCN = "pcn"
ApplySettled = Callable[[Session, Council, PaymentRow, By], None]
_STATES = {
    PayState.SUCCESS: "succeeded",
    PayState.FAILED: "failed",
    PayState.CANCELLED: "cancelled",
    PayState.ERROR: "error",
}


def intend_payment(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    reference: str,
    key: str,
    channel: str,
    at: datetime,
) -> PaymentRow:
    """Write down that somebody is about to pay what this case owes today; once for each key.

    Raises NothingOwedError when there is nothing to pay.
    """
    # The case is locked first: of two clicks in the same moment the second must find the first's row.
    state = load(session, authority=council.id, case_id=case_id).state
    before = payment_keyed(session, authority=council.id, key=key)
    if before is not None:
        return before
    amount = state.owed(clock.day_of(at))
    if not amount:
        raise NothingOwedError("There is nothing to pay.")
    row_id = new_id()
    session.execute(
        insert(Payment),
        {
            "id": row_id,
            "authority_id": council.id,
            "purpose": PCN,
            "subject_id": case_id,
            "amount_pence": amount.pence,
            "channel": channel,
            "idempotency_key": key,
            "reference": reference,
            "state": "intended",
            "begun_at": at,
        },
    )
    return payment(session, authority=council.id, payment_id=row_id)


def record_told(session: Session, *, council: Council, payment_id: UUID, told: Told, by: By) -> PaymentRow:
    """Record what the payment service says of a payment; a success reaches its case at once.

    Told the same thing twice, or late, nothing changes: the last word of the service stands.
    """
    row = payment(session, authority=council.id, payment_id=payment_id, lock=True)
    if row.is_finished:
        return row
    state = _STATES.get(told.state, "open")
    session.execute(
        update(Payment)
        .where(Payment.authority_id == council.id, Payment.id == payment_id)
        .values(
            provider_id=told.id,
            state=state,
            finished_at=None if state == "open" else by.at,
            because=told.code or None,
        )
        .execution_options(synchronize_session=False)
    )
    row = payment(session, authority=council.id, payment_id=payment_id)
    if row.state == "succeeded":
        apply_settled(session, council=council, row=row, by=by)
    return row


def give_up(session: Session, *, council: Council, payment_id: UUID, because: str, at: datetime) -> None:
    """End an attempt that never reached the payment service: nobody can have paid through it."""
    session.execute(
        update(Payment)
        .where(
            Payment.authority_id == council.id,
            Payment.id == payment_id,
            Payment.state == "intended",
            Payment.provider_id.is_(None),
        )
        .values(state="error", finished_at=at, because=because)
        .execution_options(synchronize_session=False)
    )


def apply_settled(session: Session, *, council: Council, row: PaymentRow, by: By) -> None:
    """Bring a settled payment to what it paid for, exactly once."""
    if row.applied_at is not None:
        return
    try:
        apply = APPLY[row.purpose]
    except KeyError:
        raise UnknownPurposeError(f"nothing is known to do with a payment for {row.purpose}") from None
    apply(session, council, row, by)
    session.execute(
        update(Payment)
        .where(Payment.authority_id == council.id, Payment.id == row.id)
        .values(applied_at=by.at)
        .execution_options(synchronize_session=False)
    )


def credit_case(session: Session, council: Council, row: PaymentRow, by: By) -> None:
    """Credit a case with a payment: what was owed is judged on the day it began."""
    receive(
        session,
        council=council,
        case_id=row.subject_id,
        payment_id=row.id,
        amount=row.amount,
        began_at=row.begun_at,
        channel=row.channel,
        by=by,
    )


def receive(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    payment_id: UUID,
    amount: Money,
    began_at: datetime,
    channel: str,
    by: By,
) -> None:
    """Record money received for a case; the ledger follows its history."""
    event = PaymentReceived(payment_id, amount, clock.day_of(began_at), clock.day_of(by.at), channel)
    record(session, council=council, case_id=case_id, event=event, by=by)


def keep_message(session: Session, *, authority: UUID, message: WebhookMessage, at: datetime) -> bool:
    """Store a webhook before it is answered; return whether it is new."""
    known = session.scalar(
        select(PayMessage.id).where(
            PayMessage.authority_id == authority, PayMessage.message_id == message.message_id
        )
    )
    if known is not None:
        return False
    session.execute(
        insert(PayMessage),
        {
            "id": new_id(),
            "authority_id": authority,
            "message_id": message.message_id,
            "provider_id": message.resource_id,
            "event_type": message.event_type,
            "received_at": at,
        },
    )
    return True


def message_acted_on(session: Session, *, authority: UUID, message_id: UUID, at: datetime) -> None:
    """Note that a stored webhook's payment was read again."""
    session.execute(
        update(PayMessage)
        .where(PayMessage.authority_id == authority, PayMessage.id == message_id)
        .values(acted_at=at)
        .execution_options(synchronize_session=False)
    )


APPLY: dict[str, ApplySettled] = {PCN: credit_case}
