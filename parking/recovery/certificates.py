"""The charge certificate: asked for, served by its posting, taken back or cancelled."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.recovery import (
    CertificateCancelled,
    CertificateRequested,
    CertificateServed,
    CertificateWithdrawn,
)
from parking.cases.record import By, load, record
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom
from parking.recovery.certificate_paper import draw_certificate
from parking.values import clock
from parking.values.ids import new_id


class CancelledBecause(StrEnum):
    """Why the authority takes a charge certificate back."""

    SERVED_TOO_EARLY = "served_too_early"
    APPEAL_FOUND = "appeal_found"
    EARLIER_PAPER_NOT_SERVED = "earlier_paper_not_served"
    DISCRETION = "discretion"


def request_certificate(session: Session, *, council: Council, case_id: UUID, by: By) -> UUID:
    """Ask the print room for a charge certificate, addressed to the person liable."""
    party = load(session, authority=council.id, case_id=case_id).state.liable_party
    paper_id, on = new_id(), clock.day_of(by.at)
    record(session, council=council, case_id=case_id, event=CertificateRequested(paper_id, on), by=by)
    return request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.CHARGE_CERTIFICATE, on=on,
        party_id=party, paper_id=paper_id,
    )  # fmt: skip


def serve_certificate(session: Session, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that a certificate was posted: the charge is increased from its service."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("a charge certificate is posted to somebody and has a finished file")
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    event = CertificateServed(paper.id, paper.party_id, paper.sha256, posted_on, served_on)
    record(session, council=council, case_id=paper.case_id, event=event, by=by)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def withdraw_certificate(session: Session, council: Council, paper: PaperRow, by: By) -> None:
    """Take back a certificate that may no longer be posted."""
    record(session, council=council, case_id=paper.case_id, event=CertificateWithdrawn(paper.id), by=by)
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def cancel_certificate(
    session: Session, *, council: Council, case_id: UUID, because: CancelledBecause, note: str, by: By
) -> None:
    """Take back a certificate that was served: the case stands where it stood, and money over goes back."""
    event = CertificateCancelled(clock.day_of(by.at), because.value)
    record(session, council=council, case_id=case_id, event=event, by=by)
    write_note(session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at)


CERTIFICATE_ROOM = PaperRoom(
    step=Step.SERVE_CHARGE_CERTIFICATE,
    draw=draw_certificate,
    post=serve_certificate,
    take_back=withdraw_certificate,
)
