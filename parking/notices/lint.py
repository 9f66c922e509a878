"""The last look at a finished paper: does the file itself say what it must, and can it be kept?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parking.notices.drawing.paper import Drawn, Paper
from parking.notices.drawing.reading import fonts_of, pages_of
from parking.notices.drawing.stamp import DEMONSTRATION
from parking.notices.drawing.text import plain
from parking.notices.statements import RequiredStatement


class Lack(StrEnum):
    """What a file can lack."""

    STATEMENT = "statement"
    WORDS = "words"
    FONT = "font"
    STAMP = "stamp"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a paper from being sent, and where."""

    lacks: Lack
    what: str


def faults(drawn: Drawn, paper: Paper, words: Sequence[RequiredStatement]) -> tuple[Fault, ...]:
    """Return everything that is wrong with a finished file; nothing means that it may be sent."""
    pages = tuple(" ".join(page.split()) for page in pages_of(drawn.pdf))
    return (*_unsaid(paper, words), *_unprinted(pages, paper), *_marks(pages, paper), *_fonts(drawn))


def _unsaid(paper: Paper, words: Sequence[RequiredStatement]) -> Iterator[Fault]:
    """Yield each requirement of statute that the paper has no statement for."""
    said = {statement.key for statement in paper.statements}
    yield from (Fault(Lack.STATEMENT, each.key) for each in words if each.must and each.key not in said)


def _unprinted(pages: Sequence[str], paper: Paper) -> Iterator[Fault]:
    """Yield each statement whose words are not whole on one page of the file."""
    for statement in paper.statements:
        wanted = " ".join(plain(statement.text).split())
        if not any(wanted in page for page in pages):
            yield Fault(Lack.WORDS, statement.key)


def _marks(pages: Sequence[str], paper: Paper) -> Iterator[Fault]:
    """Yield each page without the reference, or without the stamp of a demonstration."""
    for number, page in enumerate(pages, start=1):
        if paper.reference not in page:
            yield Fault(Lack.REFERENCE, f"page {number}")
        if paper.demonstration and DEMONSTRATION not in page:
            yield Fault(Lack.STAMP, f"page {number}")


def _fonts(drawn: Drawn) -> Iterator[Fault]:
    """Yield each font that a printer would have to guess."""
    yield from (Fault(Lack.FONT, name) for name, embedded in fonts_of(drawn.pdf).items() if not embedded)
