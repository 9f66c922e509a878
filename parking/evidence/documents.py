"""Documents that people send about a case: kept whole under their hash, listed through their case."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from parking.cases.queries import case as find_case
from parking.evidence.errors import NoSuchDocumentError, NotADocumentError
from parking.evidence.models import Document, Note, Photograph
from parking.parties.actions import Known, salted_digest
from parking.store.files import FileStore
from parking.values.ids import new_id

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


class DocumentKind(StrEnum):
    """What a document is."""

    LETTER = "letter"
    AUTHORITY_TO_ACT = "authority_to_act"
    STATEMENT_OF_LIABILITY = "statement_of_liability"
    HIRING_AGREEMENT = "hiring_agreement"
    PROOF_OF_SALE = "proof_of_sale"
    PROOF_OF_ADDRESS = "proof_of_address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as pages list it."""

    id: UUID
    kind: DocumentKind
    sha256: str
    media_type: str
    received_at: datetime


_COLUMNS = (Document.id, Document.kind, Document.sha256, Document.media_type, Document.received_at)


def keep_document(
    session: Session,
    *,
    files: FileStore,
    authority: UUID,
    case_id: UUID,
    kind: DocumentKind,
    data: bytes,
    received_at: datetime,
) -> Known:
    """Keep a PDF or a picture of a document of a case; return what the history holds of it."""
    find_case(session, authority=authority, case_id=case_id)
    media = next((media for begins, media in _BEGINNINGS if data.startswith(begins)), None)
    if media is None:
        raise NotADocumentError("The file is not a PDF, JPEG or PNG. Scan the document or save it as a PDF.")
    salt, row_id, name = secrets.token_hex(16), new_id(), files.keep(authority, data)
    session.execute(
        insert(Document),
        {
            "id": row_id,
            "authority_id": authority,
            "case_id": case_id,
            "kind": kind.value,
            "sha256": name,
            "media_type": media,
            "size": len(data),
            "received_at": received_at,
            "salt": salt,
        },
    )
    return Known(row_id, salted_digest(salt, name))


def documents_of(session: Session, *, authority: UUID, case_id: UUID) -> list[DocumentRow]:
    """Return the documents of a case, oldest first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Document.authority_id == authority, Document.case_id == case_id, Document.erased_at.is_(None))
        .order_by(Document.received_at, Document.id)
    )
    return [DocumentRow(row[0], DocumentKind(row[1]), *row[2:]) for row in rows]


def document(session: Session, *, authority: UUID, case_id: UUID, document_id: UUID) -> DocumentRow:
    """Return one document of one case: never by its own id alone."""
    for row in documents_of(session, authority=authority, case_id=case_id):
        if row.id == document_id:
            return row
    raise NoSuchDocumentError("There is no such document on this case.")


def evidence_ids(session: Session, *, authority: UUID, case_id: UUID) -> frozenset[UUID]:
    """Return the ids of every photograph, note and document of a case: what an answer may rest on."""
    found: set[UUID] = set()
    for table in (Photograph, Note, Document):
        found.update(
            session.scalars(select(table.id).where(table.authority_id == authority, table.case_id == case_id))
        )
    return frozenset(found)
