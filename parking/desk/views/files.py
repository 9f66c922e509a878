"""The photographs and papers of a case, read by their hash and shown only through their case."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from parking.authorities.current import current_council
from parking.cases.doors import staff
from parking.desk.errors import FileGoneError, FileNotTrustedError
from parking.desk.views.room import pages
from parking.evidence.queries import photograph as find_photograph
from parking.issue.drawing import Shape
from parking.issue.printing import print_given
from parking.notices.errors import NoSuchPaperError
from parking.notices.queries import paper_of
from parking.people.permissions import Permission
from parking.store.base import db
from parking.store.current import files
from parking.store.files import FileDamagedError, FileMissingError
from parking.web.access import allow, writes


@pages.get("/desk/cases/<uuid:case>/photographs/<uuid:photograph>")
@allow(Permission.SEE_CASE)
def photograph(case: UUID, photograph: UUID) -> Response:
    """Show one photograph of a case."""
    row = find_photograph(
        db.session(), authority=current_council().id, case_id=case, photograph_id=photograph
    )
    return Response(kept(row.shown_sha256), mimetype="image/jpeg")


@pages.get("/desk/cases/<uuid:case>/papers/<uuid:paper>.pdf")
@allow(Permission.SEE_CASE)
def paper(case: UUID, paper: UUID) -> Response:
    """Show one paper of a case."""
    row = paper_of(db.session(), authority=current_council().id, case_id=case, paper_id=paper)
    if row.sha256 is None:
        raise NoSuchPaperError("This paper has not been drawn yet.")
    return Response(kept(row.sha256), mimetype="application/pdf")


@pages.get("/desk/cases/<uuid:case>/pcn.pdf")
@allow(Permission.SEE_CASE)
@writes("keeps the first drawing of a PCN that was given by hand")
def pcn_as_given(case: UUID) -> Response:
    """Show the PCN as it was given, drawn from its history."""
    drawn = print_given(
        council=current_council(), files=files(), case_id=case, shape=Shape.A4, by=staff("case page")
    )
    return Response(drawn.pdf, mimetype="application/pdf")


def kept(sha256: str) -> bytes:
    """Return a file of this authority; one that is gone or changed is refused in words."""
    try:
        return files().read(current_council().id, sha256)
    except FileMissingError as gone:
        raise FileGoneError(str(gone)) from gone
    except FileDamagedError as changed:
        raise FileNotTrustedError(str(changed)) from changed
