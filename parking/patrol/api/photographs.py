"""PUT /photographs: a picture comes before its PCN has a number; the receipt is its hash."""

from __future__ import annotations

from uuid import UUID

from flask import request

from parking.authorities.current import current_council
from parking.evidence.actions import keep_photograph, tie_photographs
from parking.issue.queries import issued_as
from parking.patrol.api.blueprint import api
from parking.patrol.api.reading import asked, read
from parking.patrol.errors import FieldError, UnreadableMessageError
from parking.patrol.messages.answers import PhotographKept
from parking.patrol.messages.incoming import PhotographFacts
from parking.store.base import db
from parking.store.current import files
from parking.values import clock
from parking.web.access import device


@api.put("/photographs/<uuid:photograph_ref>")
@device()
@api.output(PhotographKept, status_code=201)
@api.doc(
    responses={
        200: "It came before: the same receipt",
        404: "",
        409: "Another picture came under this reference",
        413: "The picture has too many bytes or pixels",
        422: "",
    }
)
def keep(photograph_ref: UUID) -> tuple[PhotographKept, int]:
    """Keep a photograph; a device deletes its own only when it has this receipt."""
    facts, data = _sent()
    council = current_council()
    kept = keep_photograph(
        db.session(),
        files=files(),
        authority=council.id,
        client_ref=photograph_ref,
        pcn_ref=facts.pcn_ref,
        data=data,
        subject=facts.subject,
        taken_at=facts.taken_at,
        received_at=clock.now(),
    )
    late_for = issued_as(db.session(), authority=council.id, client_ref=facts.pcn_ref)
    if late_for is not None:
        tie_photographs(
            db.session(),
            authority=council.id,
            pcn_ref=facts.pcn_ref,
            case_id=late_for.case_id,
            refs=[photograph_ref],
        )
    db.session.commit()
    return PhotographKept(photograph=photograph_ref, sha256=kept.sha256), 201 if kept.is_new else 200


def _sent() -> tuple[PhotographFacts, bytes]:
    if request.mimetype == "multipart/form-data":
        file = request.files.get("photograph")
        facts, data = read(PhotographFacts, request.form.to_dict()), file.read() if file else b""
    else:
        facts, data = read(PhotographFacts, asked()), request.get_data()
    if not data:
        raise UnreadableMessageError(FieldError("photograph", "is missing: send the bytes of a JPEG or PNG"))
    return facts, data
