"""Pages to fill in by hand: boxes to tick, lines to write on, a place to sign."""

from __future__ import annotations

from dataclasses import replace

from parking.notices.drawing.boxes import tick_box
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.paper import Blanks, Definitions, Form, Question, Signature, Ticks
from parking.notices.drawing.sheet import BLACK, MM, Element, Role, Sheet
from parking.notices.drawing.strips import Column, Strip, definition_strips, stack, text_strips
from parking.notices.drawing.text import Text, set_lines

WRITING_LINE = 8.5 * MM  # room for a large hand


def form_strips(form: Form, column: Column) -> list[Strip]:
    """Return the form under its title; the flow starts it on a page of its own."""
    kind = column.type
    wide = replace(column, hang=0)
    title = set_lines(form.title, size=kind.large, width=wide.width, face=Face.BOLD)
    heading = Element(Role.HEADING)

    def paint_title(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(heading):
            stack(sheet, title, x, y, kind.large, kind.large_lead)

    strips = [Strip(height=len(title) * kind.large_lead, paint=paint_title, keep_with_next=True)]
    strips += text_strips(form.instruction, wide, gap=kind.lead * 0.4)
    rows = definition_strips(Definitions(form.rows), wide)
    strips += [replace(rows[0], gap=kind.lead * 0.5), *rows[1:]] if rows else []
    for question in form.questions:
        strips += question_strips(question, wide)
    return strips


def question_strips(question: Question, column: Column) -> list[Strip]:
    """Return one question with the space for its answer."""
    if isinstance(question, Ticks):
        strips = _asked(question.question, column)
        return strips + [strip for choice in question.choices for strip in _tick(choice, column)]
    if isinstance(question, Blanks):
        lines = [_writing_line(column) for _ in range(question.lines)]
        lines[0] = replace(lines[0], keep_with_next=question.lines > 1)
        return _asked(question.question, column) + lines
    return _signature(question, column)


def _asked(question: str, column: Column) -> list[Strip]:
    strips = text_strips(question, column, gap=column.type.lead * 0.9, face=Face.SEMIBOLD)
    return [replace(strip, keep_with_next=True) for strip in strips]


def _tick(choice: Text, column: Column) -> list[Strip]:
    """Return a choice as one strip, its words hanging from the box."""
    kind = column.type
    indent = kind.normal * 1.9
    lines = set_lines(choice, size=kind.normal, width=column.width - indent)
    element = Element(Role.LIST_ITEM)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            tick_box(sheet, x, y, kind)
            stack(sheet, lines, x + indent, y, kind.normal, kind.lead)

    return [Strip(height=len(lines) * kind.lead, paint=paint, gap=kind.lead * 0.3)]


def _writing_line(column: Column) -> Strip:
    element = Element(Role.FORM)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.rule(x, y + WRITING_LINE, column.width, grey=column.type.grey)

    return Strip(height=WRITING_LINE, paint=paint)


def _signature(question: Signature, column: Column) -> list[Strip]:
    """Return the declaration with lines for a signature, a name in capitals and the day."""
    kind = column.type
    strips = [
        replace(strip, keep_with_next=True)
        for strip in text_strips(question.declaration, column, gap=kind.lead)
    ]
    labels = ("Signature", "Name in capitals", "Date")
    shares = (0.4, 0.38, 0.22)
    element = Element(Role.FORM)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            for label, share in zip(labels, shares, strict=True):
                width = column.width * share - kind.normal
                sheet.rule(x, y + WRITING_LINE * 1.3, width, grey=BLACK)
                words = set_lines(label, size=kind.small, width=width)
                stack(sheet, words, x, y + WRITING_LINE * 1.35, kind.small, kind.small_lead, grey=kind.grey)
                x += column.width * share

    return [*strips, Strip(height=WRITING_LINE * 1.35 + kind.small_lead, paint=paint)]
