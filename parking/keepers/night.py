"""What the night does about who is liable: asks the register, and asks for the notice that follows."""

from __future__ import annotations

from parking.cases.history.keepers import KeeperAsked, NoticeToOwnerRequested
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import Loaded
from parking.keepers.models import KeeperEnquiry
from parking.law.steps import Step
from parking.notices.actions import requested_row
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper


def _ask_keeper(tonight: Tonight, loaded: Loaded) -> Decided:
    enquiry_id = tonight.id_for(loaded, "keeper enquiry")
    enquiry = {
        "id": enquiry_id,
        "authority_id": tonight.council.id,
        "case_id": loaded.case_id,
        "state": "intended",
        "asked_at": tonight.by.at,
    }
    return Decided(KeeperAsked(enquiry_id, tonight.on), rows=((KeeperEnquiry.__table__, enquiry),))


def _request_notice(tonight: Tonight, loaded: Loaded) -> Decided:
    paper_id, party = tonight.id_for(loaded, "notice to owner"), loaded.state.liable_party
    paper = requested_row(
        authority=tonight.council.id,
        case_id=loaded.case_id,
        kind=PaperWanted.NOTICE_TO_OWNER,
        on=tonight.on,
        party_id=party,
        paper_id=paper_id,
    )
    # With nobody liable the guard refuses, and nothing of this is kept.
    event = NoticeToOwnerRequested(paper_id, party or paper_id, tonight.on)
    return Decided(event, rows=((Paper.__table__, paper),))


ASK_KEEPER = NightStep(Step.ASK_KEEPER, "keeper enquiries", _ask_keeper, alike=True)
REQUEST_NOTICE = NightStep(
    Step.REQUEST_NOTICE_TO_OWNER, "notices to owner requested", _request_notice, alike=True
)
