"""Reading photographs and notes, always through their case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parking.evidence.errors import NoSuchPhotographError
from parking.evidence.models import Note, Photograph

# Asked with every PCN, so built once.
_PHOTOGRAPH = Photograph.__table__.c
_KEPT = select(_PHOTOGRAPH.client_ref).where(
    _PHOTOGRAPH.authority_id == bindparam("authority"),
    _PHOTOGRAPH.client_ref.in_(bindparam("refs", expanding=True)),
    _PHOTOGRAPH.pcn_ref == bindparam("pcn"),
)


@dataclass(frozen=True, slots=True)
class PhotographRow:
    """A photograph as pages list it."""

    id: UUID
    subject: str
    taken_at: datetime
    shown_sha256: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What somebody wrote about a case."""

    id: UUID
    text: str
    author: str
    written_at: datetime


def kept_for(session: Session, *, authority: UUID, pcn_ref: UUID, refs: Sequence[UUID]) -> frozenset[UUID]:
    """Return which of a PCN's photographs have arrived."""
    if not refs:
        return frozenset()
    found = session.scalars(_KEPT, {"authority": authority, "refs": refs, "pcn": pcn_ref})
    return frozenset(found)


def photographs_of(session: Session, *, authority: UUID, case_id: UUID) -> list[PhotographRow]:
    """Return the photographs of a case in the order they were taken."""
    rows = session.execute(
        select(Photograph.id, Photograph.subject, Photograph.taken_at, Photograph.shown_sha256)
        .where(
            Photograph.authority_id == authority,
            Photograph.case_id == case_id,
            Photograph.erased_at.is_(None),
        )
        .order_by(Photograph.taken_at, Photograph.id)
    )
    return [PhotographRow(*row) for row in rows]


def photograph(session: Session, *, authority: UUID, case_id: UUID, photograph_id: UUID) -> PhotographRow:
    """Return one photograph of one case: never by its own id alone."""
    for row in photographs_of(session, authority=authority, case_id=case_id):
        if row.id == photograph_id:
            return row
    raise NoSuchPhotographError("There is no such photograph.")


def notes_of(session: Session, *, authority: UUID, case_id: UUID) -> list[NoteRow]:
    """Return the notes on a case, oldest first."""
    rows = session.execute(
        select(Note.id, Note.text, Note.author, Note.written_at)
        .where(Note.authority_id == authority, Note.case_id == case_id, Note.erased_at.is_(None))
        .order_by(Note.written_at, Note.id)
    )
    return [NoteRow(*row) for row in rows]
