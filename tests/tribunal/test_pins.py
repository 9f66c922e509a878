"""A rejection carries the PIN to appeal with, where the tribunal gave one before it was drawn."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import insert

from parking.notices.drawing.reading import pages_of
from parking.notices.kinds import PaperWanted
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.tribunal.models import TribunalSending
from parking.tribunal.sending import sending_row
from parking.tribunal.states import SendingKind
from tests.desk.cases import posted
from tests.representations.cases import WROTE, at_work, noticed, papers, rejecting, wrote

POSTING = date(2026, 4, 22)


@pytest.mark.parametrize(("answer", "is_there"), [("PIN4711", True), (None, False)])
def test_the_pin_is_printed_if_the_tribunal_gave_it(
    app: APIFlask, specimen: Specimen, noon: datetime, answer: str | None, is_there: bool
) -> None:
    with app.app_context():
        case = noticed(specimen, noon)
        wrote(specimen, case)
        paper_id = rejecting(specimen, case)
        if answer:
            with at_work(specimen, WROTE) as (session, by):
                asked = sending_row(
                    authority=specimen.id, case_id=case, kind=SendingKind.ASK_PIN, at=by.at,
                    body={"rejection": str(paper_id)}, sending_id=paper_id,
                )  # fmt: skip
                session.execute(
                    insert(TribunalSending.__table__), asked | {"state": "answered", "answer": answer}
                )
        posted(specimen, POSTING)
        (paper,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        assert paper.sha256 is not None
        said = " ".join(" ".join(pages_of(files().read(specimen.id, paper.sha256))).split())
        assert ("you need this number and code: EX00000001 and PIN4711." in said) is is_there
