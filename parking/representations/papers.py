"""The papers of this room: drawn for their posting day, checked, and what their posting does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.closing import ClosingTold
from parking.cases.record import By, append, load
from parking.claims.queries import claims_of
from parking.evidence.queries import notes_of
from parking.law.prescribed import PaperKind
from parking.law.regimes import law_at
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.notices.actions import mark_posted, withdraw_paper
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import Drawn, Letterhead, Paper
from parking.notices.drawing.reading import pages_of
from parking.notices.errors import PaperFaultError
from parking.notices.kinds import PaperWanted
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom, register
from parking.notices.statements import RequiredStatement
from parking.representations.acceptance import AcceptanceFacts, notice_of_acceptance
from parking.representations.appeal_codes import appeal_code
from parking.representations.deciding import serve_rejection, withdraw_rejection
from parking.representations.facts import LetterFacts, letter_facts
from parking.representations.kinds import Outcome
from parking.representations.letters import Came, acknowledgement, late_refused, not_yours
from parking.representations.queries import RepresentationRow, representation, representations_of
from parking.representations.rejection import Answered, RejectionFacts, notice_of_rejection
from parking.values import clock
from parking.values.money import Money

TRIBUNAL = "Traffic Penalty Tribunal"
_ACCEPTED = (Outcome.ACCEPTED, Outcome.TREATED_AS_ACCEPTED, Outcome.TRANSFERRED)


def draw_rejection(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw a notice of rejection; raises PaperFaultError if a point lacks its answer or the file is wrong."""
    letter = letter_facts(session, council, paper, posting_on)
    row = representation(
        session, authority=council.id, case_id=paper.case_id,
        representation_id=letter.state.representation,
    )  # fmt: skip
    law, head = council.law(posting_on), letter.letterhead
    facts = RejectionFacts(
        letter=letter,
        received_on=row.received_on,
        opening=_note(session, council, row) or "",
        points=_points(session, council, row),
        to_pay=letter.state.owed(posting_on),
        appeal_period=law.period(Clock.APPEAL).phrase,
        appeal_by=law_at(letter.deemed_served_on, council.regime)
        .period(Clock.APPEAL)
        .last_day(letter.deemed_served_on, council.calendar),
        tribunal=TRIBUNAL,
        appeal_code=appeal_code(session, authority=council.id, paper_id=paper.id),
        ways_to_pay=ways_to_pay(head),
        site=head.website,
        payment_url=site_address(head),
        payable_to=head.name,
    )
    words = law.prescribed(PaperKind.NOTICE_OF_REJECTION, letter.state.basis)
    drawn = _checked(notice_of_rejection(facts, words, paper_letterhead(head)), words)
    _check_answers(drawn, facts.points)
    return drawn


