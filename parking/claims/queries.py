"""Reading the points that were made and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from parking.claims.errors import NoSuchClaimError
from parking.claims.models import Claim


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One point with its answer, where it has one."""

    id: UUID
    place: int
    ground: str
    says: str
    answer: str | None
    answered_at: datetime | None
    answered_by: str | None
    evidence: tuple[UUID, ...]


def claims_of(session: Session, *, authority: UUID, representation_id: UUID) -> list[ClaimRow]:
    """Return the points of one set of representations, in the order they were listed."""
    rows = session.execute(
        select(
            Claim.id, Claim.place, Claim.ground, Claim.says, Claim.answer, Claim.answered_at,
            Claim.answered_by, Claim.evidence,
        )
        .where(Claim.authority_id == authority, Claim.representation_id == representation_id)
        .order_by(Claim.place, Claim.id)
    )  # fmt: skip
    return [_row(row) for row in rows]


def claim(session: Session, *, authority: UUID, representation_id: UUID, claim_id: UUID) -> ClaimRow:
    """Return one point of one set of representations."""
    for row in claims_of(session, authority=authority, representation_id=representation_id):
        if row.id == claim_id:
            return row
    raise NoSuchClaimError("There is no such point in these representations.")


def how_many(session: Session, *, authority: UUID, representation_id: UUID) -> int:
    """Return how many points are listed."""
    counted = select(func.count()).where(
        Claim.authority_id == authority, Claim.representation_id == representation_id
    )
    return session.scalar(counted) or 0


def _row(row: Row[Any]) -> ClaimRow:
    values = row._asdict()
    values["evidence"] = tuple(UUID(each) for each in values["evidence"] or ())
    return ClaimRow(**values)
