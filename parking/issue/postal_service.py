"""Serving a PCN by post: posted on its day, taken back, or given more time by a supervisor."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import PostalPcnServed, PostalPcnWithdrawn, PostalServiceExtended
from parking.cases.record import By, load, must_be_possible, record
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.notices.actions import mark_posted, withdraw_paper
from parking.notices.queries import PaperRow
from parking.values import clock

REASON = "keeper_not_supplied"


def serve_by_post(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that a PCN was posted: from its day of service its charge and its discount run."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("a PCN is posted to somebody and has a finished file")
    basis = load(session, authority=council.id, case_id=paper.case_id).state.basis
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    until = council.law(served_on).discount(basis).period.last_day(served_on)
    record(
        session,
        council=council,
        case_id=paper.case_id,
        event=PostalPcnServed(paper.id, paper.party_id, paper.sha256, posted_on, served_on, until),
        by=by,
    )
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def withdraw_postal(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:
    """Take back a PCN that may no longer be posted: the case was closed or held, or its days ended."""
    record(session, council=council, case_id=paper.case_id, event=PostalPcnWithdrawn(paper.id), by=by)
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def extend_service(session: Session, *, council: Council, case_id: UUID, why: str, by: By) -> None:
    """Rely on the longer time that a keeper register's silence gives; the supervisor's reasons are kept."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.EXTEND_POSTAL_SERVICE, by=by)
    note = write_note(session, authority=council.id, case_id=case_id, text=why, author=by.actor, at=by.at)
    record(
        session,
        council=council,
        case_id=case_id,
        event=PostalServiceExtended(clock.day_of(by.at), REASON, note.digest),
        by=by,
    )
