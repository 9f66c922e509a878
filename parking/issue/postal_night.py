"""What the night does for a PCN by post: asks the print room for it as soon as its keeper is known."""

from __future__ import annotations

from parking.cases.history.issue import PostalPcnRequested
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import Loaded
from parking.law.steps import Step
from parking.notices.actions import requested_row
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper


def _request(tonight: Tonight, loaded: Loaded) -> Decided:
    paper_id, party = tonight.id_for(loaded, "PCN by post"), loaded.state.liable_party
    paper = requested_row(
        authority=tonight.council.id,
        case_id=loaded.case_id,
        kind=PaperWanted.PCN_POSTAL,
        on=tonight.on,
        party_id=party,
        paper_id=paper_id,
    )
    # With nobody liable the guard refuses, and nothing of this is kept.
    event = PostalPcnRequested(paper_id, party or paper_id, tonight.on)
    return Decided(event, rows=((Paper.__table__, paper),))


REQUEST_POSTAL = NightStep(Step.REQUEST_POSTAL_PCN, "PCNs by post requested", _request, alike=True)
