"""The A4 letter's measures: twelve columns, the envelope window, and the strip kept blank for it."""

from __future__ import annotations

from dataclasses import dataclass

from parking.notices.drawing.sheet import MM

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 15 * MM, 195 * MM
FULL_WIDTH = RIGHT - LEFT
COLUMNS, GUTTER = 12, 4 * MM
_COLUMN = (FULL_WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS


def span(columns: int) -> float:
    """Return the width of so many columns with the gutters between them."""
    return columns * _COLUMN + (columns - 1) * GUTTER


def start(column: int) -> float:
    """Return where a column starts, counted from 1."""
    return LEFT + (column - 1) * (_COLUMN + GUTTER)


@dataclass(frozen=True, slots=True)
class Window:
    """Where an envelope shows the address; it differs by printer, so it is one value."""

    left: float
    top: float
    right: float
    bottom: float


# GOV.UK Notify's window, which suits a C5 envelope; beside it the first page is blank down to BODY_TOP.
WINDOW = Window(24.6 * MM, 39.5 * MM, 120 * MM, 66.3 * MM)
ADDRESS_LEFT = WINDOW.left + 0.6 * MM
LETTERHEAD_BOTTOM = 30 * MM
BODY_TOP = 97 * MM

STAMP_TOP, STAMP_WIDTH = 5.4 * MM, 68 * MM
RULE_TOP = 11.7 * MM
RULE_WEIGHT = 1.1 * MM
PANEL_LEFT, PANEL_WIDTH = start(9), span(4)
HANG = start(4) - LEFT
BESIDE_PANEL = span(8) - GUTTER  # the measure left of the panel where there is no window
TOP_WITHOUT_ADDRESS = 36 * MM
LATER_TOP = 17 * MM
BODY_BOTTOM = 283 * MM
FOOTER_BASELINE = 288.5 * MM
