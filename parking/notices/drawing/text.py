"""Words set in lines: runs of one face, broken at spaces, and long addresses broken where they must be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parking.notices.drawing.fonts import Face, check_glyphs, composed, width_of

_BREAK_AFTER = "/-.?&=@_"  # where an address that is too long for its line may be broken


@dataclass(frozen=True, slots=True)
class Strong:
    """Words to be found at a glance: an amount, a date, a number."""

    text: str


Text = str | tuple[str | Strong, ...]
"""What a block says: plain words, or words with some of them strong."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one face on one line."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side; a broken line ends inside a word, so no space follows it."""

    runs: tuple[Run, ...]
    broken: bool = False

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


class TooNarrowError(ValueError):
    """A line narrower than a single character of its text."""


def unbroken(text: str) -> str:
    """Return the words so that they stay on one line, as a mark or a date's day should."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def parts_of(text: Text) -> tuple[str | Strong, ...]:
    """Return the words as parts, plain and strong."""
    return (text,) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """Return the words alone, as a reader or a linter compares them."""
    return "".join(part if isinstance(part, str) else part.text for part in parts_of(text))


def set_lines(text: Text, *, size: float, width: float, face: Face = Face.REGULAR) -> tuple[Line, ...]:
    """Return the text broken into lines no wider than asked, every character checked for a glyph."""
    strong = Face.BOLD if face is Face.BOLD else Face.SEMIBOLD
    runs = [
        Run(composed(p), face) if isinstance(p, str) else Run(composed(p.text), strong)
        for p in parts_of(text)
    ]
    for run in runs:
        check_glyphs(run.text.replace("\n", " "), run.face)
    lines: list[Line] = []
    current: list[Run] = []
    used = 0.0
    inside = False
    for word in _words(runs, size, width):
        gap = width_of(" ", word.runs[0].face, size) if current else 0.0
        wide = line_width(word, size)
        if current and used + gap + wide > width + 0.01:
            lines.append(_joined(current, broken=inside))
            current, used, gap = [], 0.0, 0.0
        if current:
            current.append(Run(" ", word.runs[0].face))
        current.extend(word.runs)
        used += gap + wide
        inside = word.broken
    if current:
        lines.append(_joined(current))
    return tuple(lines)


def line_width(line: Line, size: float) -> float:
    """Return how wide a line is in points."""
    return _width(line.runs, size)


def _width(runs: Sequence[Run], size: float) -> float:
    return sum(width_of(run.text, run.face, size) for run in runs)


def _words(runs: Sequence[Run], size: float, width: float) -> Iterator[Line]:
    """Yield what stands between spaces; a word may be in more than one face."""
    word: list[Run] = []
    for run in runs:
        for piece in re.split(r"( +)", run.text):
            if not piece:
                continue
            if not piece.strip(" "):
                if word:
                    yield from _fitting(tuple(word), size, width)
                word = []
            else:
                word.append(Run(piece, run.face))
    if word:
        yield from _fitting(tuple(word), size, width)


def _fitting(word: tuple[Run, ...], size: float, width: float) -> Iterator[Line]:
    """Yield the word, in pieces if it is wider than the line."""
    if _width(word, size) <= width + 0.01:
        yield Line(word)
        return
    piece: list[Run] = []
    for run in word:
        rest = run.text
        while rest:
            room = width - _width(piece, size)
            end = _longest(rest, run.face, size, room)
            if end:
                piece.append(Run(rest[:end], run.face))
                rest = rest[end:]
            elif not piece:
                raise TooNarrowError(f"{rest[0]!r} does not fit on a line of {width:.1f} points")
            if rest:
                yield Line(tuple(piece), broken=True)
                piece = []
    if piece:
        yield Line(tuple(piece))


def _longest(text: str, face: Face, size: float, room: float) -> int:
    """Return how many characters fit, ending at a place to break where there is one."""
    if width_of(text, face, size) <= room + 0.01:
        return len(text)
    fits = 0
    while width_of(text[: fits + 1], face, size) <= room:
        fits += 1
    tidy = max(text.rfind(mark, 0, fits) + 1 for mark in _BREAK_AFTER)
    return tidy or fits


def _joined(runs: Sequence[Run], *, broken: bool = False) -> Line:
    """Return the line with neighbouring runs of one face made one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].face is run.face:
            joined[-1] = Run(joined[-1].text + run.text, run.face)
        else:
            joined.append(run)
    return Line(tuple(joined), broken)
