"""What the night does about appeals: follows unanswered recommendations, and notes what is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.tribunal import RecommendationTreatedAsAccepted
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import By, Loaded, load_unlocked
from parking.law.steps import Step
from parking.notices.actions import requested_row
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper
from parking.tribunal.actions import answer_body, comply
from parking.tribunal.appeals import AppealRow, appeals_in, ended_appeals
from parking.tribunal.from_tribunal import Direction
from parking.tribunal.models import Appeal, TribunalSending
from parking.tribunal.sending import sending_row
from parking.tribunal.states import AppealState, SendingKind

_DONE_BY_THE_CASE = frozenset({
    Direction.CANCEL_PCN.value, Direction.CANCEL_NOTICE.value, Direction.CANCEL_CHARGE_CERTIFICATE.value,
    Direction.REFUND.value,
})  # fmt: skip


def accept_silence(session: Session, *, council: Council) -> NightStep:
    """Return the step that follows each recommendation left unanswered, with its letter and its telling."""
    waiting = appeals_in(session, authority=council.id, state=AppealState.RECOMMENDED)
    return NightStep(
        Step.TREAT_RECOMMENDATION_AS_ACCEPTED,
        "recommendations treated as accepted",
        partial(_accept, {str(row.case_id): row for row in waiting}),
    )


def note_compliance(session: Session, *, council: Council, by: By) -> int:
    """Note every ended appeal in which nothing is left to do: all given back, nothing else directed."""
    done = 0
    for appeal in ended_appeals(session, authority=council.id):
        state = load_unlocked(session, authority=council.id, case_id=appeal.case_id).state
        if not state.refund_due and set(appeal.directions) <= _DONE_BY_THE_CASE:
            comply(session, council=council, appeal_id=appeal.id, by=by)
            done += 1
    return done


def _accept(known: Mapping[str, AppealRow], tonight: Tonight, loaded: Loaded) -> Decided | None:
    appeal = known.get(str(loaded.case_id))
    if appeal is None:
        return None
    ended = {
        "id": appeal.id, "authority_id": tonight.council.id, "state": AppealState.ENDED.value,
        "decided_on": tonight.on,
    }  # fmt: skip
    told = sending_row(
        authority=tonight.council.id, case_id=loaded.case_id, kind=SendingKind.RECOMMENDATION_ANSWERED,
        body=answer_body(appeal.reference, accepted=True, on=tonight.on), at=tonight.by.at,
        sending_id=tonight.id_for(loaded, "recommendation answered"), appeal_id=appeal.id,
    )  # fmt: skip
    return Decided(
        RecommendationTreatedAsAccepted(appeal.id, tonight.on),
        rows=((TribunalSending.__table__, told), *_letter(tonight, loaded)),
        changes=((Appeal.__table__, ended),),
    )


def _letter(tonight: Tonight, loaded: Loaded) -> tuple[tuple[Table, dict[str, Any]], ...]:
    party = loaded.state.liable_party
    if party is None:
        return ()
    row = requested_row(
        authority=tonight.council.id, case_id=loaded.case_id, kind=PaperWanted.APPEAL_CONCEDED,
        on=tonight.on, party_id=party, paper_id=tonight.id_for(loaded, "appeal conceded"),
    )  # fmt: skip
    return ((Paper.__table__, row),)
