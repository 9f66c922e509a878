"""Plain letters about one case, and the letter that says how it ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.queries import CaseRow, case
from parking.cases.record import By, load_unlocked
from parking.closing.actions import letter_posted
from parking.closing.queries import decision_of_paper
from parking.closing.reasons import Kind, every_reason
from parking.keepers.queries import addressee
from parking.law.steps import Step
from parking.notices.actions import withdraw_paper
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import (
    Block,
    Definitions,
    Drawn,
    Heading,
    Letterhead,
    Paper,
    Para,
)
from parking.notices.drawing.text import Strong, unbroken
from parking.notices.errors import PaperFaultError
from parking.notices.letterheads import paper_letterhead
from parking.notices.lint import faults
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom
from parking.notices.statements import day_in_words, time_in_words
from parking.values import clock
from parking.values.mark import Mark


def plain_letter(
    session: Session,
    council: Council,
    paper: PaperRow,
    posting_on: date,
    *,
    title: str,
    blocks: tuple[Block, ...],
) -> Drawn:
    """Draw a letter that no law prescribes: what it is about, what it says, how to reach us."""
    if paper.party_id is None:
        raise PaperFaultError("A letter needs the person it is addressed to.")
    row = case(session, authority=council.id, case_id=paper.case_id)
    dated = council.letterhead(posting_on)
    letterhead = paper_letterhead(dated)
    made = Paper(
        kind=paper.kind.value,
        title=title,
        reference=row.number,
        printed_on=posting_on,
        letterhead=letterhead,
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        acting_for=None if row.enforcement_authority == letterhead.council else row.enforcement_authority,
        demonstration=council.is_demonstration,
        blocks=(about(row, posting_on), *blocks, *help_with(letterhead)),
    )
    drawn = draw(made)
    found = faults(drawn, made, ())
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def about(row: CaseRow, posting_on: date) -> Definitions:
    """Return which notice a letter is about."""
    at, mark = row.contravention_at, unbroken(Mark.read(row.mark).shown)
    return Definitions(
        (
            ("Date", day_in_words(posting_on, lang="en-GB")),
            ("Notice", (Strong(row.number), ", vehicle ", Strong(mark))),
            ("Where", f"{row.place}, {row.town}".rstrip(", ")),
            ("When", f"{day_in_words(clock.day_of(at), lang='en-GB')}, {time_in_words(at)}"),
        )
    )


def help_with(letterhead: Letterhead) -> tuple[Block, ...]:
    """Return how to check a letter and reach us; no access code, since anybody may have written to us."""
    return (
        Heading("Check it or get help"),
        Para(
            (
                "To check that this letter is genuine, type ",
                Strong(letterhead.website),
                " into your browser yourself and look the notice up with the access code printed on it.",
                " Do not follow a payment link in a text message.",
            )
        ),
        Para(
            (
                "If you would rather talk to us, or need this letter in another format or language, call ",
                Strong(letterhead.phone),
                f" ({letterhead.phone_hours}). Have the number of the notice ready.",
            )
        ),
    )


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return what a person wrote as paragraphs, one for each of theirs."""
    return tuple(Para(" ".join(part.split())) for part in text.split("\n\n") if part.strip())


def draw_closing(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the letter that says how a case ended, why, and what happens to money that was paid."""
    row = decision_of_paper(session, authority=council.id, paper_id=paper.id)
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    is_written_off = row.kind is Kind.WRITTEN_OFF
    ended = "We do not ask for this charge any more" if is_written_off else "We have cancelled this charge"
    why: tuple[Block, ...] = (Para(every_reason()[row.reason].told),)
    if row.kind is Kind.CHALLENGE_ACCEPTED:
        why = (*why, *paragraphs(row.text))
    back = f"You are due {state.refund_due} back. We send it the way it was paid: you need not ask for it."
    return plain_letter(
        session, council, paper, posting_on,
        title="Your penalty charge: nothing more to pay",
        blocks=(
            Para((Strong(f"{ended}."), " You do not have to pay anything or do anything.")),
            Heading("Why"),
            *why,
            *((Heading("Your money"), Para(back)) if state.refund_due else ()),
        ),
    )  # fmt: skip


def take_back(session: Session, council: Council, paper: PaperRow, by: By) -> None:  # noqa: ARG001
    """Stop a plain letter; nothing in the history spoke of it yet, so nothing there is taken back."""
    withdraw_paper(session, authority=council.id, paper_id=paper.id)


CLOSING_ROOM = PaperRoom(
    step=Step.TELL_CLOSING,
    draw=draw_closing,
    post=lambda session, council, paper, on, by: letter_posted(
        session, council=council, paper=paper, posted_on=on, by=by
    ),
    take_back=take_back,
)
