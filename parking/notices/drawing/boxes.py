"""The parts of a paper that stand in a piece: the ruled figures, how to pay, the slip to cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parking.notices.drawing.codes import qr_code
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.paper import Amount, Figures, Pay, Slip
from parking.notices.drawing.sheet import BLACK, MM, Element, Role, Sheet
from parking.notices.drawing.strips import Column, Strip, Type, stack
from parking.notices.drawing.text import Line, Strong, Text, parts_of, plain, set_lines

QR_SIDE = 31 * MM
TICKET_QR_SIDE = 42 * MM
NARROWEST_BESIDE = 90 * MM  # on a ticket the words go over and under the code


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one size in a stack, with the space above them."""

    lines: tuple[Line, ...]
    size: float
    lead: float
    gap: float = 0
    grey: float = BLACK
    ruled: bool = False

    @property
    def height(self) -> float:
        """The height with the space above."""
        return self.gap + len(self.lines) * self.lead


def height_of(pieces: Sequence[Piece]) -> float:
    """Return the height of a stack."""
    return sum(piece.height for piece in pieces)


def paint_pieces(sheet: Sheet, pieces: Sequence[Piece], x: float, y: float, width: float) -> None:
    """Paint a stack, with a hairline above each piece that asks for one."""
    for piece in pieces:
        if piece.ruled:
            sheet.rule(x, y + piece.gap / 2, width)
        stack(sheet, piece.lines, x, y + piece.gap, piece.size, piece.lead, grey=piece.grey)
        y += piece.height


def figures_strip(block: Figures, width: float, kind: Type) -> Strip:
    """Return the ruled box: number, amounts with their last days, and how to object."""
    pad = kind.normal * 0.75
    inner = width - 2 * pad
    pieces = [_normal(block.label, inner, kind, face=Face.BOLD)]
    for label, value in block.rows:
        pieces.append(_row(label, value, inner, kind))
    pieces += [piece for amount in block.amounts for piece in _amount(amount, inner, kind)]
    objection = _small(block.objection, inner, kind, gap=kind.normal * 0.9, ruled=True)
    pieces.append(replace(objection, grey=BLACK))
    height = height_of(pieces) + 2 * pad - kind.lead * 0.1
    element = Element(Role.BOX)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.box(x, y, width, height)
            paint_pieces(sheet, pieces, x + pad, y + pad * 0.8, inner)

    return Strip(height=height, paint=paint, gap=kind.lead * 0.5)


