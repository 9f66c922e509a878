"""What an evidence pack is made of: papers, photographs and pages of words, each with its title."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import PcnServed
from parking.cases.queries import history
from parking.evidence.queries import PhotographRow, photographs_of
from parking.issue.drawing import Shape, pcn_paper_for
from parking.notices.drawing import grid
from parking.notices.drawing.fonts import Face, MissingGlyphError, check_glyphs
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import Block, Paper, Para
from parking.notices.kinds import PaperWanted
from parking.notices.letterheads import paper_letterhead
from parking.notices.queries import PaperRow, papers_of
from parking.notices.statements import day_in_words
from parking.store.files import FileStore
from parking.values import clock

LANG = "en-GB"
CAPTION = 11.0
MARGIN = 42.0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing in a pack, as its index names it."""

    title: str
    pdf: bytes


Gather = Callable[[Session, Council, UUID], Sequence[Exhibit]]
_more: dict[str, Gather] = {}


def add_exhibits(name: str, gather: Gather) -> None:
    """Have a room of its own kind add what it holds of a case: representations, challenges, statements."""
    _more[name] = gather


def exhibits_of(session: Session, council: Council, files: FileStore, case_id: UUID) -> list[Exhibit]:
    """Return everything about a case that goes to the tribunal, in the order it happened."""
    first = history(session, authority=council.id, case_id=case_id)[0].event
    found: list[Exhibit] = []
    if isinstance(first, PcnServed):
        pcn = pcn_paper_for(session, council, case_id, Shape.A4)
        given = day_in_words(clock.day_of(first.served_at), lang=LANG)
        found.append(Exhibit(f"The PCN, given on {given}", pcn.pdf))
    photographs = photographs_of(session, authority=council.id, case_id=case_id)
    for place, row in enumerate(photographs, start=1):
        title = _caption(row, place, len(photographs))
        found.append(Exhibit(title, photograph_page(title, files.read(council.id, row.shown_sha256))))
    found += [
        Exhibit(_paper_title(paper), files.read(council.id, paper.sha256))
        for paper in papers_of(session, authority=council.id, case_id=case_id)
        if paper.state == "posted" and paper.sha256 is not None
    ]
    for gather in _more.values():
        found += gather(session, council, case_id)
    return found


def words_page(council: Council, number: str, title: str, blocks: Sequence[Block], *, on: date) -> bytes:
    """Return pages of words under the council's letterhead, for the index and what was written."""
    made = Paper(
        kind="evidence",
        title=title,
        reference=number,
        printed_on=on,
        letterhead=paper_letterhead(council.letterhead(on)),
        demonstration=council.is_demonstration,
        blocks=tuple(blocks),
    )
    return draw(made).pdf


def paragraphs(text: str) -> tuple[Para, ...]:
    """Return what somebody wrote as paragraphs; a sign our type lacks, such as an emoji, is marked."""
    lines = (each.strip() for each in text.replace("\t", " ").split("\n"))
    return tuple(Para("".join(map(_printed, line))) for line in lines if line)


def _printed(character: str) -> str:
    try:
        check_glyphs(character)
    except MissingGlyphError:
        return "[?]"
    return character


def photograph_page(title: str, picture: bytes) -> bytes:
    """Return a page with a photograph as large as it fits and its caption; the same bytes every time."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(grid.PAGE_WIDTH, grid.PAGE_HEIGHT), invariant=1)
    canvas.setTitle(title)
    with Image.open(io.BytesIO(picture)) as image:
        wide, high = image.size
    room = (grid.PAGE_WIDTH - 2 * MARGIN, grid.PAGE_HEIGHT - 3 * MARGIN)
    scale = min(room[0] / wide, room[1] / high)
    top = grid.PAGE_HEIGHT - 2 * MARGIN
    canvas.setFont(Face.REGULAR.value, CAPTION)
    canvas.drawString(MARGIN, top + MARGIN / 2, title)
    canvas.drawImage(
        ImageReader(io.BytesIO(picture)), MARGIN, top - high * scale, width=wide * scale, height=high * scale
    )
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _caption(row: PhotographRow, place: int, total: int) -> str:
    taken = clock.local(row.taken_at)
    when = f"{day_in_words(taken.date(), lang=LANG)} at {taken:%H:%M:%S}"
    return f"Photograph {place} of {total}, {row.subject.replace('_', ' ')}, taken on {when}"


def _paper_title(paper: PaperRow) -> str:
    named = {PaperWanted.PCN: "The PCN"}.get(paper.kind, paper.kind.value.replace("_", " ").capitalize())
    posted = day_in_words(paper.posted_on, lang=LANG) if paper.posted_on else ""
    return f"{named}, posted on {posted}"