def draw_acceptance(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw a notice of acceptance to the person whose notice was cancelled."""
    letter = letter_facts(session, council, paper, posting_on)
    row = _accepted(session, council, paper)
    transferred = row.outcome is Outcome.TRANSFERRED
    facts = AcceptanceFacts(
        letter=letter,
        received_on=row.received_on,
        outcome=row.outcome or Outcome.ACCEPTED,
        cancelled_notice=_cancelled(letter, transferred=transferred),
        refund=_refund(letter, transferred=transferred),
        words=_note(session, council, row),
    )
    words = council.law(posting_on).prescribed(PaperKind.NOTICE_OF_ACCEPTANCE, letter.state.basis)
    return _checked(notice_of_acceptance(facts, words, paper_letterhead(letter.letterhead)), words)


def post_acceptance(session: Session, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that a notice of acceptance was posted: the motorist is told how the case ended."""
    loaded = load(session, authority=council.id, case_id=paper.case_id)
    if loaded.state.is_closed:
        append(session, council=council, loaded=loaded, events=(ClosingTold(posted_on, "post"),), by=by)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def _letter(make: Callable[[Came, Letterhead], Paper]) -> PaperRoom:
    def drawing(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
        letter = letter_facts(session, council, paper, posting_on)
        return _checked(make(_came(session, council, paper, letter), paper_letterhead(letter.letterhead)), ())

    return PaperRoom(step=None, draw=drawing, post=_posted, take_back=_taken_back)


def _came(session: Session, council: Council, paper: PaperRow, letter: LetterFacts) -> Came:
    row = next(
        each
        for each in reversed(representations_of(session, authority=council.id, case_id=paper.case_id))
        if each.answer_to == paper.party_id and clock.day_of(each.recorded_at) <= paper.requested_on
    )
    waits = council.policies.value(PolicyKind.ADMIT_LATE_DAYS, row.received_on)
    start = row.starts_on
    period = law_at(start, council.regime).period(Clock.DECIDE_REPRESENTATIONS) if start else None
    return Came(
        letter=letter,
        received_on=row.received_on,
        capacity=row.capacity,
        is_late=row.is_late and start is None,
        decide_by=period.last_day(start, council.calendar) if period and start else None,
        admit_by=row.received_on + timedelta(days=waits) if row.is_late and start is None else None,
        words=_note(session, council, row),
    )


def _accepted(session: Session, council: Council, paper: PaperRow) -> RepresentationRow:
    for row in reversed(representations_of(session, authority=council.id, case_id=paper.case_id)):
        if row.outcome in _ACCEPTED and row.notice_party_id == paper.party_id:
            return row
    raise PaperFaultError("No accepted representations belong to this notice of acceptance.")


def _points(session: Session, council: Council, row: RepresentationRow) -> tuple[Answered, ...]:
    points = claims_of(session, authority=council.id, representation_id=row.id)
    if not points or any(point.answer is None for point in points):
        raise PaperFaultError("Every point must have its answer before a rejection is drawn.")
    return tuple(Answered(point.says, point.answer or "") for point in points)


def _note(session: Session, council: Council, row: RepresentationRow) -> str | None:
    notes = notes_of(session, authority=council.id, case_id=row.case_id)
    return next((note.text for note in notes if note.id == row.decision_note_id), None)


def _cancelled(letter: LetterFacts, *, transferred: bool) -> str:
    number, by_post = letter.identity.number, letter.state.basis.by_post
    if transferred:
        return f"notice addressed to you for penalty charge {number}"
    return f"penalty charge notice {number}" if by_post else f"notice to owner and the charge {number}"


def _refund(letter: LetterFacts, *, transferred: bool) -> Money:
    return letter.state.refund_due if transferred else letter.state.given_back


def _checked(made: Paper, words: tuple[RequiredStatement, ...]) -> Drawn:
    drawn = draw(made)
    found = faults(drawn, made, words)
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def _check_answers(drawn: Drawn, points: tuple[Answered, ...]) -> None:
    """Look in the finished file for the beginning of every answer: a page may end inside a long one."""
    text = " ".join(" ".join(pages_of(drawn.pdf)).split())
    for number, point in enumerate(points, start=1):
        begins = " ".join(point.answer.split()[:4])
        if begins not in text:
            raise PaperFaultError(f"The answer to point {number} is not in the finished notice.")


def _posted(session: Session, council: Council, paper: PaperRow, posted_on: date, _by: By) -> None:
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)


def _taken_back(session: Session, council: Council, paper: PaperRow, _by: By) -> None:
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


ROOMS: dict[PaperWanted, PaperRoom] = {
    PaperWanted.NOTICE_OF_REJECTION: PaperRoom(
        step=Step.REJECT_REPRESENTATIONS,
        draw=draw_rejection,
        post=lambda session, council, paper, on, by: serve_rejection(
            session, council=council, paper=paper, posted_on=on, by=by
        ),
        take_back=lambda session, council, paper, by: withdraw_rejection(
            session, council=council, paper=paper, by=by
        ),
    ),
    PaperWanted.NOTICE_OF_ACCEPTANCE: PaperRoom(
        step=None, draw=draw_acceptance, post=post_acceptance, take_back=_taken_back
    ),
    PaperWanted.REPRESENTATIONS_ACKNOWLEDGED: _letter(acknowledgement),
    PaperWanted.LATE_REPRESENTATIONS_REFUSED: _letter(late_refused),
    PaperWanted.NOT_YOURS_TO_MAKE: _letter(not_yours),
}


def register_papers() -> None:
    """Say that these papers belong to this room."""
    for kind, room in ROOMS.items():
        register(kind, room)
