"""The letter to the family of somebody who died: only when a person asks for it, and kindly worded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.queries import case
from parking.cases.record import By, load_unlocked
from parking.closing.letters import take_back
from parking.fairness.errors import NobodyDiedError
from parking.keepers.queries import addressee
from parking.law.state import HoldKind
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import Definitions, Drawn, Heading, Paper, Para
from parking.notices.drawing.text import Strong
from parking.notices.errors import PaperFaultError
from parking.notices.kinds import PaperWanted
from parking.notices.letterheads import paper_letterhead
from parking.notices.lint import faults
from parking.notices.queries import PaperRow
from parking.notices.registry import PaperRoom
from parking.notices.statements import day_in_words
from parking.parties.actions import add_party
from parking.values import clock

SAYS = (
    "We were told that somebody in your family has died. We are sorry for your loss.",
    "A penalty charge notice was in their name. You do not have to do anything now, or pay it yourself.",
    "We have stopped. We send no more letters about it. Somebody here looks at it and decides what is right.",
)
IF_YOU_WISH = "If you would like to talk to somebody, or if we were told wrongly, please call us:"


def write_to_family(
    session: Session, *, council: Council, case_id: UUID, name: str, address: list[str], postcode: str, by: By
) -> UUID:
    """Ask for the letter to a family, at an address somebody gave us; return the paper."""
    holds = load_unlocked(session, authority=council.id, case_id=case_id).state.holds
    if HoldKind.DECEASED not in holds.values():
        raise NobodyDiedError("Hold the case first, because the person has died.")
    party = add_party(
        session, authority=council.id, name=name, address=address, postcode=postcode, source="family"
    )
    return request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.FAMILY_LETTER,
        on=clock.day_of(by.at), party_id=party.id,
    )  # fmt: skip


def draw_family(session: Session, council: Council, paper: PaperRow, posting_on: date) -> Drawn:
    """Draw the letter: no charge, no sum, no way to pay."""
    if paper.party_id is None:
        raise PaperFaultError("A letter needs the person it is addressed to.")
    row = case(session, authority=council.id, case_id=paper.case_id)
    letterhead = paper_letterhead(council.letterhead(posting_on))
    made = Paper(
        kind=paper.kind.value,
        title="We are sorry for your loss",
        reference=row.number,
        printed_on=posting_on,
        letterhead=letterhead,
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        acting_for=None if row.enforcement_authority == letterhead.council else row.enforcement_authority,
        demonstration=council.is_demonstration,
        blocks=(
            Definitions((
                ("Date", day_in_words(posting_on, lang="en-GB")),
                ("Our reference", (Strong(row.number),)),
            )),
            *(Para(sentence) for sentence in SAYS),
            Heading("If you wish to speak to us"),
            Para((f"{IF_YOU_WISH} ", Strong(letterhead.phone), f" ({letterhead.phone_hours}).")),
        ),
    )  # fmt: skip
    drawn = draw(made)
    found = faults(drawn, made, ())
    if found:
        raise PaperFaultError("; ".join(f"{fault.lacks}: {fault.what}" for fault in found))
    return drawn


def _posted(session: Session, council: Council, paper: PaperRow, on: date, by: By) -> None:  # noqa: ARG001
    mark_posted(session, authority=council.id, paper_id=paper.id, on=on)


# A letter of no step never goes where somebody died. This one may, for as long as that hold is looked after.
FAMILY_ROOM = PaperRoom(step=Step.REVIEW_HOLD, draw=draw_family, post=_posted, take_back=take_back)
