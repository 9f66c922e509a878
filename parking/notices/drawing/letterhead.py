"""What stands on a letter's first page before its words: the council, how to reach it, the address."""

from __future__ import annotations

from parking.notices.drawing.fonts import Face
from parking.notices.drawing.grid import (
    ADDRESS_LEFT,
    FULL_WIDTH,
    LEFT,
    LETTERHEAD_BOTTOM,
    PANEL_LEFT,
    PANEL_WIDTH,
    RULE_TOP,
    RULE_WEIGHT,
    WINDOW,
)
from parking.notices.drawing.paper import Paper
from parking.notices.drawing.sheet import FURNITURE, Element, Role, Sheet
from parking.notices.drawing.strips import LETTER_TYPE as KIND
from parking.notices.drawing.strips import stack
from parking.notices.drawing.text import line_width, set_lines

MOST_ADDRESS_LINES = 7
ADDRESS_LEAD = 13.0


class AddressTooLongError(ValueError):
    """An address that does not fit the window: more lines than it holds, or a line too wide for it."""


class LetterheadTooTallError(ValueError):
    """A letterhead that would reach into the strip that must stay blank beside the window."""


def paint_letterhead(sheet: Sheet, paper: Paper) -> None:
    """Paint the council's name and return address over the window, under the one coloured rule."""
    head = paper.letterhead
    room = PANEL_LEFT - LEFT - KIND.normal
    with sheet.marked(FURNITURE):
        sheet.brand_rule(LEFT, RULE_TOP, FULL_WIDTH, weight=RULE_WEIGHT, colour=head.brand_colour)
    y = RULE_TOP + RULE_WEIGHT + 2
    name = set_lines(head.council, size=KIND.large, width=10 * FULL_WIDTH, face=Face.BOLD)
    with sheet.marked(Element(Role.PARAGRAPH)):
        if line_width(name[0], KIND.large) <= room:
            y = stack(sheet, name, LEFT, y, KIND.large, KIND.large_lead)
        else:
            smaller = set_lines(head.council, size=KIND.normal, width=room, face=Face.BOLD)
            y = stack(sheet, smaller, LEFT, y + 2, KIND.normal, KIND.lead)
        small = [f"Acting for {paper.acting_for}"] if paper.acting_for else []
        small.append("Return address: " + ", ".join(head.address))
        for text in small:
            lines = set_lines(text, size=KIND.small, width=room)
            y = stack(sheet, lines, LEFT, y, KIND.small, KIND.small_lead)
    if y > LETTERHEAD_BOTTOM:
        raise LetterheadTooTallError(f"{head.council}: {y:.0f} points, at most {LETTERHEAD_BOTTOM:.0f}")


def paint_contact(sheet: Sheet, paper: Paper) -> float:
    """Paint how to reach the council at the head of the panel and return where it ends."""
    head = paper.letterhead
    y = RULE_TOP + RULE_WEIGHT + 5
    with sheet.marked(Element(Role.PARAGRAPH)):
        department = set_lines(head.department, size=KIND.small, width=PANEL_WIDTH, face=Face.SEMIBOLD)
        y = stack(sheet, department, PANEL_LEFT, y, KIND.small, KIND.small_lead)
        for text in (head.phone, head.phone_hours, head.email, head.website):
            lines = set_lines(text, size=KIND.small, width=PANEL_WIDTH)
            y = stack(sheet, lines, PANEL_LEFT, y, KIND.small, KIND.small_lead)
    return y


def paint_address(sheet: Sheet, addressee: tuple[str, ...]) -> None:
    """Paint the address inside the window, as large as its lines allow."""
    if len(addressee) > MOST_ADDRESS_LINES:
        raise AddressTooLongError(f"{len(addressee)} lines; the window holds {MOST_ADDRESS_LINES}")
    lead = min(ADDRESS_LEAD, (WINDOW.bottom - WINDOW.top) / len(addressee))
    size = min(KIND.normal, lead * 0.86)
    width = WINDOW.right - ADDRESS_LEFT
    y = WINDOW.top
    with sheet.marked(Element(Role.PARAGRAPH)):
        for text in addressee:
            lines = set_lines(text, size=size, width=width)
            if len(lines) != 1:
                raise AddressTooLongError(f"{text!r} is wider than the window")
            sheet.words(ADDRESS_LEFT, y + lead * 0.76, lines[0], size=size)
            y += lead
