"""An A4 letter: the address in its window, the figures at the top, the words under hanging headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from parking.notices.drawing import grid
from parking.notices.drawing.boxes import figures_strip
from parking.notices.drawing.flow import (
    Placed,
    Section,
    TallerThanAPageError,
    groups,
    height_of,
    section_strips,
    sections,
)
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.letterhead import paint_address, paint_contact, paint_letterhead
from parking.notices.drawing.paper import Drawn, Figures, Paper
from parking.notices.drawing.sheet import FURNITURE, Element, Role, Sheet
from parking.notices.drawing.stamp import stamp_strip
from parking.notices.drawing.strips import LETTER_TYPE as KIND
from parking.notices.drawing.strips import Column, Strip, stack
from parking.notices.drawing.text import set_lines

FULL = Column(width=grid.FULL_WIDTH, hang=grid.HANG, type=KIND)
BESIDE = Column(width=grid.BESIDE_PANEL, hang=0, type=KIND)


def draw(paper: Paper) -> Drawn:
    """Return the paper as a letter; the same paper always gives the same bytes."""
    sheet = Sheet.opened(paper, width=grid.PAGE_WIDTH, height=grid.PAGE_HEIGHT)
    sheet.new_page()
    _paint_stamp(sheet, paper)
    paint_letterhead(sheet, paper)
    if paper.addressee:
        paint_address(sheet, paper.addressee)
    panel_bottom = _paint_panel(sheet, paper)
    pages = _Pages(y=grid.BODY_TOP if paper.addressee else grid.TOP_WITHOUT_ADDRESS)
    pages.add([_title(paper, BESIDE if pages.y < panel_bottom else FULL)])
    for section in sections(b for b in paper.blocks if not isinstance(b, Figures)):
        _add(pages, section, panel_bottom)
    for number, placed in enumerate(pages.placed, start=1):
        if number > 1:
            sheet.new_page()
            _paint_stamp(sheet, paper)
        for each in placed:
            each.strip.paint(sheet, grid.LEFT, each.y)
        _paint_footer(sheet, paper, number, len(pages.placed))
    return sheet.finished()


@dataclass(slots=True)
class _Pages:
    """Where the next strip goes."""

    y: float
    placed: list[list[Placed]] = field(default_factory=lambda: [[]])
    at_top: bool = True

    def add(self, strips: list[Strip]) -> None:
        """Place strips one under the other, turning the page where those that belong together end."""
        for together in groups(strips):
            if self.y + height_of(together, at_top=self.at_top) > grid.BODY_BOTTOM:
                self.turn()
            if self.y + height_of(together, at_top=True) > grid.BODY_BOTTOM:
                raise TallerThanAPageError(f"{len(together)} strips do not fit on a page")
            for strip in together:
                self._place(strip)

    def _place(self, strip: Strip) -> None:
        self.y += 0 if self.at_top else strip.gap
        if strip.to_foot:
            self.y = max(self.y, grid.BODY_BOTTOM - strip.height)
        self.placed[-1].append(Placed(strip, self.y))
        self.y += strip.height
        self.at_top = False

    def turn(self) -> None:
        """Go on at the top of a fresh page."""
        self.placed.append([])
        self.y = grid.LATER_TOP
        self.at_top = True


def _add(pages: _Pages, section: Section, panel_bottom: float) -> None:
    """Place a section: beside the figures while they last, then over the full width."""
    if section.starts_a_page:
        pages.turn()
    first_page = len(pages.placed) == 1
    if first_page and pages.y < panel_bottom - 2 * KIND.lead:
        pages.add(section_strips(section, BESIDE))
        return
    if first_page:
        pages.y = max(pages.y, panel_bottom)
    pages.add(section_strips(section, FULL))


def _title(paper: Paper, column: Column) -> Strip:
    lines = set_lines(paper.title, size=KIND.large, width=column.width, face=Face.BOLD)
    element = Element(Role.TITLE)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            stack(sheet, lines, x, y, KIND.large, KIND.large_lead)

    return Strip(height=len(lines) * KIND.large_lead, paint=paint, keep_with_next=True)


def _paint_panel(sheet: Sheet, paper: Paper) -> float:
    """Paint the contact lines with the figures under them and return where they end."""
    y = paint_contact(sheet, paper)
    if paper.figures is None:
        return y
    strip = figures_strip(paper.figures, grid.PANEL_WIDTH, KIND)
    strip.paint(sheet, grid.PANEL_LEFT, y + strip.gap)
    return y + strip.gap + strip.height


def _paint_stamp(sheet: Sheet, paper: Paper) -> None:
    if paper.demonstration:
        left = grid.RIGHT - grid.STAMP_WIDTH
        stamp_strip(grid.STAMP_WIDTH, KIND).paint(sheet, left, grid.STAMP_TOP)


def _paint_footer(sheet: Sheet, paper: Paper, page: int, pages: int) -> None:
    (left,) = set_lines(f"Page {page} of {pages} · {paper.reference}", size=KIND.small, width=grid.FULL_WIDTH)
    (right,) = set_lines(
        f"{paper.letterhead.council} · {paper.title}", size=KIND.small, width=grid.FULL_WIDTH
    )
    with sheet.marked(FURNITURE):
        sheet.words(grid.LEFT, grid.FOOTER_BASELINE, left, size=KIND.small, grey=KIND.grey)
        sheet.words_right(grid.RIGHT, grid.FOOTER_BASELINE, right, size=KIND.small, grey=KIND.grey)
