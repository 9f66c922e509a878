"""The same paper for an 80 mm roll: one page as tall as what it says."""

from __future__ import annotations

from dataclasses import replace

from parking.notices.drawing.flow import height_of, section_strips, sections
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.paper import Drawn, Paper
from parking.notices.drawing.sheet import MM, Element, Role, Sheet
from parking.notices.drawing.stamp import stamp_strip
from parking.notices.drawing.strips import TICKET_TYPE, Column, Strip, stack, text_strips
from parking.notices.drawing.text import set_lines

ROLL_WIDTH = 80 * MM
PRINT_WIDTH = 72 * MM
TOP = 5 * MM
FOOT = 8 * MM  # clear of the cutter


def draw(paper: Paper) -> Drawn:
    """Return the paper as a ticket; the same paper always gives the same bytes."""
    column = Column(width=PRINT_WIDTH, hang=0, type=TICKET_TYPE)
    strips = _head(paper, column)
    for section in sections(paper.blocks):
        strips += section_strips(section, column)
    strips += _foot(paper, column)
    height = TOP + height_of(strips, at_top=True) + FOOT
    sheet = Sheet.opened(paper, width=ROLL_WIDTH, height=height)
    sheet.new_page()
    left = (ROLL_WIDTH - PRINT_WIDTH) / 2
    y = TOP - strips[0].gap
    for strip in strips:
        strip.paint(sheet, left, y + strip.gap)
        y += strip.gap + strip.height
    return sheet.finished()


def _head(paper: Paper, column: Column) -> list[Strip]:
    """Return the council's name over the title, and the stamp where there is one."""
    kind = column.type
    title = set_lines(paper.title, size=kind.large, width=column.width, face=Face.BOLD)
    element = Element(Role.TITLE)

    def paint_title(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            stack(sheet, title, x, y, kind.large, kind.large_lead)

    strips = [stamp_strip(column.width, kind)] if paper.demonstration else []
    names = text_strips(paper.letterhead.council, column, gap=kind.lead * 0.4, face=Face.BOLD)
    if paper.acting_for:
        names += text_strips(f"Acting for {paper.acting_for}", column, gap=0)
    strips += names
    strips.append(Strip(len(title) * kind.large_lead, paint_title, gap=kind.lead * 0.3))
    return strips


def _foot(paper: Paper, column: Column) -> list[Strip]:
    """Return how to reach the council, the reference, and the stamp again."""
    kind = column.type
    head = paper.letterhead
    reach = f"{head.council}, {head.department}, {', '.join(head.address)}."
    strips = text_strips(reach, column, gap=kind.lead, note=True)
    strips += text_strips(f"Page 1 of 1 · {paper.reference}", column, gap=kind.lead * 0.3, note=True)
    if paper.demonstration:
        strips.append(replace(stamp_strip(column.width, kind), gap=kind.lead * 0.5))
    return strips
