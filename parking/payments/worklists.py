"""Money that waits for somebody: due back, held, or on nobody's account yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.payments.accounts import Account
from parking.payments.models import LedgerLine, Receipt
from parking.payments.received import Standing
from parking.values import clock
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class DueBack:
    """What is due back on a case, since when, and whether that is too long."""

    case_id: UUID
    amount: Money
    since: date
    alarm_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Money that is held until its sender says what it is for."""

    payment_id: UUID
    case_id: UUID
    amount: Money
    channel: str
    received_on: date


def refunds_due(session: Session, *, council: Council, on: date) -> list[DueBack]:
    """Return what is due back on every case, the longest waiting first; told by the ledger."""
    owing = (
        select(LedgerLine.case_id)
        .where(LedgerLine.authority_id == council.id, LedgerLine.account == Account.REFUND_DUE.value)
        .group_by(LedgerLine.case_id)
        .having(func.sum(LedgerLine.pence) != 0)
    )
    rows = session.execute(
        select(LedgerLine.case_id, LedgerLine.posted_on, LedgerLine.pence)
        .where(
            LedgerLine.authority_id == council.id,
            LedgerLine.account == Account.REFUND_DUE.value,
            LedgerLine.case_id.in_(owing),
        )
        .order_by(LedgerLine.posted_on, LedgerLine.id)
    )
    sums: dict[UUID, int] = {}
    since: dict[UUID, date] = {}
    for case_id, posted_on, pence in rows:
        if not sums.get(case_id):
            since[case_id] = posted_on
        sums[case_id] = sums.get(case_id, 0) - pence
    patience = council.policies.value(PolicyKind.REFUND_ALARM_DAYS, on)
    found = []
    for case_id, pence in sums.items():
        alarm_on = clock.days_after(since[case_id], patience)
        found.append(DueBack(case_id, Money(pence), since[case_id], alarm_on, on > alarm_on))
    return sorted(found, key=lambda row: (row.since, row.case_id))


def held_money(session: Session, *, authority: UUID) -> list[HeldRow]:
    """Return all money that is held, the longest waiting first."""
    rows = session.execute(
        select(Receipt.id, Receipt.case_id, Receipt.amount_pence, Receipt.channel, Receipt.received_on)
        .where(
            Receipt.authority_id == authority,
            Receipt.state == Standing.HELD.value,
            Receipt.case_id.is_not(None),
        )
        .order_by(Receipt.received_on, Receipt.id)
    )
    return [HeldRow(r[0], r[1], Money(r[2]), r[3], r[4]) for r in rows]
