"""The ledger: balanced entries in pence, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from parking.payments.accounts import Account
from parking.payments.models import LedgerLine
from parking.values.ids import new_id
from parking.values.money import Money

_POST = insert(LedgerLine.__table__)


class UnbalancedError(ValueError):
    """The two sides of an entry differ: nothing was posted."""


def post(
    session: Session,
    *,
    authority: UUID,
    case_id: UUID,
    on: date,
    lines: Mapping[Account, Money],
    payment_id: UUID | None = None,
) -> None:
    """Post one entry: debits above zero, credits below, together nothing."""
    rows = entry(authority=authority, case_id=case_id, on=on, lines=lines, payment_id=payment_id)
    if rows:
        session.execute(_POST, rows)


def entry(
    *,
    authority: UUID,
    case_id: UUID,
    on: date,
    lines: Mapping[Account, Money],
    payment_id: UUID | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of one entry; raises UnbalancedError when its sides differ."""
    total = sum((amount.pence for amount in lines.values()), 0)
    if total:
        raise UnbalancedError(f"an entry is out by {Money(total)}")
    entry_id = new_id()
    return [
        {
            "id": new_id(),
            "authority_id": authority,
            "entry_id": entry_id,
            "case_id": case_id,
            "account": account.value,
            "pence": amount.pence,
            "posted_on": on,
            "payment_id": payment_id,
        }
        for account, amount in lines.items()
        if amount
    ]


def charge_raised(session: Session, *, authority: UUID, case_id: UUID, on: date, amount: Money) -> None:
    """Post the penalty charge as owed, when a PCN is served."""
    post(
        session,
        authority=authority,
        case_id=case_id,
        on=on,
        lines={Account.DUE: amount, Account.INCOME: -amount},
    )


def balance(session: Session, *, authority: UUID, case_id: UUID, account: Account) -> Money:
    """Return what one case has on one account."""
    pence = session.scalar(
        select(func.coalesce(func.sum(LedgerLine.pence), 0)).where(
            LedgerLine.authority_id == authority,
            LedgerLine.case_id == case_id,
            LedgerLine.account == account.value,
        )
    )
    return Money(int(pence or 0))


def out_of_balance(session: Session, *, authority: UUID) -> list[UUID]:
    """Return every entry whose sides differ: always none, or something wrote past `post`."""
    rows = session.scalars(
        select(LedgerLine.entry_id)
        .where(LedgerLine.authority_id == authority)
        .group_by(LedgerLine.entry_id)
        .having(func.sum(LedgerLine.pence) != 0)
        .order_by(LedgerLine.entry_id)
    )
    return list(rows)
