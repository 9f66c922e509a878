"""Dates, times, sums, pages and colours as a reader sees them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from parking.values.mark import Mark
from parking.values.money import Money
from parking.web import filters
from parking.web.brand import Colours, InvalidColourError, brand_stylesheet, contrast, text_on
from parking.web.pages import Pages

SUMMER = datetime(2026, 7, 3, 23, 30, tzinfo=UTC)  # half past midnight on Saturday 4 July in London


def test_a_date_has_its_weekday() -> None:
    assert filters.long_date(date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert filters.short_date(date(2026, 3, 3)) == "Tue 3 Mar 2026"


def test_an_instant_is_shown_as_a_london_clock_shows_it() -> None:
    assert filters.date_and_time(SUMMER) == "Saturday 4 July 2026 at 00:30"
    assert filters.clock_time(time(9, 5)) == "09:05"
    assert filters.machine_date(SUMMER) == "2026-07-04T00:30:00+01:00"
    assert filters.date_with_time(date(2026, 7, 4)) == "Saturday 4 July 2026"


def test_a_sum_reads_as_people_write_it_and_lines_up_in_a_column() -> None:
    assert (filters.money(3500), filters.money(Money(2250))) == ("£35", "£22.50")
    assert (filters.money_column(3500), filters.money_column(Money(2250))) == ("£35.00", "£22.50")


def test_a_mark_is_set_like_a_plate() -> None:
    assert filters.plate(Mark("AB12CDE")) == '<span class="plate">AB12 CDE</span>'
    assert filters.figures("<b>") == '<span class="figures">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3 * 60, "3 minutes ago"),
        (7200, "2 hours ago"),
        (86400, "1 day ago"),
        (-5, "just now"),
    ],
)
def test_how_long_ago_is_said_in_one_unit(seconds: int, words: str) -> None:
    assert filters.ago(SUMMER, SUMMER + timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("asked", "page", "shown"),
    [
        (None, 1, [1, 2, None, 9]),
        ("5", 5, [1, None, 4, 5, 6, None, 9]),
        ("99", 9, [1, None, 8, 9]),
        ("0", 1, [1, 2, None, 9]),
        ("-3", 1, [1, 2, None, 9]),
        ("²", 1, [1, 2, None, 9]),
        ("9" * 5000, 1, [1, 2, None, 9]),
    ],
)
def test_a_page_number_that_is_no_page_is_no_error(
    asked: str | None, page: int, shown: list[int | None]
) -> None:
    pages = Pages.asked(asked, per_page=5, total=43)
    assert (pages.page, pages.shown()) == (page, shown)


def test_an_empty_list_has_one_page_and_no_rows() -> None:
    pages = Pages.asked("1", per_page=5, total=0)
    assert (pages.last, pages.first_row, pages.last_row) == (1, 0, 0)


def test_the_text_on_a_brand_colour_is_the_one_that_can_be_read() -> None:
    assert text_on("#00594f") == "#ffffff"
    assert text_on("#ffdd00") == "#0b0c0c"
    assert round(contrast("#000000", "#ffffff")) == 21


def test_a_link_colour_too_pale_to_read_is_left_out() -> None:
    assert "--govuk-link-colour" not in brand_stylesheet(Colours("#00594f", link="#ffdd00"))
    assert "--govuk-link-colour: #00594f;" in brand_stylesheet(Colours("#00594f", link="#00594f"))


@pytest.mark.parametrize("colour", ["red", "#fff", "#00594f; } body { display: none", "#00594f\n"])
def test_a_colour_is_six_hexadecimal_digits_and_nothing_more(colour: str) -> None:
    with pytest.raises(InvalidColourError):
        Colours(colour)
