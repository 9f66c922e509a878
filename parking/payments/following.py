"""The ledger follows the case: every change of a state posts the entry that it means."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import Change
from parking.payments.accounts import Account, difference, received_by
from parking.payments.ledger import entry
from parking.payments.models import LedgerLine
from parking.values import clock

_POST = insert(LedgerLine.__table__)


def follow(session: Session, council: Council, change: Change) -> None:
    """Post what a change means, in the transaction of the change itself."""
    rows = lines_of(council, change)
    if rows:
        session.execute(_POST, rows)


def lines_of(council: Council, change: Change) -> list[dict[str, Any]]:
    """Return the ledger rows of a change; none where no money moved."""
    channels = [event.channel for event in change.events if hasattr(event, "channel")]
    payments = [event.payment_id for event in change.events if hasattr(event, "payment_id")]
    account = received_by(channels[-1]) if channels and payments else Account.OTHER
    lines = difference(change.before, change.after, account)
    if not lines:
        return []
    return entry(
        authority=council.id,
        case_id=change.case_id,
        on=clock.day_of(change.by.at),
        lines=lines,
        payment_id=payments[-1] if payments else None,
    )
