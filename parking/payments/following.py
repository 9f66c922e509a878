"""The ledger follows the case: every change of a state posts the entry that it means."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from parking.authorities.queries import Council
from parking.cases.record import Change
from parking.payments.accounts import Account, difference, received_by
from parking.payments.ledger import entry
from parking.payments.models import LedgerLine
from parking.values import clock


def follow(council: Council, change: Change) -> list[tuple[Table, dict[str, Any]]]:
    """Return the ledger rows that a change of a case means; none where no money moved."""
    return [(LedgerLine.__table__, line) for line in lines_of(council, change)]


def lines_of(council: Council, change: Change) -> list[dict[str, Any]]:
    """Return the lines of a change, balanced; what came in stands under the channel it came by."""
    lines = difference(change.before, change.after, Account.OTHER)
    if not lines:
        return []
    channels = [event.channel for event in change.events if hasattr(event, "channel")]
    payments = [event.payment_id for event in change.events if hasattr(event, "payment_id")]
    if payments and channels and Account.OTHER in lines:
        lines = difference(change.before, change.after, received_by(channels[-1]))
    return entry(
        authority=council.id,
        case_id=change.case_id,
        on=clock.day_of(change.by.at),
        lines=lines,
        payment_id=payments[-1] if payments else None,
    )
