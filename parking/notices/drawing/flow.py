"""From blocks to pages: sections under their headings, and strips placed where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from parking.notices.drawing.boxes import figures_strip, pay_strip, slip_strip
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.forms import form_strips
from parking.notices.drawing.paper import (
    Block,
    Definitions,
    Figures,
    Form,
    Heading,
    ListBlock,
    Para,
    Pay,
    Slip,
    Statement,
)
from parking.notices.drawing.sheet import Element, Role, Sheet
from parking.notices.drawing.strips import (
    Column,
    Strip,
    definition_strips,
    heading_strips,
    list_strips,
    para_strips,
    stack,
)
from parking.notices.drawing.text import parts_of, set_lines


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks under it; what comes before the first heading has none."""

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def starts_a_page(self) -> bool:
        """Whether it is a form, which a reader takes out and posts."""
        return any(isinstance(block, Form) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip at its distance from the top of its page."""

    strip: Strip
    y: float


class TallerThanAPageError(ValueError):
    """Strips that must stay together are taller than a page has room for."""


def sections(blocks: Iterable[Block]) -> Iterator[Section]:
    """Yield the blocks section by section; a slip or a form is a section of its own."""
    heading: Heading | None = None
    gathered: list[Block] = []
    for block in blocks:
        alone = isinstance(block, Form | Slip)
        if isinstance(block, Heading) or alone:
            if gathered:
                yield Section(heading, tuple(gathered))
            heading, gathered = (block, []) if isinstance(block, Heading) else (None, [])
        if alone:
            yield Section(None, (block,))
        elif not isinstance(block, Heading):
            gathered.append(block)
    if gathered:
        yield Section(heading, tuple(gathered))


def section_strips(section: Section, column: Column) -> list[Strip]:
    """Return a section's strips, its heading hung beside them where the column has room."""
    strips: list[Strip] = []
    for block in run_in(section.blocks):
        if strips and isinstance(block, Pay | ListBlock):
            strips[-1] = replace(strips[-1], keep_with_next=True)  # what introduces it stays with it
        strips += block_strips(block, column)
    if section.heading is None:
        return strips
    if not column.hang:
        return heading_strips(section.heading, column) + strips
    return _hung(section.heading, strips, column)


def run_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, with statements that run in joined to the statement before them."""
    held: Statement | None = None
    for block in blocks:
        if held and isinstance(block, Statement) and block.runs_in:
            held = replace(held, text=(*parts_of(held.text), " ", *parts_of(block.text)))
            continue
        if held:
            yield held
        held = block if isinstance(block, Statement) else None
        if held is None:
            yield block
    if held:
        yield held


def block_strips(block: Block, column: Column) -> list[Strip]:
    """Return one block's strips."""
    match block:
        case Heading():
            return heading_strips(block, column)
        case Para() | Statement():
            return para_strips(block, column)
        case Definitions():
            return definition_strips(block, column)
        case ListBlock():
            return list_strips(block, column)
        case Figures():
            return [figures_strip(block, column.width, column.type)]
        case Pay():
            return [pay_strip(block, column)]
        case Slip():
            return [slip_strip(block, column)]
        case Form():
            return form_strips(block, column)
        case _:
            assert_never(block)


def groups(strips: Sequence[Strip]) -> Iterator[tuple[Strip, ...]]:
    """Yield runs of strips that must stand on one page."""
    together: list[Strip] = []
    for strip in strips:
        together.append(strip)
        if not strip.keep_with_next:
            yield tuple(together)
            together = []
    if together:
        yield tuple(together)


def height_of(strips: Sequence[Strip], *, at_top: bool = False) -> float:
    """Return the height of strips one under the other; the first gap is swallowed at a page top."""
    total = sum(strip.gap + strip.height for strip in strips)
    return total - strips[0].gap if at_top and strips else total


def _hung(heading: Heading, strips: list[Strip], column: Column) -> list[Strip]:
    """Return the strips with the heading painted beside the first, and room for all its lines."""
    kind = column.type
    lines = set_lines(heading.text, size=kind.normal, width=column.hang - kind.normal, face=Face.BOLD)
    tall = len(lines) * kind.lead
    element = Element(Role.HEADING)
    first = strips[0]

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.rule(x, y - kind.lead * 0.45, column.width, grey=kind.grey, weight=0.5)
            stack(sheet, lines, x, y, kind.normal, kind.lead)
        first.paint(sheet, x, y)

    hung = [replace(first, paint=paint, gap=kind.lead * 1.15), *strips[1:]]
    covered = 0.0
    for position, strip in enumerate(hung):
        covered += strip.height + (strip.gap if position else 0)
        if covered >= tall:
            return hung
        hung[position] = replace(strip, keep_with_next=position < len(hung) - 1)
    hung[-1] = replace(hung[-1], height=hung[-1].height + tall - covered)
    return hung
