"""The linter finds what a finished file lacks; a file that lacks nothing may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from parking.notices.drawing import letter
from parking.notices.drawing.paper import Drawn, Paper, Para, Statement
from parking.notices.lint import Fault, Lack, faults
from tests.notices.specimens import ADDRESSEE, LETTERHEAD, Required

WORDS = (Required("amount", "The charge is £50."), Required("vehicle", "It is blue.", must=False))
PAPER = Paper(
    kind="specimen",
    title="A specimen",
    reference="RU10000015",
    printed_on=date(2026, 3, 3),
    letterhead=LETTERHEAD,
    addressee=ADDRESSEE,
    blocks=(Para("To you."), Statement("amount", "The charge is £50.")),
    demonstration=True,
)


def test_a_paper_that_says_everything_has_no_fault() -> None:
    assert faults(letter.draw(PAPER), PAPER, WORDS) == ()


def test_a_statement_that_the_paper_lacks_is_named() -> None:
    silent = replace(PAPER, blocks=(Para("To you."),))
    assert faults(letter.draw(silent), silent, WORDS) == (Fault(Lack.STATEMENT, "amount"),)


def test_a_statement_whose_words_are_not_in_the_file_is_named() -> None:
    other = letter.draw(replace(PAPER, blocks=(Para("To you."),)))
    assert faults(other, PAPER, WORDS) == (Fault(Lack.WORDS, "amount"),)


def test_a_page_without_stamp_or_reference_is_named() -> None:
    other = letter.draw(replace(PAPER, demonstration=False, reference="RU10000023"))
    assert faults(other, PAPER, WORDS) == (Fault(Lack.REFERENCE, "page 1"), Fault(Lack.STAMP, "page 1"))


def test_a_font_that_is_not_in_the_file_is_named() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    bare = Drawn(buffer.getvalue(), 1, "")
    assert Fault(Lack.FONT, "/Helvetica") in faults(bare, PAPER, WORDS)
