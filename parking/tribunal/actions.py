"""What the authority does about an appeal: deliver its documents, give it up, answer a recommendation."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.closing import ClosingTold
from parking.cases.history.tribunal import (
    AppealNotContested,
    RecommendationAccepted,
    RecommendationRefusalRequested,
    RecommendationRefusalWithdrawn,
    RecommendationRefused,
)
from parking.cases.record import By, load, must_be_possible, record
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow
from parking.tribunal.appeals import change_appeal, the_open_appeal
from parking.tribunal.errors import NothingToPostToError, OnItsWayError
from parking.tribunal.papers import reasons_of
from parking.tribunal.sending import intend, is_waiting
from parking.tribunal.states import AppealState, SendingKind
from parking.values import clock
from parking.values.ids import new_id


class WhyNotContested(StrEnum):
    """Why the authority gives an appeal up."""

    NEW_EVIDENCE = "new_evidence"
    WEAK_EVIDENCE = "weak_evidence"
    OUR_MISTAKE = "our_mistake"
    CIRCUMSTANCES = "circumstances"


def deliver_documents(
    session: Session, *, council: Council, case_id: UUID, pack_sha256: str, pages: int, by: By
) -> UUID:
    """Have an evidence pack that is kept already sent to the tribunal; delivered is recorded when it goes."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.DELIVER_APPEAL_DOCUMENTS, by=by)
    appeal = the_open_appeal(session, authority=council.id, case_id=case_id)
    if is_waiting(session, authority=council.id, appeal_id=appeal.id, kind=SendingKind.DOCUMENTS_DELIVERED):
        raise OnItsWayError("The documents for this appeal are on their way already.")
    return intend(
        session,
        authority=council.id,
        case_id=case_id,
        kind=SendingKind.DOCUMENTS_DELIVERED,
        body={"appeal": appeal.reference, "pack_sha256": pack_sha256, "pages": pages},
        at=by.at,
        appeal_id=appeal.id,
    )


def not_contest(
    session: Session, *, council: Council, case_id: UUID, why: WhyNotContested, note: str, by: By
) -> None:
    """Give an appeal up: the charge ends, money goes back, the tribunal and the appellant are told."""
    on = clock.day_of(by.at)
    must_be_possible(session, council=council, case_id=case_id, step=Step.NOT_CONTEST, by=by)
    appeal = the_open_appeal(session, authority=council.id, case_id=case_id)
    write_note(session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at)
    event = AppealNotContested(appeal.id, on, why.value)
    state = record(session, council=council, case_id=case_id, event=event, by=by)
    intend(
        session, authority=council.id, case_id=case_id, kind=SendingKind.NOT_CONTESTED,
        body={"appeal": appeal.reference, "cancelled_on": on}, at=by.at, appeal_id=appeal.id,
    )  # fmt: skip
    _end(session, council, case_id, appeal.id, state.liable_party, on)


def accept_recommendation(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Follow the adjudicator's recommendation: the charge ends, and tribunal and appellant are told."""
    on = clock.day_of(by.at)
    must_be_possible(session, council=council, case_id=case_id, step=Step.ACCEPT_RECOMMENDATION, by=by)
    appeal = the_open_appeal(session, authority=council.id, case_id=case_id)
    event = RecommendationAccepted(appeal.id, on)
    state = record(session, council=council, case_id=case_id, event=event, by=by)
    intend(
        session, authority=council.id, case_id=case_id, kind=SendingKind.RECOMMENDATION_ANSWERED,
        body=answer_body(appeal.reference, accepted=True, on=on), at=by.at, appeal_id=appeal.id,
    )  # fmt: skip
    _end(session, council, case_id, appeal.id, state.liable_party, on)


def refuse_recommendation(session: Session, *, council: Council, case_id: UUID, reasons: str, by: By) -> UUID:
    """Decide not to follow a recommendation: a notice with the reasons waits for the print room."""
    must_be_possible(
        session, council=council, case_id=case_id, step=Step.REQUEST_RECOMMENDATION_REFUSAL, by=by
    )
    appeal = the_open_appeal(session, authority=council.id, case_id=case_id)
    party = load(session, authority=council.id, case_id=case_id).state.liable_party
    if party is None:
        raise NothingToPostToError("Nobody is named as liable, so there is nobody to write to.")
    note = write_note(session, authority=council.id, case_id=case_id, text=reasons, author=by.actor, at=by.at)
    paper_id, on = new_id(), clock.day_of(by.at)
    event = RecommendationRefusalRequested(paper_id, on, note.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)
    change_appeal(session, authority=council.id, appeal_id=appeal.id, reasons_note_id=note.id)
    return request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.RECOMMENDATION_REFUSED, on=on,
        party_id=party, paper_id=paper_id,
    )  # fmt: skip


def post_refusal(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that the refusal of a recommendation was posted, and have the tribunal told with the reasons."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("a notice is posted to somebody and has a finished file")
    appeal = the_open_appeal(session, authority=council.id, case_id=paper.case_id)
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    event = RecommendationRefused(paper.id, paper.party_id, paper.sha256, posted_on, served_on)
    record(session, council=council, case_id=paper.case_id, event=event, by=by)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)
    reasons = reasons_of(session, authority=council.id, appeal=appeal)
    intend(
        session, authority=council.id, case_id=paper.case_id, kind=SendingKind.RECOMMENDATION_ANSWERED,
        body=answer_body(appeal.reference, accepted=False, on=posted_on, reasons=reasons), at=by.at,
        appeal_id=appeal.id,
    )  # fmt: skip
    change_appeal(session, authority=council.id, appeal_id=appeal.id, state=AppealState.LOST.value)


def take_back_refusal(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:
    """Take back a refusal that may no longer be posted."""
    record(
        session, council=council, case_id=paper.case_id, event=RecommendationRefusalWithdrawn(paper.id), by=by
    )
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def post_concession(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that the appellant was written to that the charge has ended."""
    told = ClosingTold(posted_on, "post")
    record(session, council=council, case_id=paper.case_id, event=told, by=by)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def take_back_concession(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:  # noqa: ARG001
    """Take back a letter about a charge that did not end after all; the history needs nothing of it."""
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def comply(session: Session, *, council: Council, appeal_id: UUID, by: By) -> None:
    """Record that everything an adjudicator directed is done."""
    change_appeal(session, authority=council.id, appeal_id=appeal_id, complied_on=clock.day_of(by.at))


def answer_body(reference: str, *, accepted: bool, on: date, reasons: str = "") -> dict[str, object]:
    """Return what the tribunal is told of our answer to a recommendation."""
    return {"appeal": reference, "accepted": accepted, "answered_on": on, "reasons": reasons}


def _end(
    session: Session, council: Council, case_id: UUID, appeal_id: UUID, party: UUID | None, on: date
) -> None:
    change_appeal(
        session, authority=council.id, appeal_id=appeal_id, state=AppealState.ENDED.value, decided_on=on
    )
    if party is not None:
        request_paper(
            session, authority=council.id, case_id=case_id, kind=PaperWanted.APPEAL_CONCEDED, on=on,
            party_id=party,
        )  # fmt: skip
