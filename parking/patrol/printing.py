"""Printing a PCN: drawn from its history each time, its first drawing recorded once."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from parking.authorities.current import current_council
from parking.cases.record import By
from parking.issue.drawing import Shape, pcn_paper_for
from parking.issue.errors import NoSeriesError
from parking.issue.queries import pcn_served
from parking.notices.queries import papers_of
from parking.patrol.actions import keep_first_drawing
from parking.patrol.errors import NoPaperError
from parking.store.base import db
from parking.store.current import files
from parking.values import clock


def paper_of(case_id: UUID | None, shape: Shape, by: By) -> Response:
    """Return a PCN's paper, and record its first drawing in a short transaction of its own."""
    if case_id is None:
        raise NoPaperError
    council, session = current_council(), db.session()
    try:
        drawn = pcn_paper_for(session, council, case_id, shape)
    except NoSeriesError as error:
        raise NoPaperError from error
    printed_on = clock.day_of(pcn_served(session, authority=council.id, case_id=case_id).served_at)
    if any(p.state == "requested" for p in papers_of(session, authority=council.id, case_id=case_id)):
        files().keep(council.id, drawn.pdf)
        keep_first_drawing(council=council, case_id=case_id, drawn=drawn, printed_on=printed_on, by=by)
    name = f"PCN-{shape.value}.pdf"
    return Response(
        drawn.pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
