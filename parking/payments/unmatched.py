"""Money nobody can place yet: every case it could be for stands still until somebody has looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.models import Case
from parking.cases.record import By, append, load
from parking.law.state import HoldKind
from parking.parties.models import Vehicle
from parking.payments.by_hand import Came, Channel, credit_receipt, keep_receipt
from parking.payments.errors import NoSuchReceiptError
from parking.payments.models import Receipt, ReceiptCandidate
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import InvalidMarkError, Mark
from parking.values.money import Money
from parking.values.pcn_number import InvalidNumberError, PcnNumber

OWNER = "finance"
UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """Money that waits to be placed, and the cases it could be for."""

    id: UUID
    key: UUID
    amount: Money
    channel: Channel
    received_on: date
    said: str
    candidates: tuple[UUID, ...]

    @property
    def came(self) -> Came:
        """The money as it was written down."""
        return Came(self.key, self.amount, self.channel, self.received_on, self.said)


def keep_unmatched(
    session: Session, *, council: Council, came: Came, candidates: Sequence[UUID], by: By
) -> UUID:
    """Keep money that nobody can place, and hold every open case it could be for; return its receipt."""
    before = session.scalar(
        select(Receipt.id).where(Receipt.authority_id == council.id, Receipt.key == came.key)
    )
    if before is not None:
        return before
    receipt_id = keep_receipt(session, council=council, came=came, state=UNMATCHED, case_id=None, by=by)
    today = clock.day_of(by.at)
    wait = council.policies.value(PolicyKind.UNMATCHED_REVIEW_DAYS, today)
    for case_id in candidates:
        loaded = load(session, authority=council.id, case_id=case_id)
        if loaded.state.is_closed:
            continue  # nothing is asked of anybody there, so nothing has to stand still
        hold_id = new_id()
        held = HoldSet(hold_id, HoldKind.UNMATCHED_MONEY, OWNER, clock.days_after(today, wait), None, None)
        append(session, council=council, loaded=loaded, events=(held,), by=by)
        session.execute(
            insert(ReceiptCandidate),
            {
                "id": new_id(),
                "authority_id": council.id,
                "receipt_id": receipt_id,
                "case_id": case_id,
                "hold_id": hold_id,
            },
        )
    return receipt_id


def match_receipt(session: Session, *, council: Council, receipt_id: UUID, case_id: UUID, by: By) -> None:
    """Place money on a case, as of the day it came, and let every case it could have been for go on."""
    row = unmatched_receipt(session, authority=council.id, receipt_id=receipt_id)
    _release(session, council, receipt_id, by)
    credit_receipt(session, council=council, receipt_id=receipt_id, case_id=case_id, came=row.came, by=by)


def release_candidates(session: Session, *, council: Council, receipt_id: UUID, by: By) -> int:
    """Let the cases go on: the money is for none of them. The receipt still waits to be placed."""
    unmatched_receipt(session, authority=council.id, receipt_id=receipt_id)
    return _release(session, council, receipt_id, by)


def unmatched_receipt(session: Session, *, authority: UUID, receipt_id: UUID) -> UnmatchedRow:
    """Return one receipt that waits to be placed."""
    for row in unmatched_receipts(session, authority=authority):
        if row.id == receipt_id:
            return row
    raise NoSuchReceiptError("There is no such receipt, or it was dealt with a moment ago.")


def unmatched_receipts(session: Session, *, authority: UUID) -> list[UnmatchedRow]:
    """Return all money that waits to be placed, oldest first."""
    rows = session.execute(
        select(
            Receipt.id, Receipt.key, Receipt.amount_pence, Receipt.channel, Receipt.received_on, Receipt.said
        )
        .where(Receipt.authority_id == authority, Receipt.state == UNMATCHED)
        .order_by(Receipt.received_on, Receipt.id)
    ).all()
    cases: dict[UUID, list[UUID]] = {}
    for receipt_id, case_id in session.execute(
        select(ReceiptCandidate.receipt_id, ReceiptCandidate.case_id)
        .where(
            ReceiptCandidate.authority_id == authority,
            ReceiptCandidate.receipt_id.in_([row.id for row in rows]),
        )
        .order_by(ReceiptCandidate.id)
    ):
        cases.setdefault(receipt_id, []).append(case_id)
    return [
        UnmatchedRow(r[0], r[1], Money(r[2]), Channel(r[3]), r[4], r[5], tuple(cases.get(r[0], ())))
        for r in rows
    ]


def candidates_for(
    session: Session, *, authority: UUID, number: str, mark: str, amount: Money, most: int = 10
) -> list[UUID]:
    """Return open cases that money could be for: the number or one like it, the mark, then the sum.

    Asked with both empty, only cases in which exactly this sum would settle the charge are offered.
    """
    query = (
        select(Case.id)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == authority, Case.is_closed.is_(False))
        .order_by(Case.contravention_on.desc(), Case.id)
        .limit(most)
    )
    named: list[ColumnElement[bool]] = []
    likes = alike(number)
    if likes:
        named.append(Case.number.in_(likes))
    loose = _loose(mark)
    if loose:
        named.append(Vehicle.loose_mark == loose)
    if named:
        return list(session.scalars(query.where(or_(*named))))
    pence = amount.pence
    return list(session.scalars(query.where(or_(Case.charge_pence == pence, Case.discounted_pence == pence))))


def alike(number: str) -> list[str]:
    """Return a number and every one that a slip of the pen makes of it: a digit wrong, or two swapped."""
    try:
        text = PcnNumber.read(number).text
    except InvalidNumberError:
        return []
    head, digits = text[:2], text[2:]
    found = {text}
    for place, digit in enumerate(digits):
        found |= {f"{head}{digits[:place]}{other}{digits[place + 1 :]}" for other in "0123456789"}
        if place + 1 < len(digits):
            found.add(f"{head}{digits[:place]}{digits[place + 1]}{digit}{digits[place + 2 :]}")
    return sorted(found)


def _loose(mark: str) -> str:
    try:
        return Mark.read(mark).loose
    except InvalidMarkError:
        return ""


def _release(session: Session, council: Council, receipt_id: UUID, by: By) -> int:
    rows = session.execute(
        select(ReceiptCandidate.case_id, ReceiptCandidate.hold_id)
        .where(ReceiptCandidate.authority_id == council.id, ReceiptCandidate.receipt_id == receipt_id)
        .order_by(ReceiptCandidate.id)
    ).all()
    released = 0
    for case_id, hold_id in rows:
        loaded = load(session, authority=council.id, case_id=case_id)
        if hold_id in loaded.state.holds:
            append(
                session, council=council, loaded=loaded, events=(HoldReleased(hold_id, None, None),), by=by
            )
            released += 1
    return released
