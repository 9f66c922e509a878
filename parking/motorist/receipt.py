"""What a receipt says: every payment that reached the case, and whether anything is left on either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.cases.history.payments import PaymentReceived, PaymentReversed
from parking.motorist.queries import Notice
from parking.motorist.rules import short_reference
from parking.values.money import NOTHING, Money


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One payment that reached the case."""

    amount: Money
    reference: str
    received_on: date
    began_on: date
    how: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was paid for a notice, what is still to pay, and what came in beyond it."""

    lines: tuple[ReceiptLine, ...]
    total: Money
    still_owed: Money
    beyond: Money
    is_closed: bool
    closed_on: date | None


def receipt_of(notice: Notice, today: date) -> Receipt:
    """Return the receipt of every payment a notice's history holds and no bank took back, oldest first."""
    events = [one.event for one in notice.happened]
    undone = {event.payment_id for event in events if isinstance(event, PaymentReversed)}
    paid = [e for e in events if isinstance(e, PaymentReceived) and e.payment_id not in undone]
    return Receipt(
        lines=tuple(
            ReceiptLine(
                event.amount,
                short_reference(event.payment_id),
                event.received_on,
                event.began_on,
                _how(event.channel),
            )
            for event in paid
        ),
        total=sum((event.amount for event in paid), NOTHING),
        still_owed=notice.state.owed(today),
        beyond=notice.state.refund_due,
        is_closed=notice.state.is_closed,
        closed_on=notice.state.closed_on,
    )


def _how(channel: str) -> str:
    return "Online by card" if channel == "online" else channel.replace("_", " ").capitalize()
