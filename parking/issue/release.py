"""Letting go of PCNs that were held for an order that had no document."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.holds import HoldReleased
from parking.cases.history.issue import beginning
from parking.cases.history.registry import read
from parking.cases.models import Case, EventRow
from parking.cases.record import By, append, load
from parking.law.state import HoldKind
from parking.places.models import Restriction


def release_for_order(session: Session, *, council: Council, order_id: UUID, by: By) -> int:
    """Release every hold for an order's missing document; return how many PCNs are free of it."""
    released = 0
    for case_id in _held_on(session, council.id, order_id):
        loaded = load(session, authority=council.id, case_id=case_id)
        holds = [hold for hold, kind in loaded.state.holds.items() if kind is HoldKind.ORDER_NOT_ATTACHED]
        if holds:
            events = tuple(HoldReleased(hold, None, None) for hold in holds)
            append(session, council=council, loaded=loaded, events=events, by=by)
            released += 1
    return released


def _held_on(session: Session, authority: UUID, order_id: UUID) -> list[UUID]:
    mine = set(
        session.scalars(
            select(Restriction.id).where(
                Restriction.authority_id == authority, Restriction.order_id == order_id
            )
        )
    )
    rows = session.execute(
        select(Case.id, EventRow.kind, EventRow.version, EventRow.facts)
        .join(EventRow, EventRow.case_id == Case.id)
        .where(
            Case.authority_id == authority,
            Case.holds > 0,
            EventRow.authority_id == authority,
            EventRow.seq == 1,
        )
        .order_by(Case.id)
    )
    began = ((row.id, beginning(read(row.kind, row.version, row.facts))) for row in rows)
    return [case_id for case_id, event in began if event.restriction_id in mine]
