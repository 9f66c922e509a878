"""What an answer or a decision may rest on in one case, named for a list to choose from."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from parking.evidence.documents import DocumentKind, documents_of
from parking.evidence.queries import notes_of, photographs_of
from parking.web.filters import date_and_time, short_date

NOTE_WORDS = 12
Choices = list[tuple[str, str]]


def evidence_to_choose(session: Session, *, authority: UUID, case_id: UUID) -> Choices:
    """Return every photograph, document and note of a case with what to call it."""
    photographs = [
        (str(row.id), f"Photograph: {row.subject.replace('_', ' ')}, {date_and_time(row.taken_at)}")
        for row in photographs_of(session, authority=authority, case_id=case_id)
    ]
    notes = [
        (str(row.id), f"Note of {short_date(row.written_at)}: {_beginning(row.text)}")
        for row in notes_of(session, authority=authority, case_id=case_id)
    ]
    return [*photographs, *documents_to_choose(session, authority=authority, case_id=case_id), *notes]


def documents_to_choose(
    session: Session, *, authority: UUID, case_id: UUID, kind: DocumentKind | None = None
) -> Choices:
    """Return the documents of a case, of one kind or of all, with what to call each."""
    return [
        (str(row.id), f"{row.kind.replace('_', ' ').capitalize()}, kept {date_and_time(row.received_at)}")
        for row in documents_of(session, authority=authority, case_id=case_id)
        if kind is None or row.kind is kind
    ]


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:NOTE_WORDS]) + (" …" if len(words) > NOTE_WORDS else "")
