"""Taking photographs and notes in, and tying them to their case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from parking.evidence.errors import OtherPhotographError
from parking.evidence.models import Note, Photograph
from parking.evidence.pictures import open_picture
from parking.parties.actions import Known, salted_digest
from parking.store.files import FileStore
from parking.values.canonical import sha256
from parking.values.ids import new_id

# Run with every PCN, so built once.
_PHOTOGRAPH = Photograph.__table__.c
_TIE = (
    update(Photograph.__table__)
    .where(
        _PHOTOGRAPH.authority_id == bindparam("authority"),
        _PHOTOGRAPH.client_ref.in_(bindparam("refs", expanding=True)),
        _PHOTOGRAPH.pcn_ref == bindparam("pcn"),
    )
    .values(case_id=bindparam("case"))
    .returning(_PHOTOGRAPH.id, _PHOTOGRAPH.sha256, _PHOTOGRAPH.salt, _PHOTOGRAPH.taken_at)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A photograph that is safe here: its hash is the receipt the device waits for."""

    client_ref: UUID
    sha256: str
    is_new: bool


def keep_photograph(
    session: Session,
    *,
    files: FileStore,
    authority: UUID,
    client_ref: UUID,
    pcn_ref: UUID,
    data: bytes,
    subject: str,
    taken_at: datetime,
    received_at: datetime,
) -> Kept:
    """Keep a photograph before its PCN has a number; safe to send twice.

    Raises OtherPhotographError when another picture came under the same reference.
    """
    name = sha256(data)
    held = session.scalar(
        select(Photograph.sha256).where(
            Photograph.authority_id == authority, Photograph.client_ref == client_ref
        )
    )
    if held is not None:
        if held != name:
            raise OtherPhotographError("Another picture came before under this reference.")
        return Kept(client_ref, name, is_new=False)
    picture = open_picture(data)
    files.keep(authority, data)
    session.execute(
        insert(Photograph),
        {
            "id": new_id(),
            "authority_id": authority,
            "client_ref": client_ref,
            "pcn_ref": pcn_ref,
            "sha256": name,
            "shown_sha256": files.keep(authority, picture.shown),
            "media_type": picture.media_type,
            "size": len(data),
            "subject": subject,
            "taken_at": taken_at,
            "received_at": received_at,
            "salt": secrets.token_hex(16),
        },
    )
    return Kept(client_ref, name, is_new=True)


def tie_photographs(
    session: Session, *, authority: UUID, pcn_ref: UUID, case_id: UUID, refs: Sequence[UUID]
) -> tuple[str, ...]:
    """Tie photographs to their case; return what the history holds of each: id and salted digest."""
    if not refs:
        return ()
    mine = {"authority": authority, "refs": refs, "pcn": pcn_ref}
    rows = sorted(session.execute(_TIE, mine | {"case": case_id}), key=lambda row: (row.taken_at, row.id))
    return tuple(f"{row.id}:{salted_digest(row.salt, row.sha256)}" for row in rows)


def write_note(
    session: Session, *, authority: UUID, case_id: UUID, text: str, author: str, at: datetime
) -> Known:
    """Keep what somebody wrote about a case; return what the history holds of it."""
    salt, row_id = secrets.token_hex(16), new_id()
    session.execute(
        insert(Note.__table__),
        {
            "id": row_id,
            "authority_id": authority,
            "case_id": case_id,
            "text": text,
            "author": author,
            "written_at": at,
            "salt": salt,
        },
    )
    return Known(row_id, salted_digest(salt, text))
