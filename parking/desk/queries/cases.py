"""Reading a case for the desk: its money, and the names of cases in lists of other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.parties.models import Vehicle
from parking.payments.models import LedgerLine
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger of a case."""

    entry_id: UUID
    posted_on: date
    account: str
    amount: Money


def ledger_of(session: Session, *, authority: UUID, case_id: UUID) -> list[Line]:
    """Return the ledger of a case, oldest first; each entry's lines stand together."""
    rows = session.execute(
        select(LedgerLine.entry_id, LedgerLine.posted_on, LedgerLine.account, LedgerLine.pence)
        .where(LedgerLine.authority_id == authority, LedgerLine.case_id == case_id)
        .order_by(LedgerLine.posted_on, LedgerLine.entry_id, LedgerLine.pence.desc())
    )
    return [Line(r.entry_id, r.posted_on, r.account, Money(r.pence)) for r in rows]


@dataclass(frozen=True, slots=True)
class Holding:
    """A number and mark, to name a case in a list of papers."""

    number: str
    mark: str


def cases_named(session: Session, *, authority: UUID, ids: Sequence[UUID]) -> dict[UUID, Holding]:
    """Return the number and mark of the cases asked for."""
    if not ids:
        return {}
    rows = session.execute(
        select(Case.id, Case.number, Vehicle.mark)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == authority, Case.id.in_(ids))
        .order_by(Case.id)
    )
    return {row.id: Holding(row.number, row.mark) for row in rows}
