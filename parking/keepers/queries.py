"""Reading keeper enquiries and the people liable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Uuid, func, literal, select, tuple_
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.keepers.models import KeeperEnquiry
from parking.parties.models import Party, Vehicle
from parking.store.types import Instant


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """An enquiry that waits: for being sent, or for its answer."""

    id: UUID
    case_id: UUID
    state: str
    asked_at: datetime
    mark: str
    contravention_on: date
    tries: int


def waiting_enquiries(
    session: Session, *, authority: UUID, after: EnquiryRow | None = None, most: int = 500
) -> list[EnquiryRow]:
    """Return enquiries without an answer, oldest first; `after` is the last one of the page before."""
    earlier = (
        select(func.count())
        .where(
            KeeperEnquiry.authority_id == authority,
            KeeperEnquiry.case_id == Case.id,
            KeeperEnquiry.state == "timed_out",
        )
        .correlate(Case)
        .scalar_subquery()
    )
    query = (
        select(
            KeeperEnquiry.id, KeeperEnquiry.case_id, KeeperEnquiry.state, KeeperEnquiry.asked_at,
            Vehicle.mark, Case.contravention_on, earlier,
        )
        .join(Case, Case.id == KeeperEnquiry.case_id)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(KeeperEnquiry.authority_id == authority, KeeperEnquiry.state.in_(("intended", "asked")))
        .order_by(KeeperEnquiry.asked_at, KeeperEnquiry.id)
        .limit(most)
    )  # fmt: skip
    if after is not None:
        query = query.where(
            tuple_(KeeperEnquiry.asked_at, KeeperEnquiry.id)
            > tuple_(literal(after.asked_at, Instant), literal(after.id, Uuid))
        )
    rows = session.execute(query)
    return [EnquiryRow(r[0], r[1], r[2], r[3], r[4], r[5], r[6] + 1) for r in rows]


def addressee(session: Session, *, authority: UUID, party_id: UUID) -> tuple[str, ...]:
    """Return a person liable as an envelope shows them: name, address lines, postcode."""
    row = session.execute(
        select(Party.name, Party.address, Party.postcode).where(
            Party.authority_id == authority, Party.id == party_id
        )
    ).one()
    return (row.name, *row.address, row.postcode)
