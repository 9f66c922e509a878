"""What other rooms hold of a case that goes to the tribunal: the representations as they were made."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.queries import case
from parking.notices.drawing.paper import Block, Definitions, Heading
from parking.notices.statements import day_in_words
from parking.representations.queries import RepresentationRow, representations_of
from parking.tribunal.exhibits import LANG, Exhibit, paragraphs, words_page
from parking.values import clock


def representation_exhibits(session: Session, council: Council, case_id: UUID) -> tuple[Exhibit, ...]:
    """Return every representation of a case, word for word, oldest first."""
    number = case(session, authority=council.id, case_id=case_id).number
    rows = representations_of(session, authority=council.id, case_id=case_id)
    return tuple(_exhibit(council, number, row) for row in sorted(rows, key=lambda row: row.received_on))


def _exhibit(council: Council, number: str, row: RepresentationRow) -> Exhibit:
    received = day_in_words(row.received_on, lang=LANG)
    blocks: tuple[Block, ...] = (
        Definitions((("Received", received), ("By", row.channel.value.replace("_", " ")))),
        Heading("What was written"),
        *paragraphs(row.text or "Nothing beyond the grounds that were ticked."),
    )
    pdf = words_page(council, number, "Representations", blocks, on=clock.today())
    return Exhibit(f"Representations received on {received}", pdf)
