"""Deciding representations: in whose name they were made, accepted, or rejected with every point answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import (
    CapacityDecided,
    RejectionRequested,
    RejectionServed,
    RejectionWithdrawn,
    RepresentationsAccepted,
    RepresentationsTreatedAsAccepted,
)
from parking.cases.record import By, Loaded, append, load, must_be_possible, record
from parking.evidence.actions import write_note
from parking.evidence.documents import evidence_ids
from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow, papers_of
from parking.representations.errors import NotEvidenceError
from parking.representations.kinds import Outcome
from parking.representations.outcomes import ended, note_on
from parking.representations.queries import representation
from parking.values import clock
from parking.values.ids import new_id


def decide_capacity(
    session: Session, *, council: Council, case_id: UUID, capacity: Capacity, evidence_id: UUID | None, by: By
) -> None:
    """Decide in whose name they were made; somebody without authority is told who may make them."""
    if evidence_id is not None and evidence_id not in evidence_ids(
        session, authority=council.id, case_id=case_id
    ):
        raise NotEvidenceError("Choose a document or a note of this case.")
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    row_id = _decided(loaded)
    decided = CapacityDecided(row_id, capacity, on, evidence_id)
    append(session, council=council, loaded=loaded, events=(decided,), by=by)
    note_on(session, authority=council.id, representation_id=row_id, capacity=capacity.value)
    if capacity is Capacity.OTHER:
        row = representation(session, authority=council.id, case_id=case_id, representation_id=row_id)
        ended(session, authority=council.id, representation_id=row_id, outcome=Outcome.NOT_THEIRS, on=on)
        request_paper(
            session, authority=council.id, case_id=case_id, kind=PaperWanted.NOT_YOURS_TO_MAKE, on=on,
            party_id=row.answer_to,
        )  # fmt: skip


def accept(
    session: Session, *, council: Council, case_id: UUID, ground: RepresentationGround, words: str, by: By
) -> None:
    """Accept: the charge is cancelled, what was paid is due back, and a notice of acceptance asked for."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.ACCEPT_REPRESENTATIONS, by=by)
    take_back_rejection(session, council=council, case_id=case_id, by=by)
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    accepted = RepresentationsAccepted(_decided(loaded), on, ground.value, note.digest)
    append(session, council=council, loaded=loaded, events=(accepted,), by=by)
    ended(
        session, authority=council.id, representation_id=_decided(loaded), outcome=Outcome.ACCEPTED, on=on,
        note_id=note.id,
    )  # fmt: skip
    request_acceptance(session, council=council, case_id=case_id, party_id=loaded.state.liable_party, on=on)


def request_rejection(session: Session, *, council: Council, case_id: UUID, words: str, by: By) -> UUID:
    """Decide to reject and ask for the notice of rejection; nothing is decided before its service."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.REQUEST_REJECTION, by=by)
    loaded, on, paper_id = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at), new_id()
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    append(
        session,
        council=council,
        loaded=loaded,
        events=(RejectionRequested(paper_id, on, note.digest),),
        by=by,
    )
    note_on(session, authority=council.id, representation_id=_decided(loaded), decision_note_id=note.id)
    return request_paper(
        session,
        authority=council.id,
        case_id=case_id,
        kind=PaperWanted.NOTICE_OF_REJECTION,
        on=on,
        party_id=loaded.state.liable_party,
        paper_id=paper_id,
    )


def serve_rejection(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that a notice of rejection was posted; service is deemed from that."""
    if paper.party_id is None or paper.sha256 is None:
        raise ValueError("a notice is posted to somebody and has a finished file")
    loaded = load(session, authority=council.id, case_id=paper.case_id)
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    served = RejectionServed(paper.id, paper.party_id, paper.sha256, posted_on, served_on)
    append(session, council=council, loaded=loaded, events=(served,), by=by)
    ended(
        session, authority=council.id, representation_id=_decided(loaded), outcome=Outcome.REJECTED,
        on=posted_on,
    )  # fmt: skip
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def withdraw_rejection(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:
    """Take back a rejection that is not wanted, or may no longer go: the representations stay undecided."""
    record(session, council=council, case_id=paper.case_id, event=RejectionWithdrawn(paper.id), by=by)
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


def take_back_rejection(session: Session, *, council: Council, case_id: UUID, by: By) -> int:
    """Take back every rejection of a case that waits to be posted; return how many."""
    waiting = [
        paper
        for paper in papers_of(session, authority=council.id, case_id=case_id)
        if paper.kind is PaperWanted.NOTICE_OF_REJECTION and paper.state in {"requested", "drawn"}
    ]
    for paper in waiting:
        withdraw_rejection(session, council=council, paper=paper, by=by)
    return len(waiting)


def treat_as_accepted(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Record that no decision was served in time: the law takes the representations as accepted."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.TREAT_AS_ACCEPTED, by=by)
    take_back_rejection(session, council=council, case_id=case_id, by=by)
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    treated = RepresentationsTreatedAsAccepted(_decided(loaded), on)
    append(session, council=council, loaded=loaded, events=(treated,), by=by)
    ended(
        session, authority=council.id, representation_id=_decided(loaded),
        outcome=Outcome.TREATED_AS_ACCEPTED, on=on,
    )  # fmt: skip
    request_acceptance(session, council=council, case_id=case_id, party_id=loaded.state.liable_party, on=on)


def request_acceptance(
    session: Session, *, council: Council, case_id: UUID, party_id: UUID | None, on: date
) -> UUID:
    """Ask for the notice of acceptance to the person the notice was addressed to."""
    return request_paper(
        session,
        authority=council.id,
        case_id=case_id,
        kind=PaperWanted.NOTICE_OF_ACCEPTANCE,
        on=on,
        party_id=party_id,
    )


def _decided(loaded: Loaded) -> UUID:
    # Without representations the guard of the step refuses, so the case's own id is never kept.
    return loaded.state.representation or loaded.case_id
