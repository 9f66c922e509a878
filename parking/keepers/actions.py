"""Finding who is liable, and serving them with a notice to owner."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.keepers import (
    KeeperAnswered,
    KeeperAsked,
    KeeperEnquiryTimedOut,
    NoticeToOwnerRequested,
    NoticeToOwnerServed,
    NoticeToOwnerWithdrawn,
)
from parking.cases.record import By, load, must_be_possible, record
from parking.keepers.gateway import KeeperReply
from parking.keepers.models import KeeperEnquiry
from parking.law.state import KeeperAnswer
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow
from parking.parties.actions import add_party
from parking.values import clock
from parking.values.ids import new_id


def ask_keeper(session: Session, *, council: Council, case_id: UUID, by: By) -> UUID:
    """Intend an enquiry to the keeper register; the night's work sends it outside the transaction."""
    enquiry_id = new_id()
    record(
        session,
        council=council,
        case_id=case_id,
        event=KeeperAsked(enquiry_id, clock.day_of(by.at)),
        by=by,
    )
    session.execute(
        insert(KeeperEnquiry),
        {
            "id": enquiry_id,
            "authority_id": council.id,
            "case_id": case_id,
            "state": "intended",
            "asked_at": by.at,
        },
    )
    return enquiry_id


def record_reply(
    session: Session, *, council: Council, case_id: UUID, enquiry_id: UUID, reply: KeeperReply, by: By
) -> None:
    """Record the register's answer; a keeper it names becomes the person liable, with this evidence."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.RECORD_KEEPER, by=by)
    party = (
        add_party(
            session,
            authority=council.id,
            name=reply.name,
            address=list(reply.address),
            postcode=reply.postcode,
            source="keeper register",
        )
        if reply.answer is KeeperAnswer.FOUND
        else None
    )
    record(
        session,
        council=council,
        case_id=case_id,
        event=KeeperAnswered(
            enquiry_id, reply.answer, party.id if party else None, party.digest if party else None
        ),
        by=by,
    )
    _set(session, council.id, enquiry_id, state="answered", answered_at=by.at, answer=reply.answer.value)


def sent(session: Session, *, council: Council, enquiry_id: UUID) -> None:
    """Note that an enquiry reached the register and waits for its answer, unless it was answered since."""
    session.execute(
        update(KeeperEnquiry)
        .where(
            KeeperEnquiry.authority_id == council.id,
            KeeperEnquiry.id == enquiry_id,
            KeeperEnquiry.state == "intended",
        )
        .values(state="asked")
        .execution_options(synchronize_session=False)
    )


def time_out(session: Session, *, council: Council, case_id: UUID, enquiry_id: UUID, by: By) -> None:
    """Record that the register did not answer in the days the authority waits; it is asked again."""
    record(session, council=council, case_id=case_id, event=KeeperEnquiryTimedOut(enquiry_id), by=by)
    _set(session, council.id, enquiry_id, state="timed_out", answered_at=by.at)


def request_notice(session: Session, *, council: Council, case_id: UUID, by: By) -> UUID:
    """Ask the print room for a notice to owner, addressed to the person liable and nobody else."""
    party = load(session, authority=council.id, case_id=case_id).state.liable_party
    paper_id, on = new_id(), clock.day_of(by.at)
    record(
        session,
        council=council,
        case_id=case_id,
        event=NoticeToOwnerRequested(paper_id, party or paper_id, on),
        by=by,
    )
    return request_paper(
        session,
        authority=council.id,
        case_id=case_id,
        kind=PaperWanted.NOTICE_TO_OWNER,
        on=on,
        party_id=party,
        paper_id=paper_id,
    )


def serve_notice(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that a notice to owner was posted; service is deemed on the second working day after."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("a notice is posted to somebody and has a finished file")
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    record(
        session,
        council=council,
        case_id=paper.case_id,
        event=NoticeToOwnerServed(paper.id, paper.party_id, paper.sha256, posted_on, served_on),
        by=by,
    )
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def withdraw_notice(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:
    """Take back a notice that may no longer be posted: the case was paid, closed or held meanwhile."""
    record(session, council=council, case_id=paper.case_id, event=NoticeToOwnerWithdrawn(paper.id), by=by)
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def _set(session: Session, authority: UUID, enquiry_id: UUID, **values: object) -> None:
    session.execute(
        update(KeeperEnquiry)
        .where(KeeperEnquiry.authority_id == authority, KeeperEnquiry.id == enquiry_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
