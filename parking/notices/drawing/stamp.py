"""The stamp that no paper of a demonstration goes without."""

from __future__ import annotations

from parking.notices.drawing.fonts import Face
from parking.notices.drawing.sheet import Element, Role, Sheet
from parking.notices.drawing.strips import Strip, Type
from parking.notices.drawing.text import line_width, set_lines

DEMONSTRATION = "DEMONSTRATION \N{EN DASH} not a real notice"


def stamp_strip(width: float, kind: Type) -> Strip:
    """Return the stamp as a ruled strip with its words in the middle."""
    height = kind.normal * 1.45
    (line,) = set_lines(DEMONSTRATION, size=kind.normal, width=width, face=Face.BOLD)
    element = Element(Role.PARAGRAPH)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.box(x, y, width, height, weight=1.25)
            left = x + (width - line_width(line, kind.normal)) / 2
            sheet.words(left, y + height * 0.69, line, size=kind.normal)

    return Strip(height=height, paint=paint)
