"""Paying from end to end: each outside call stands between two short transactions, never inside one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.payments.actions import (
    apply_settled,
    give_up,
    intend_payment,
    message_acted_on,
    record_told,
)
from parking.payments.gateway.errors import PayError
from parking.payments.gateway.protocol import CreatePayment, PayGateway
from parking.payments.gateway.protocol import Payment as Told
from parking.payments.queries import (
    PaymentRow,
    authority_of_provider_payment,
    messages_to_act_on,
    payment,
    payments_of,
    succeeded_unapplied,
    unsettled,
)
from parking.store.session import reading, writing

# GOV.UK Pay keeps an idempotency key for a day and retries a webhook for four: after a day an
# intent that was never answered can't have become a payment; before that it is asked again.
KEY_KEPT = timedelta(hours=24)
SETTLE_FIRST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class PayPage:
    """Where to send the payer, and the payment they will make there."""

    payment_id: UUID
    address: str


def begin_paying(
    gateway: PayGateway,
    *,
    council: Council,
    case_id: UUID,
    reference: str,
    key: str,
    return_url: str,
    by: By,
) -> PayPage | PaymentRow:
    """Begin to pay what a case owes; return where to go, or the payment if it is over already.

    Every earlier attempt for this case is heard first: one that succeeded is credited, one still
    open is stopped, and one the service has not decided yet is returned instead of a second; so
    two tabs, a double click or the back button never pay twice. Raises NothingOwedError, or a
    PayError when the payment service can't be reached.
    """
    undecided = hear_again(gateway, council=council, case_id=case_id, but_key=key, by=by, stop=True)
    if undecided is not None:
        return undecided
    with writing(authority=council.id) as session:
        intent = intend_payment(
            session, council=council, case_id=case_id, reference=reference, key=key,
            channel="online", at=by.at,
        )  # fmt: skip
    if intent.is_finished:
        return intent
    told = (
        gateway.get(intent.provider_id)
        if intent.provider_id
        else gateway.create(_asked(intent, return_url.replace("PAYMENT", str(intent.id))))
    )
    row = _record(council, intent.id, told, by)
    if row.is_finished or told.next_url is None:
        return row
    return PayPage(row.id, told.next_url)


def look_again(gateway: PayGateway, *, council: Council, payment_id: UUID, by: By) -> PaymentRow:
    """Read a payment again and record what the service says now; safe at any time and often."""
    with reading(authority=council.id) as session:
        row = payment(session, authority=council.id, payment_id=payment_id)
    if row.is_finished or row.provider_id is None:
        return row
    return _record(council, payment_id, gateway.get(row.provider_id), by)


def hear_again(
    gateway: PayGateway, *, council: Council, case_id: UUID, but_key: str, by: By, stop: bool
) -> PaymentRow | None:
    """Read every unfinished attempt for a case again, and stop those still open where asked.

    Return the attempt the service has still not decided, if there is one.
    """
    undecided: PaymentRow | None = None
    with reading(authority=council.id) as session:
        rows = payments_of(session, authority=council.id, subject_id=case_id)
    for row in rows:
        if row.is_finished or row.provider_id is None or row.idempotency_key == but_key:
            continue
        told = gateway.get(row.provider_id)
        if stop and told.can_cancel:
            gateway.cancel(row.provider_id)
            told = gateway.get(row.provider_id)
        heard = _record(council, row.id, told, by)
        undecided = undecided if heard.is_finished else heard
    return undecided


def act_on_messages(gateway: PayGateway, *, council: Council, by: By) -> int:
    """Act on stored webhooks by reading each payment again; order and repeats don't matter."""
    with reading(authority=council.id) as session:
        waiting = messages_to_act_on(session, authority=council.id)
    for message_id, provider_id in waiting:
        with reading() as session:
            found = authority_of_provider_payment(session, provider_id=provider_id)
        if found is not None and found[0] == council.id:
            look_again(gateway, council=council, payment_id=found[1], by=by)
        with writing(authority=council.id) as session:
            message_acted_on(session, authority=council.id, message_id=message_id, at=by.at)
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: payments looked at, and those the service could not be asked about."""

    looked_at: int
    unreachable: int


def sweep(gateway: PayGateway, *, council: Council, by: By) -> Swept:
    """Finish what got no answer: unfinished payments are read again, settled ones applied."""
    with reading(authority=council.id) as session:
        rows = unsettled(session, authority=council.id, begun_before=by.at - SETTLE_FIRST)
        unapplied = succeeded_unapplied(session, authority=council.id)
    unreachable = 0
    for row in rows:
        try:
            _settle(gateway, council, row, by)
        except PayError:
            unreachable += 1  # it stays unfinished, so the next sweep asks again
    for row in unapplied:
        with writing(authority=council.id) as session:
            fresh = payment(session, authority=council.id, payment_id=row.id, lock=True)
            apply_settled(session, council=council, row=fresh, by=by)
    return Swept(len(rows), unreachable)


def _settle(gateway: PayGateway, council: Council, row: PaymentRow, by: By) -> None:
    if row.provider_id is not None:
        _record(council, row.id, gateway.get(row.provider_id), by)
    elif by.at - row.begun_at >= KEY_KEPT:
        with writing(authority=council.id) as session:
            give_up(session, council=council, payment_id=row.id, because="unanswered", at=by.at)


def _record(council: Council, payment_id: UUID, told: Told, by: By) -> PaymentRow:
    with writing(authority=council.id) as session:
        return record_told(session, council=council, payment_id=payment_id, told=told, by=by)


def _asked(intent: PaymentRow, return_url: str) -> CreatePayment:
    return CreatePayment(
        amount=intent.amount,
        reference=intent.reference,
        description=f"Penalty charge notice {intent.reference}",
        return_url=return_url,
        idempotency_key=intent.idempotency_key,
        metadata={"purpose": intent.purpose},
    )
