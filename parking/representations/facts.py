"""What every letter about representations says of its case, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from parking.authorities.queries import Council, Letterhead
from parking.cases.access import access_code
from parking.cases.queries import case
from parking.cases.record import load_unlocked
from parking.keepers.queries import addressee
from parking.law.state import State
from parking.notices.drawing.paper import Definitions
from parking.notices.drawing.text import Strong, unbroken
from parking.notices.errors import PaperFaultError
from parking.notices.parts import Identity, particulars
from parking.notices.queries import PaperRow
from parking.values import clock
from parking.values.mark import Mark
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The case a letter is about, to whom it goes, and in whose name."""

    identity: Identity
    vehicle: str
    contravention: str
    description: str
    place: str
    contravention_at: datetime
    authority: str
    addressee: tuple[str, ...]
    letterhead: Letterhead
    posted_on: date
    deemed_served_on: date
    state: State
    full: Money
    demonstration: bool

    def about(self, lang: str = "en-GB") -> Definitions:
        """Return what the charge is about, at a glance."""
        seen = particulars(
            self.identity, self.vehicle, self.contravention, self.description, self.place,
            self.contravention_at, lang=lang,
        )  # fmt: skip
        return Definitions((("PCN number", (Strong(self.identity.number),)), *seen.rows))


def letter_facts(session: Session, council: Council, paper: PaperRow, posting_on: date) -> LetterFacts:
    """Return the facts of a letter for its posting day; it needs somebody to go to."""
    if paper.party_id is None:
        raise PaperFaultError("A letter needs the person it is addressed to.")
    row = case(session, authority=council.id, case_id=paper.case_id)
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    mark = Mark.read(row.mark)
    listed = council.law(clock.day_of(row.contravention_at)).contraventions
    return LetterFacts(
        identity=Identity(
            row.number,
            unbroken(mark.shown),
            access_code(session, authority=council.id, number=row.number),
        ),
        vehicle=f"{row.colour.lower()} {row.make.title()}".strip(),
        contravention=f"{row.code}{row.suffix}",
        description=listed.describe(row.code, row.suffix),
        place=f"{row.place}, {row.town}",
        contravention_at=row.contravention_at,
        authority=row.enforcement_authority,
        addressee=addressee(session, authority=council.id, party_id=paper.party_id),
        letterhead=council.letterhead(posting_on),
        posted_on=posting_on,
        deemed_served_on=council.law(posting_on).deemed_service(posting_on, council.calendar),
        state=state,
        full=state.full,
        demonstration=council.is_demonstration,
    )