def pay_strip(block: Pay, column: Column) -> Strip:
    """Return the code to scan with what scanning does and the other ways beside it, or around it."""
    kind = column.type
    beside = column.measure >= NARROWEST_BESIDE
    side = QR_SIDE if beside else TICKET_QR_SIDE
    gap = kind.normal if beside else kind.lead * 0.5
    room = column.measure - side - gap if beside else column.measure
    code = qr_code(block.url)
    does = [_normal(block.does, room, kind)]
    ways = [_way(label, value, room, kind) for label, value in block.ways]
    figure = Element(Role.FIGURE, says=plain(block.does))
    words = Element(Role.PARAGRAPH)

    def paint_beside(sheet: Sheet, x: float, y: float) -> None:
        left = x + column.hang
        with sheet.marked(figure):
            sheet.code(left, y, side, code)
            sheet.box(left, y, side, side, weight=0.35)
        with sheet.marked(words):
            paint_pieces(sheet, does + ways, left + side + gap, y, room)

    def paint_around(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(words):
            paint_pieces(sheet, does, x, y, room)
        y += height_of(does) + gap
        with sheet.marked(figure):
            sheet.code(x + (room - side) / 2, y, side, code)
        with sheet.marked(words):
            paint_pieces(sheet, ways, x, y + side, room)

    if beside:
        return Strip(max(side, height_of(does + ways)), paint_beside, gap=kind.lead * 0.5)
    return Strip(height_of(does) + gap + side + height_of(ways), paint_around, gap=kind.lead * 0.3)


def slip_strip(block: Slip, column: Column) -> Strip:
    """Return the part to cut off: what it pays for on the left, amount and where to send it beside."""
    kind = column.type
    gutter = kind.normal * 1.5
    two_up = column.hang > 0
    half = (column.width - gutter) / 2 if two_up else column.width
    left = [
        _normal(block.title, half, kind, face=Face.BOLD),
        *(_row(label, value, half, kind) for label, value in block.rows),
        _small(block.instruction, half, kind, gap=kind.small * 0.6),
    ]
    ticked = len(block.choices) > 1
    right = [_choice(amount, half, kind, ticked=ticked) for amount in block.choices]
    right.append(_small("Send to", half, kind, gap=kind.small * 0.6))
    right.append(_normal(", ".join(block.send_to), half, kind))
    above = kind.lead * 1.4
    tall = max(height_of(left), height_of(right)) if two_up else height_of(left) + height_of(right)
    cut = set_lines("Cut here and send this part with your payment", size=kind.small, width=column.width)
    element = Element(Role.BOX)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.marked(element):
            sheet.cut_line(x, y, column.width)
            stack(sheet, cut, x, y + 2, kind.small, kind.small_lead, grey=kind.grey)
            top = y + above
            paint_pieces(sheet, left, x, top, half)
            if two_up:
                _paint_choices(sheet, right, x + half + gutter, top, kind)
            else:
                _paint_choices(sheet, right, x, top + height_of(left), kind)

    below = kind.lead * 0.6 if two_up else 0  # keeps the slip clear of the footer
    return Strip(height=above + tall + below, paint=paint, gap=kind.lead, to_foot=two_up)


def tick_box(sheet: Sheet, x: float, y: float, kind: Type) -> float:
    """Paint a box to tick on the first line of a stack and return the room it takes."""
    side = kind.normal * 0.95
    sheet.box(x, y + (kind.lead - side) / 2 - 0.4, side, side, weight=0.75)
    return side + kind.normal * 0.6


def _paint_choices(sheet: Sheet, pieces: Sequence[Piece], x: float, y: float, kind: Type) -> None:
    """Paint a stack with a box to tick before each piece that is ruled."""
    for piece in pieces:
        offset = tick_box(sheet, x, y + piece.gap, kind) if piece.ruled else 0
        stack(sheet, piece.lines, x + offset, y + piece.gap, piece.size, piece.lead, grey=piece.grey)
        y += piece.height


def _amount(amount: Amount, width: float, kind: Type) -> list[Piece]:
    """Return a sum large, with its condition and its last day under it."""
    return [
        Piece(
            set_lines(amount.sum, size=kind.large, width=width, face=Face.BOLD),
            kind.large,
            kind.large_lead,
            gap=kind.normal * 0.8,
            ruled=True,
        ),
        _small(amount.condition, width, kind),
        _normal(amount.until, width, kind, face=Face.SEMIBOLD),
    ]


def _choice(amount: Amount, width: float, kind: Type, *, ticked: bool) -> Piece:
    words = f"{amount.sum} {amount.condition} {amount.until}"
    room = width - kind.normal * 1.55
    lines = set_lines(words, size=kind.normal, width=room)
    return Piece(lines, kind.normal, kind.lead, gap=kind.normal * 0.2, ruled=ticked)


def _way(label: str, value: Text, width: float, kind: Type) -> Piece:
    lines = set_lines((f"{label}: ", *parts_of(value)), size=kind.normal, width=width)
    return Piece(lines, kind.normal, kind.lead, gap=kind.small * 0.35)


def _row(label: str, value: str, width: float, kind: Type) -> Piece:
    """Return a label with its value on one line, the value strong; both wrap when they must."""
    return _normal((f"{label} ", Strong(value)), width, kind)


def _normal(text: Text, width: float, kind: Type, *, face: Face = Face.REGULAR) -> Piece:
    return Piece(set_lines(text, size=kind.normal, width=width, face=face), kind.normal, kind.lead)


def _small(text: Text, width: float, kind: Type, *, gap: float = 0, ruled: bool = False) -> Piece:
    lines = set_lines(text, size=kind.small, width=width)
    return Piece(lines, kind.small, kind.small_lead, gap=gap, grey=kind.grey, ruled=ruled)
