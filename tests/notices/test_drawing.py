"""The drawing of papers: fonts, lines, zones, codes, the same bytes twice."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from parking.notices.drawing import letter, ticket
from parking.notices.drawing.codes import qr_code
from parking.notices.drawing.fonts import Face, MissingGlyphError, check_glyphs, width_of
from parking.notices.drawing.letterhead import AddressTooLongError, LetterheadTooTallError
from parking.notices.drawing.paper import Drawn, Heading, Letterhead, Paper, Para, Statement
from parking.notices.drawing.reading import fonts_of, pages_of, text_of
from parking.notices.drawing.stamp import DEMONSTRATION
from parking.notices.drawing.text import Strong, TooNarrowError, line_width, plain, set_lines
from tests.notices.pages import MM, Box, is_blank, painted, picture, words, words_in
from tests.notices.specimens import ADDRESSEE, LETTERHEAD

WINDOW = Box(24.6, 39.5, 120, 66.3)
# Where the post lets a first page be printed, grown by the millimetre its test allows.
FIRST_PAGE = (Box(14, 4, 126, 31), Box(23.6, 38.5, 121, 67.3), Box(124, 4, 196, 96), Box(14, 94, 196, 293))
LATER_PAGES = (Box(14, 4, 196, 293),)

PAPER = Paper(
    kind="specimen",
    title="A specimen",
    reference="RU10000015",
    printed_on=date(2026, 3, 3),
    letterhead=LETTERHEAD,
    addressee=ADDRESSEE,
    blocks=(Heading("Why we write"), Para("To show what a paper looks like."), Statement("a", "Said.")),
)


def test_welsh_and_polish_letters_have_glyphs_in_every_face() -> None:
    for face in Face:
        check_glyphs("Ŵ ŵ Ŷ ŷ Ẁ ẁ â ê î ô û Ł ł Ś ś Ż ż Ź ź Ć ć Ń ń Ą ą Ę ę Ó ó £ €", face)


def test_a_character_without_a_glyph_is_named() -> None:
    with pytest.raises(MissingGlyphError, match=r"U\+4E2D, cjk unified ideograph-4e2d"):
        check_glyphs("Ms 中")


def test_an_accent_that_stands_apart_is_joined_to_its_letter() -> None:
    check_glyphs("W\u0302yn")
    assert plain("W\u0302") != set_lines("W\u0302", size=10, width=100)[0].text == "Ŵ"


def test_a_paper_with_such_a_character_is_not_drawn() -> None:
    with pytest.raises(MissingGlyphError):
        letter.draw(replace(PAPER, addressee=("Ms 中", "1 High Street", "KT15 2AH")))


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    text = ("Pay ", Strong("£25"), " by ", Strong("Monday 16 March 2026"), ", or it is more. " * 9)
    lines = set_lines(text, size=10, width=150)
    assert all(line_width(line, 10) <= 150.01 for line in lines)
    assert " ".join(line.text for line in lines) == plain(text).strip()


def test_a_long_address_breaks_after_a_slash_and_gains_no_space() -> None:
    lines = set_lines(("parking.example/challenge", Strong("/RU10000015"), "."), size=10, width=100)
    shown = [line.text for line in lines]
    assert "".join(shown) == "parking.example/challenge/RU10000015."
    assert shown[0] == "parking.example/"
    assert [line.broken for line in lines] == [True] * (len(lines) - 1) + [False]


def test_a_line_narrower_than_a_letter_is_refused() -> None:
    with pytest.raises(TooNarrowError):
        set_lines("W", size=10, width=2)


def test_figures_are_all_of_one_width() -> None:
    for face in (Face.REGULAR, Face.SEMIBOLD, Face.BOLD):
        assert len({width_of(digit, face, 10) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("draw", [letter.draw, ticket.draw])
def test_the_same_paper_gives_the_same_bytes(draw: Callable[[Paper], Drawn]) -> None:
    assert draw(PAPER) == draw(PAPER)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "from parking.notices.drawing import letter\n"
        "from tests.notices.test_drawing import PAPER\n"
        "print(letter.draw(PAPER).sha256)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path), "TZ": "Pacific/Auckland"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == letter.draw(PAPER).sha256


def test_the_document_carries_title_language_and_the_printed_day() -> None:
    drawn = letter.draw(PAPER)
    with pikepdf.open(BytesIO(drawn.pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo["/Title"]) == "A specimen RU10000015"
        assert str(opened.docinfo["/CreationDate"]) == "D:20260303000000Z"


@pytest.mark.parametrize("draw", [letter.draw, ticket.draw])
def test_every_font_is_in_the_file(draw: Callable[[Paper], Drawn]) -> None:
    fonts = fonts_of(draw(PAPER).pdf)
    assert all(fonts.values())
    assert all("SourceSansPro" in name for name in fonts)


def test_two_readers_read_the_same_words() -> None:
    drawn = letter.draw(PAPER)
    assert sorted(text_of(drawn.pdf).split()) == sorted(words(drawn.pdf).split())


def test_lines_do_not_run_together_when_read() -> None:
    drawn = letter.draw(replace(PAPER, blocks=(Para("You were there. " * 30),)))
    assert "You were there. " * 29 in text_of(drawn.pdf)


def test_the_address_stands_in_the_window_and_nothing_else() -> None:
    drawn = letter.draw(PAPER)
    assert words_in(drawn.pdf, WINDOW) == " ".join(ADDRESSEE)


def test_the_strip_beside_the_window_is_blank() -> None:
    image = painted(picture(letter.draw(PAPER).pdf), WINDOW)
    assert is_blank(image, Box(0, 31, 124, 94))
    assert is_blank(image, Box(0, 0, 14, 297))


def test_seven_long_lines_fit_the_window() -> None:
    seven = (
        "The Company Secretary",
        "Llywodraeth a Gwasanaethau Cludiant Ŵyr Cyfyngedig",
        "Trzecie Piętro, Dział Księgowości",
        "Unit 14B Addlestone Moor Trading Estate",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        "YNYS MÔN",
        "LL61 5UJ",
    )
    pdf = letter.draw(replace(PAPER, addressee=seven)).pdf
    assert words_in(pdf, WINDOW) == " ".join(seven)
    assert is_blank(painted(picture(pdf), WINDOW), Box(0, 31, 124, 94))


@pytest.mark.parametrize(
    "addressee",
    [("A", "B", "C", "D", "E", "F", "G", "KT15 2AH"), ("A very long name " * 9, "1 High Street", "KT15 2AH")],
)
def test_an_address_that_does_not_fit_is_refused(addressee: tuple[str, ...]) -> None:
    with pytest.raises(AddressTooLongError):
        letter.draw(replace(PAPER, addressee=addressee))


def test_a_long_council_name_stays_above_the_window() -> None:
    head = replace(LETTERHEAD, council="Royal Borough of Windsor and Maidenhead and Bournemouth")
    pdf = letter.draw(replace(PAPER, letterhead=head, acting_for="Surrey County Council")).pdf
    assert "Acting for Surrey County Council" in words_in(pdf, Box(14, 4, 126, 31))


def test_a_letterhead_that_would_reach_the_window_is_refused() -> None:
    head: Letterhead = replace(LETTERHEAD, address=("A house of many names, " * 9,))
    with pytest.raises(LetterheadTooTallError):
        letter.draw(replace(PAPER, letterhead=head))


def test_nothing_is_printed_where_the_post_does_not_allow_it() -> None:
    drawn = letter.draw(replace(PAPER, demonstration=True, blocks=(Para("Many words. " * 900),)))
    assert drawn.pages >= 3
    for page in range(drawn.pages):
        image = picture(drawn.pdf, page)
        for zone in FIRST_PAGE if page == 0 else LATER_PAGES:
            image = painted(image, zone)
        assert image.getextrema() == (255, 255)


def test_every_page_has_its_number_and_the_reference() -> None:
    drawn = letter.draw(replace(PAPER, blocks=(Para("Many words. " * 900),)))
    for number, page in enumerate(pages_of(drawn.pdf), start=1):
        assert f"Page {number} of {drawn.pages} · RU10000015" in page


def test_a_demonstration_is_stamped_on_every_page_and_a_real_paper_on_none() -> None:
    paper = replace(PAPER, blocks=(Para("Many words. " * 900),))
    assert all(
        DEMONSTRATION in page for page in pages_of(letter.draw(replace(paper, demonstration=True)).pdf)
    )
    assert DEMONSTRATION in text_of(ticket.draw(replace(paper, demonstration=True)).pdf)
    assert DEMONSTRATION not in text_of(letter.draw(paper).pdf) + text_of(ticket.draw(paper).pdf)


def test_a_statement_is_never_divided_between_pages() -> None:
    statement = Statement("long", "What the law wants said about this case. " * 8)
    for lines in range(30, 60):
        blocks = (Para("word " * 14 * lines), statement)
        pages = pages_of(letter.draw(replace(PAPER, blocks=blocks)).pdf)
        assert sum(plain(statement.text).strip() in " ".join(page.split()) for page in pages) == 1


def test_a_code_reads_back_as_what_it_was_made_from() -> None:
    code = qr_code("https://parking.runnymede.example/pay")
    picture_of_it = Image.new("L", (code.modules + 8, code.modules + 8), 255)
    for x, y, length in code.dark_bars():
        picture_of_it.paste(0, (x + 4, y + 4, x + 4 + length, y + 5))
    (read,) = zxingcpp.read_barcodes(picture_of_it.resize((400, 400), Image.Resampling.NEAREST))
    assert read.text == "https://parking.runnymede.example/pay"


def test_a_ticket_is_80_mm_wide_and_prints_on_72() -> None:
    drawn = ticket.draw(PAPER)
    with pypdfium2.PdfDocument(drawn.pdf) as document:
        width, height = document[0].get_size()
    assert width == pytest.approx(80 * MM)
    image = picture(drawn.pdf)
    assert is_blank(image, Box(0, 0, 3.5, height / MM))
    assert is_blank(image, Box(76.5, 0, 80, height / MM))


def test_a_ticket_is_as_tall_as_what_it_says() -> None:
    short, long = ticket.draw(PAPER), ticket.draw(replace(PAPER, blocks=(Para("Many words. " * 200),)))
    with pypdfium2.PdfDocument(short.pdf) as a, pypdfium2.PdfDocument(long.pdf) as b:
        assert len(a) == len(b) == 1
        assert a[0].get_height() < b[0].get_height()


def test_only_the_rule_has_the_brand_colour() -> None:
    with pypdfium2.PdfDocument(letter.draw(PAPER).pdf) as document:
        colours = document[0].render(scale=1).to_pil().convert("RGB")
    below = colours.crop((0, int(14 * MM), colours.width, colours.height))
    assert all(r == g == b for _, (r, g, b) in below.getcolors(1 << 24))


def test_nothing_of_this_machine_is_in_the_file() -> None:
    assert not re.search(rb"/(home|root|work|tmp|usr)/", letter.draw(PAPER).pdf)
