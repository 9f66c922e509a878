"""GET /pcns/…/paper: the PCN's paper as A4 or for an 80 mm roll."""

from __future__ import annotations

from uuid import UUID

from apiflask.schemas import FileSchema
from flask import Response

from parking.authorities.current import current_council
from parking.cases import doors
from parking.issue.drawing import Shape
from parking.patrol.actions.printing import print_pcn
from parking.patrol.api.blueprint import api
from parking.patrol.messages.files import pdf
from parking.patrol.queries import became_of
from parking.store.base import db
from parking.web.access import device, writes

PDF = FileSchema(type="string", format="binary")
ANSWERS = {404: "Nothing came under this reference", 409: "A person must look at this PCN first"}


@api.get("/pcns/<uuid:pcn_ref>/paper.a4.pdf")
@device()
@writes("records the first drawing of the PCN's paper")
@api.output(PDF, content_type="application/pdf")
@api.doc(responses=ANSWERS)
def paper_a4(pcn_ref: UUID) -> Response:
    """Return the PCN as an A4 page."""
    return _paper(pcn_ref, Shape.A4)


@api.get("/pcns/<uuid:pcn_ref>/paper.80mm.pdf")
@device()
@writes("records the first drawing of the PCN's paper")
@api.output(PDF, content_type="application/pdf")
@api.doc(responses=ANSWERS)
def paper_80mm(pcn_ref: UUID) -> Response:
    """Return the PCN for an 80 mm roll."""
    return _paper(pcn_ref, Shape.ROLL)


def _paper(pcn_ref: UUID, shape: Shape) -> Response:
    found = became_of(db.session(), authority=current_council().id, pcn_ref=pcn_ref)
    return pdf(
        print_pcn(
            council=current_council(), case_id=found.case_id, shape=shape, by=doors.handheld("handheld API")
        ),
        shape,
    )
