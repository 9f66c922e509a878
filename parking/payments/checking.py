"""Whether the ledger shows of every case what its history says it must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.cases.record import load_unlocked
from parking.cases.snapshot import state_of
from parking.law.state import State
from parking.payments.accounts import Account, accounts
from parking.payments.models import LedgerLine
from parking.values.money import NOTHING, Money

RECEIVED = frozenset({Account.CARD, Account.POST, Account.AGENT, Account.OTHER})
"""What came in, by whatever channel: the state knows how much, and not by which."""


@dataclass(frozen=True, slots=True)
class Differs:
    """One account of one case that shows another sum than the history of the case."""

    case: str
    account: str
    shown: Money
    owed_to_history: Money

    def __str__(self) -> str:
        return (
            f"ledger of {self.case}: {self.account} shows {self.shown}, "
            f"its history says {self.owed_to_history}"
        )


def differences(session: Session, *, authority: UUID) -> Iterator[Differs]:
    """Return every account of every case that differs from its history, in the order of the cases."""
    ledger = _balances(session, authority)
    case_id, shown = next(ledger, (None, {}))
    rows = session.execute(
        select(Case.id, Case.number, Case.state)
        .where(Case.authority_id == authority)
        .order_by(Case.id)
        .execution_options(yield_per=2000)
    )
    for row in rows:
        while case_id is not None and case_id < row.id:
            yield from _compared(f"case {case_id}, which is not there", State(), shown)
            case_id, shown = next(ledger, (None, {}))
        state = state_of(row.state) or load_unlocked(session, authority=authority, case_id=row.id).state
        mine = shown if case_id == row.id else {}
        yield from _compared(f"case {row.number} ({row.id})", state, mine)
        if case_id == row.id:
            case_id, shown = next(ledger, (None, {}))
    while case_id is not None:
        yield from _compared(f"case {case_id}, which is not there", State(), shown)
        case_id, shown = next(ledger, (None, {}))


def _compared(case: str, state: State, shown: dict[str, Money]) -> Iterator[Differs]:
    expected = {_side(account): amount for account, amount in accounts(state).items()}
    for account in sorted({*expected, *shown}):
        there, right = shown.get(account, NOTHING), expected.get(account, NOTHING)
        if there != right:
            yield Differs(case, account, there, right)


def _balances(session: Session, authority: UUID) -> Iterator[tuple[UUID, dict[str, Money]]]:
    sums = session.execute(
        select(LedgerLine.case_id, LedgerLine.account, func.sum(LedgerLine.pence).label("pence"))
        .where(LedgerLine.authority_id == authority)
        .group_by(LedgerLine.case_id, LedgerLine.account)
        .order_by(LedgerLine.case_id, LedgerLine.account)
        .execution_options(yield_per=2000)
    )
    for case_id, lines in groupby(sums, key=lambda line: line.case_id):
        shown: dict[str, Money] = {}
        for line in lines:
            side = _side(line.account)
            shown[side] = shown.get(side, NOTHING) + Money(int(line.pence))
        yield case_id, shown


def _side(account: str) -> str:
    return "received" if account in RECEIVED else str(account)
