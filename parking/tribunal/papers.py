"""Letters about an appeal: that the charge has ended, and why a recommendation is not followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code
from parking.cases.queries import case
from parking.cases.record import load_unlocked
from parking.evidence.queries import notes_of
from parking.keepers.queries import addressee
from parking.law.state import Ending, State
from parking.law.timeline import Clock
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import Block, Definitions, Drawn, Figures, Heading, Paper, Para
from parking.notices.drawing.text import Strong
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead, site_address, ways_to_pay
from parking.notices.lint import faults
from parking.notices.parts import Identity, check_and_help, pay_block
from parking.notices.queries import PaperRow
from parking.notices.statements import day_in_words
from parking.tribunal.appeals import AppealRow, the_open_appeal
from parking.tribunal.exhibits import paragraphs
from parking.values import clock
from parking.values.mark import Mark

LANG = "en-GB"


@dataclass(frozen=True, slots=True)
class About:
    """What every letter about an appeal says first: whose PCN, where, and under which numbers."""

    identity: Identity
    place: str
    contravention_on: date


def draw_concession(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the letter that says an appeal is over and nothing is owed."""
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    followed = state.ending is Ending.RECOMMENDATION_ACCEPTED
    opening = (
        "The adjudicator recommended that we cancel this penalty charge. We have cancelled it."
        if followed
        else "You appealed to the tribunal. We do not contest your appeal, and have cancelled this penalty "
        "charge."
    )
    blocks: tuple[Block, ...] = (
        Para((opening, " ", Strong("You do not have to pay anything."))),
        Para("We have told the tribunal. You do not need to go to a hearing or send anything more."),
        Heading("Money you have paid"),
        Para(_money(state)),
    )
    title = "We follow the adjudicator's recommendation" if followed else "We do not contest your appeal"
    return _letter(session, council, paper, posting_on, "appeal_conceded", title, blocks, state)


def draw_refusal(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the notice that says why a recommendation is not followed, and what is to pay by when."""
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    appeal = the_open_appeal(session, authority=council.id, case_id=paper.case_id)
    given, law = state.recommendation_given_on, council.law(posting_on)
    if given is None:
        raise PaperFaultError("No recommendation was recorded, so there is none to refuse.")
    served = law.deemed_service(posting_on, council.calendar)
    pay_by = law.period(Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED).last_day(served, council.calendar)
    head, about = council.letterhead(posting_on), _about(session, council, paper)
    owed, reasons = state.owed(pay_by), reasons_of(session, authority=council.id, appeal=appeal)
    without_slip = [way for way in ways_to_pay(head) if way.how != "By post"]  # this letter has no slip
    blocks: tuple[Block, ...] = (
        Para(
            f"On {day_in_words(given, lang=LANG)} the adjudicator found no ground to allow your appeal, but "
            "asked us to think again about cancelling this penalty charge. We have done so, and have decided "
            "not to cancel it."
        ),
        Heading("Our reasons"),
        *paragraphs(reasons),
        Heading("What happens next"),
        Para(("Please pay ", Strong(str(owed)), " by ", Strong(day_in_words(pay_by, lang=LANG)), ".")),
        Para(
            f"If you do not pay by then, we may send you a charge certificate. It raises the charge to "
            f"{state.increased}. There is no further appeal against this decision."
        ),
        Heading("How to pay"),
        pay_block(site_address(head), head.website, about.identity, without_slip),
    )
    title = "We do not follow the adjudicator's recommendation"
    return _letter(session, council, paper, posting_on, "recommendation_refused", title, blocks, state)


def reasons_of(session: Session, *, authority: UUID, appeal: AppealRow) -> str:
    """Return the reasons that were written for refusing a recommendation."""
    for note in notes_of(session, authority=authority, case_id=appeal.case_id):
        if note.id == appeal.reasons_note_id:
            return note.text
    raise PaperFaultError("The reasons are gone: write them again.")


def _letter(
    session: Session,
    council: Council,
    paper: PaperRow,
    posting_on: date,
    kind: str,
    title: str,
    blocks: tuple[Block, ...],
    state: State,
) -> Drawn:
    if paper.party_id is None:
        raise PaperFaultError("A letter needs the person it is addressed to.")
    head, about = paper_letterhead(council.letterhead(posting_on)), _about(session, council, paper)
    site = council.letterhead(posting_on).website
    made = Paper(
        kind=kind,
        title=title,
        reference=about.identity.number,
        printed_on=posting_on,
        letterhead=head,
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        demonstration=council.is_demonstration,
        blocks=(
            _figures(about, posting_on),
            *blocks,
            Heading("What it is about"),
            _particulars(about, state),
            *check_and_help(about.identity, site, head),
        ),
    )
    drawn = draw(made)
    found = faults(drawn, made, ())
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def _about(session: Session, council: Council, paper: PaperRow) -> About:
    row = case(session, authority=council.id, case_id=paper.case_id)
    code = access_code(session, authority=council.id, number=row.number)
    return About(
        Identity(row.number, Mark.read(row.mark).shown, code),
        f"{row.place}, {row.town}",
        clock.day_of(row.contravention_at),
    )


def _figures(about: About, posting_on: date) -> Figures:
    return Figures(
        label="Your appeal",
        rows=(
            ("Number", about.identity.number),
            ("Vehicle", about.identity.mark),
            ("Access code", about.identity.access_code),
            ("Date", day_in_words(posting_on, lang=LANG)),
        ),
        amounts=(),
        objection=("Call us if anything here is unclear.",),
    )


def _particulars(about: About, state: State) -> Definitions:
    on = state.contravention_on or about.contravention_on
    return Definitions((
        ("Vehicle", (Strong(about.identity.mark),)),
        ("Where", about.place),
        ("When", day_in_words(on, lang=LANG)),
    ))  # fmt: skip


def _money(state: State) -> str:
    if state.given_back:
        return f"You paid {state.given_back}. We send all of it back to you, and you need do nothing."
    return "We have not received any money for this charge. If you sent some, call us."
