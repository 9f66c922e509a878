"""Reading representations: those of a case, and those that wait, by their last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity
from parking.representations.errors import NoSuchRepresentationError
from parking.representations.kinds import Channel, Outcome
from parking.representations.models import Representation


@dataclass(frozen=True, slots=True)
class RepresentationRow:
    """Representations as pages and papers show them."""

    id: UUID
    case_id: UUID
    received_on: date
    starts_on: date | None
    is_late: bool
    channel: Channel
    capacity: Capacity
    grounds: tuple[RepresentationGround, ...]
    text: str
    writer_party_id: UUID | None
    notice_party_id: UUID | None
    recorded_at: datetime
    outcome: Outcome | None
    decided_on: date | None
    decision_note_id: UUID | None

    @property
    def answer_to(self) -> UUID | None:
        """Who is written to about them: whoever wrote, else the person on the notice."""
        return self.writer_party_id or self.notice_party_id


_COLUMNS = (
    Representation.id, Representation.case_id, Representation.received_on, Representation.starts_on,
    Representation.is_late, Representation.channel, Representation.capacity, Representation.grounds,
    Representation.text, Representation.writer_party_id, Representation.notice_party_id,
    Representation.recorded_at, Representation.outcome, Representation.decided_on,
    Representation.decision_note_id,
)  # fmt: skip


def representations_of(session: Session, *, authority: UUID, case_id: UUID) -> list[RepresentationRow]:
    """Return all representations ever made in a case, oldest first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Representation.authority_id == authority, Representation.case_id == case_id)
        .order_by(Representation.recorded_at, Representation.id)
    )
    return [_row(row) for row in rows]


def representation(
    session: Session, *, authority: UUID, case_id: UUID, representation_id: UUID | None
) -> RepresentationRow:
    """Return one set of representations of one case: never by its own id alone."""
    for row in representations_of(session, authority=authority, case_id=case_id):
        if row.id == representation_id:
            return row
    raise NoSuchRepresentationError("There are no such representations in this case.")


def late_one(session: Session, *, authority: UUID, case_id: UUID) -> RepresentationRow:
    """Return the late representations of a case that wait for somebody to decide on admitting them."""
    for row in reversed(representations_of(session, authority=authority, case_id=case_id)):
        if row.is_late and row.starts_on is None and row.outcome is None:
            return row
    raise NoSuchRepresentationError("No late representations wait in this case.")


def latest(session: Session, *, authority: UUID, case_id: UUID, outcome: Outcome) -> RepresentationRow:
    """Return the newest representations of a case that ended in this way."""
    for row in reversed(representations_of(session, authority=authority, case_id=case_id)):
        if row.outcome is outcome:
            return row
    raise NoSuchRepresentationError("There are no such representations in this case.")


def _row(row: Row[Any]) -> RepresentationRow:
    values = row._asdict()
    values["channel"] = Channel(values["channel"])
    values["capacity"] = Capacity(values["capacity"])
    values["grounds"] = tuple(RepresentationGround(each) for each in values["grounds"])
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    return RepresentationRow(**values)
