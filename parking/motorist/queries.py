"""Reading all that one notice's pages show, always of one authority and one case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import NoSuchCaseError
from parking.cases.history.issue import Began, beginning
from parking.cases.queries import CaseRow, Happened, case, history
from parking.cases.record import load_unlocked
from parking.evidence.queries import PhotographRow, photographs_of
from parking.law.state import State
from parking.places.queries import OrderText, order_behind


@dataclass(frozen=True, slots=True)
class Notice:
    """A penalty charge notice with everything its holder may see of it."""

    row: CaseRow
    state: State
    began: Began
    happened: tuple[Happened, ...]
    photographs: tuple[PhotographRow, ...]
    order: OrderText | None


def notice_of(session: Session, *, council: Council, case_id: UUID) -> Notice:
    """Return a notice of this authority."""
    mine = council.id
    row = case(session, authority=mine, case_id=case_id)
    happened = tuple(history(session, authority=mine, case_id=case_id))
    began = beginning(happened[0].event)
    if row.served_on is None:
        raise NoSuchCaseError("There is no such case.")
    restriction = began.restriction_id
    return Notice(
        row=row,
        state=load_unlocked(session, authority=mine, case_id=case_id).state,
        began=began,
        happened=happened,
        photographs=tuple(photographs_of(session, authority=mine, case_id=case_id)),
        order=order_behind(session, authority=mine, restriction_id=restriction) if restriction else None,
    )
