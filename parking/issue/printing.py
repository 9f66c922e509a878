"""Printing a PCN: drawn from its history each time, its first drawing kept and recorded once."""

from __future__ import annotations

from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import By, load
from parking.issue.drawing import Shape, pcn_paper_for
from parking.issue.queries import pcn_served
from parking.notices.actions import Finished, keep_given
from parking.notices.drawing.paper import Drawn
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow, papers_of
from parking.store.base import db
from parking.store.files import FileStore
from parking.store.session import writing
from parking.values import clock


def print_given(*, council: Council, files: FileStore, case_id: UUID, shape: Shape, by: By) -> Drawn:
    """Return a PCN's paper. Its first drawing is recorded in a short transaction of its own."""
    session = db.session()
    drawn = pcn_paper_for(session, council, case_id, shape)
    if any(_waits(paper) for paper in papers_of(session, authority=council.id, case_id=case_id)):
        _keep_first(council, files, case_id, drawn, by)
    return drawn


def _keep_first(council: Council, files: FileStore, case_id: UUID, drawn: Drawn, by: By) -> None:
    files.keep(council.id, drawn.pdf)
    with writing(authority=council.id) as session:
        load(session, authority=council.id, case_id=case_id)  # locks the case: two may print at once
        served = pcn_served(session, authority=council.id, case_id=case_id)
        for paper in papers_of(session, authority=council.id, case_id=case_id):
            if _waits(paper):
                keep_given(
                    session,
                    council=council,
                    paper=Finished(paper.id, case_id, paper.kind, drawn.sha256, drawn.pages),
                    printed_on=clock.day_of(served.served_at),
                    by=by,
                )


def _waits(paper: PaperRow) -> bool:
    return paper.kind is PaperWanted.PCN and paper.state == "requested"
