"""Blocks of words cut into strips: pieces of a column that no page break divides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from parking.notices.drawing.fonts import Face
from parking.notices.drawing.paper import Definitions, Heading, ListBlock, Para, Statement
from parking.notices.drawing.sheet import BLACK, GREY, Element, Role, Sheet
from parking.notices.drawing.text import Line, Text, set_lines

# A prescribed statement is never divided between pages; nor is any paragraph of ordinary length.
MOST_LINES_KEPT_WHOLE = 12

Paint = Callable[[Sheet, float, float], None]
"""Paints a strip on a sheet with its top left corner at x, y."""


@dataclass(frozen=True, slots=True)
class Type:
    """The three sizes of a paper with their leading, and how dark its grey is."""

    large: float
    large_lead: float
    normal: float
    lead: float
    small: float
    small_lead: float
    grey: float


LETTER_TYPE = Type(large=20, large_lead=23, normal=10.5, lead=13.6, small=8.5, small_lead=11, grey=GREY)
# A thermal head has no grey, and a ticket is read in the rain.
TICKET_TYPE = Type(large=17, large_lead=20, normal=9.5, lead=12, small=8, small_lead=10, grey=BLACK)


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks are set: its width, and how much of it on the left is for hanging labels."""

    width: float
    hang: float
    type: Type

    @property
    def measure(self) -> float:
        """The width left for running text."""
        return self.width - self.hang


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a block with its height, and the space above it that a page top swallows."""

    height: float
    paint: Paint
    gap: float = 0
    keep_with_next: bool = False
    to_foot: bool = False  # stands at the foot of the page that has room for it


def text_strips(
    text: Text,
    column: Column,
    *,
    gap: float,
    note: bool = False,
    face: Face = Face.REGULAR,
    role: Role = Role.PARAGRAPH,
) -> list[Strip]:
    """Return a paragraph as a strip a line, kept on one page unless it is very long."""
    size, lead = (
        (column.type.small, column.type.small_lead) if note else (column.type.normal, column.type.lead)
    )
    element = Element(role)
    lines = set_lines(text, size=size, width=column.measure, face=face)
    strips = [
        Strip(height=lead, paint=_line_painter(line, column.hang, size, lead, element)) for line in lines
    ]
    return _kept(strips, gap, whole=len(strips) <= MOST_LINES_KEPT_WHOLE)


def heading_strips(heading: Heading, column: Column) -> list[Strip]:
    """Return a heading set over its section, for a column without room to hang it."""
    strips = text_strips(heading.text, column, gap=column.type.lead * 0.9, face=Face.BOLD, role=Role.HEADING)
    return [replace(strip, keep_with_next=True) for strip in strips]


def para_strips(para: Para | Statement, column: Column) -> list[Strip]:
    """Return a paragraph or a prescribed statement."""
    note = isinstance(para, Para) and para.note
    return text_strips(para.text, column, gap=column.type.lead * 0.35, note=note)


def list_strips(block: ListBlock, column: Column) -> list[Strip]:
    """Return a list, each item hanging from its dot or letter."""
    indent = column.type.normal * 1.5
    strips: list[Strip] = []
    for item, letter in zip_longest(block.items, block.letters[: len(block.items)], fillvalue=""):
        label = f"{letter}." if letter else "•"
        strips += _labelled(label, item, column, indent=indent, gap=column.type.lead * 0.2)
    return strips


def definition_strips(block: Definitions, column: Column) -> list[Strip]:
    """Return labels and values, a row each; labels hang where a heading would."""
    strips: list[Strip] = []
    for label, value in block.rows:
        strips.append(_definition(label, value, column))
    return strips


def _definition(label: str, value: Text, column: Column) -> Strip:
    kind = column.type
    beside = kind.normal * (8.6 if column.hang else 7.6)
    labels = set_lines(label, size=kind.normal, width=beside - 6)
    values = set_lines(value, size=kind.normal, width=column.measure - beside)
    pad = kind.lead * 0.18
    height = max(len(labels), len(values)) * kind.lead + 2 * pad
    element = Element(Role.TABLE_ROW)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            left = x + column.hang
            stack(sheet, labels, left, y + pad, kind.normal, kind.lead, grey=kind.grey)
            stack(sheet, values, left + beside, y + pad, kind.normal, kind.lead)
            sheet.rule(left, y + height, column.measure, grey=kind.grey, weight=0.35)

    return Strip(height=height, paint=paint)


def _labelled(label: str, text: Text, column: Column, *, indent: float, gap: float) -> list[Strip]:
    kind = column.type
    element = Element(Role.LIST_ITEM)
    lines = set_lines(text, size=kind.normal, width=column.measure - indent)
    (mark,) = set_lines(label, size=kind.normal, width=indent)

    def first(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            baseline = y + kind.lead * 0.75
            sheet.words(x + column.hang, baseline, mark, size=kind.normal)
            sheet.words(x + column.hang + indent, baseline, lines[0], size=kind.normal)

    rest = [
        Strip(kind.lead, _line_painter(line, column.hang + indent, kind.normal, kind.lead, element))
        for line in lines[1:]
    ]
    return _kept([Strip(kind.lead, first), *rest], gap)


def stack(
    sheet: Sheet,
    lines: Sequence[Line],
    x: float,
    y: float,
    size: float,
    lead: float,
    *,
    grey: float = BLACK,
) -> float:
    """Paint lines one under the other and return where the next would start."""
    for line in lines:
        sheet.words(x, y + lead * 0.75, line, size=size, grey=grey)
        y += lead
    return y


def _line_painter(line: Line, indent: float, size: float, lead: float, element: Element) -> Paint:
    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.words(x + indent, y + lead * 0.75, line, size=size)

    return paint


def _kept(strips: list[Strip], gap: float, *, whole: bool = False) -> list[Strip]:
    """Return the strips kept on one page: all of them, or the first two and the last two."""
    last = len(strips) - 1
    return [
        replace(
            strip,
            gap=gap if position == 0 else strip.gap,
            keep_with_next=position < last and (whole or position in {0, last - 1}),
        )
        for position, strip in enumerate(strips)
    ]
