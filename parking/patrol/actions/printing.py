"""Printing a PCN: drawn from its history each time, its first drawing recorded once."""

from __future__ import annotations

from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.errors import NoSuchCaseError
from parking.cases.record import By, load
from parking.issue.drawing import Shape, pcn_paper_for
from parking.issue.queries import pcn_served
from parking.notices.actions import Finished, keep_given
from parking.notices.drawing.paper import Drawn
from parking.notices.kinds import PaperWanted
from parking.notices.queries import papers_of
from parking.patrol.errors import NoPaperError
from parking.store.base import db
from parking.store.current import files
from parking.store.session import writing
from parking.values import clock


def print_pcn(*, council: Council, case_id: UUID | None, shape: Shape, by: By) -> Drawn:
    """Return a PCN's paper. Its first drawing is recorded in a short transaction of its own."""
    if case_id is None:
        raise NoPaperError
    session = db.session()
    try:
        drawn = pcn_paper_for(session, council, case_id, shape)
    except NoSuchCaseError as error:
        raise NoPaperError from error
    if any(p.state == "requested" for p in papers_of(session, authority=council.id, case_id=case_id)):
        _keep_first(council, case_id, drawn, by)
    return drawn


def _keep_first(council: Council, case_id: UUID, drawn: Drawn, by: By) -> None:
    files().keep(council.id, drawn.pdf)
    with writing(authority=council.id) as session:
        load(session, authority=council.id, case_id=case_id)  # locks the case: two may print at once
        served = pcn_served(session, authority=council.id, case_id=case_id)
        for paper in papers_of(session, authority=council.id, case_id=case_id):
            if paper.kind is PaperWanted.PCN and paper.state == "requested":
                keep_given(
                    session,
                    council=council,
                    paper=Finished(paper.id, case_id, paper.kind, drawn.sha256, drawn.pages),
                    printed_on=clock.day_of(served.served_at),
                    by=by,
                )
