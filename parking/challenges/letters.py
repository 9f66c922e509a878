"""The letters of a challenge: the answer where it is refused, and the question "pay or contest?"."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import load_unlocked
from parking.challenges.deciding import reoffer_until, reply_posted, take_back_reply
from parking.challenges.queries import challenge_of_paper
from parking.closing.letters import paragraphs, plain_letter, take_back
from parking.law.steps import Step
from parking.notices.actions import mark_posted
from parking.notices.drawing.paper import Block, Definitions, Drawn, Heading, ListBlock, Para
from parking.notices.drawing.text import Strong
from parking.notices.letterheads import ways_to_pay
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom
from parking.notices.statements import day_in_words


def draw_reply(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the answer to a challenge that is refused: the reasons, what can be paid, what can be done."""
    row = challenge_of_paper(session, authority=council.id, paper_id=paper.id)
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    served_on = council.law(posting_on).deemed_service(posting_on, council.calendar)
    until = reoffer_until(council, row, state, served_on)
    came = day_in_words(row.received_on, lang="en-GB")
    is_paid = state.is_closed
    return plain_letter(
        session, council, paper, posting_on,
        title="Our answer to your challenge",
        blocks=(
            Para(f"Thank you for what you told us on {came}. We looked at each point you made."),
            Para((Strong("We have not cancelled this penalty charge notice."), " This is why.")),
            Heading("Our reasons"),
            *paragraphs(row.answer or ""),
            *(() if is_paid else _pay(council, posting_on, str(state.discounted), str(state.full), until)),
            *((Heading("Your payment"), Para("This charge has been paid. Nothing more is owed."))
              if is_paid else _next()),
        ),
    )  # fmt: skip


def draw_pay_or_contest(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the question to somebody who sent money and a challenge: which of the two do they want?"""
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    return plain_letter(
        session, council, paper, posting_on,
        title="You sent us money and a challenge",
        blocks=(
            Para(
                f"We have {state.held_money} from you, and a challenge that says you should not have to pay. "
                "Paying ends a challenge, so we have not used your money yet. Please tell us what you want."
            ),
            Heading("What you can choose"),
            ListBlock((
                "Pay. We use the money for this charge as of the day it came, and the challenge ends.",
                "Contest. We send the money back and answer your challenge.",
            ), ("A", "B")),
            Heading("How to tell us"),
            Para("Write to us, send an email or call. Until you do, we hold the money and go on with your "
                 "challenge, and the charge does not go up."),
        ),
    )  # fmt: skip


def _pay(
    council: Council, posting_on: date, discounted: str, full: str, until: date | None
) -> tuple[Block, ...]:
    rows = Definitions(tuple((way.how, way.where) for way in ways_to_pay(council.letterhead(posting_on))[:2]))
    if until is None:
        return (Heading("What you can pay"), Para((f"The charge is {full}.",)), rows)
    last = day_in_words(until, lang="en-GB")
    again = Para(("We offer you the reduced charge again: ", Strong(f"{discounted} if we get it by {last}"),
                  f". After that day the charge is {full}."))  # fmt: skip
    return (Heading("What you can pay"), again, rows)


def _next() -> tuple[Block, ...]:
    return (
        Heading("If you still think you should not pay"),
        Para(
            "You need not pay now to go on contesting. If the charge is not paid, we may send the owner of "
            "the vehicle a notice to owner. The owner can then make formal representations and, if we reject "
            "those, appeal to an independent adjudicator. What you have told us so far does not count as "
            "formal representations, so it has to be said again then."
        ),
    )


def _asked(session: Session, council: Council, paper: PaperRow, on: date, _by: object) -> None:
    mark_posted(session, authority=council.id, paper_id=paper.id, on=on)


REPLY_ROOM = PaperRoom(
    step=Step.REFUSE_CHALLENGE,
    draw=draw_reply,
    post=lambda session, council, paper, on, by: reply_posted(
        session, council=council, paper=paper, posted_on=on, by=by
    ),
    take_back=lambda session, council, paper, by: take_back_reply(
        session, council=council, paper=paper, by=by
    ),
)
PAY_OR_CONTEST_ROOM = PaperRoom(
    step=Step.CREDIT_HELD_MONEY, draw=draw_pay_or_contest, post=_asked, take_back=take_back
)
