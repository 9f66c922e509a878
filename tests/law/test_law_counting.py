"""Days are counted as the statute says, held against a count made one day at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parking.law.counting import (
    Calendar,
    Counted,
    NeedsCalendarError,
    Period,
    Unit,
    UnknownHolidaysError,
    latest_posting,
)
from parking.law.holidays import shipped_calendar

ENGLAND = shipped_calendar("england_and_wales")
SECOND_WORKING_DAY = Period(2, Unit.WORKING_DAYS, Counted.AFTER)
SEVEN_CLEAR_DAYS = Period(7, Unit.CLEAR_DAYS, Counted.AFTER)
DAYS = some.dates(date(2012, 1, 10), date(2028, 10, 1))
LENGTHS = some.integers(1, 400)


def weekday(text: str) -> date:
    """Return the day in "Wed 2026-04-01", having checked that its weekday is right."""
    name, _, iso = text.partition(" ")
    day = date.fromisoformat(iso)
    assert f"{day:%a}" == name
    return day


@given(start=DAYS, number=LENGTHS)
def test_days_beginning_with_count_the_first_day_as_day_one(start: date, number: int) -> None:
    counted = [start + timedelta(days=n) for n in range(number)]
    period = Period(number, Unit.DAYS, Counted.BEGINNING_WITH)
    assert period.last_day(start) == counted[-1]
    assert period.first_day_after(start) == counted[-1] + timedelta(days=1)


@given(start=DAYS, number=LENGTHS)
def test_days_after_leave_out_the_first_day(start: date, number: int) -> None:
    after = Period(number, Unit.DAYS, Counted.AFTER).last_day(start)
    assert (after - start).days == number


@given(start=DAYS, number=some.integers(1, 30))
def test_weeks_are_sevens_of_days(start: date, number: int) -> None:
    weeks = Period(number, Unit.WEEKS, Counted.BEGINNING_WITH).last_day(start)
    assert weeks == Period(7 * number, Unit.DAYS, Counted.BEGINNING_WITH).last_day(start)


@given(start=DAYS, number=some.integers(1, 40))
def test_working_days_are_counted_one_at_a_time(start: date, number: int) -> None:
    day, seen = start, 0
    while seen < number:
        day += timedelta(days=1)
        seen += day.weekday() not in (5, 6) and day not in ENGLAND.holidays
    period = Period(number, Unit.WORKING_DAYS, Counted.AFTER)
    assert period.last_day(start, ENGLAND) == day
    between = {*period.days_counted(start, ENGLAND), *period.days_left_out(start, ENGLAND)}
    assert between == {start + timedelta(days=n) for n in range(1, (day - start).days + 1)}


@given(start=DAYS, number=some.integers(1, 20))
def test_clear_days_leave_out_sundays_and_holidays_but_count_saturdays(start: date, number: int) -> None:
    day, seen = start, 0
    while seen < number:
        day += timedelta(days=1)
        seen += day.weekday() != 6 and day not in ENGLAND.holidays
    assert Period(number, Unit.CLEAR_DAYS, Counted.AFTER).last_day(start, ENGLAND) == day


@given(start=DAYS, number=some.integers(1, 24))
def test_months_end_the_day_before_the_corresponding_date(start: date, number: int) -> None:
    last = Period(number, Unit.MONTHS, Counted.BEGINNING_WITH).last_day(start)
    after = last + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day == start.day:
        assert months == number
    else:
        assert after.day == 1
        assert start.day > last.day
        assert months == number + 1


@given(serve_by=DAYS)
def test_the_latest_posting_is_in_time_and_the_next_working_day_is_not(serve_by: date) -> None:
    posting = latest_posting(serve_by, SECOND_WORKING_DAY, ENGLAND)
    following = posting + timedelta(days=1)
    while not ENGLAND.is_working_day(following):
        following += timedelta(days=1)
    assert ENGLAND.is_working_day(posting)
    assert SECOND_WORKING_DAY.last_day(posting, ENGLAND) <= serve_by
    assert SECOND_WORKING_DAY.last_day(following, ENGLAND) > serve_by


@pytest.mark.parametrize(
    ("posted", "served"),
    [
        ("Tue 2026-03-31", "Thu 2026-04-02"),
        ("Wed 2026-04-01", "Tue 2026-04-07"),
        ("Thu 2026-04-02", "Wed 2026-04-08"),
        ("Fri 2026-03-06", "Tue 2026-03-10"),
        ("Sat 2026-03-07", "Tue 2026-03-10"),
        ("Sun 2026-03-08", "Tue 2026-03-10"),
        ("Thu 2026-12-24", "Wed 2026-12-30"),
        ("Fri 2027-12-24", "Thu 2027-12-30"),
        ("Mon 2028-02-28", "Wed 2028-03-01"),
        ("Tue 2025-12-23", "Mon 2025-12-29"),
        ("Thu 2022-09-15", "Tue 2022-09-20"),  # Monday 19th: the State Funeral
    ],
)
def test_first_class_post_is_served_on_the_second_working_day_after(posted: str, served: str) -> None:
    assert SECOND_WORKING_DAY.last_day(weekday(posted), ENGLAND) == weekday(served)


@pytest.mark.parametrize(
    ("given_on", "visit"),
    [
        ("Mon 2026-06-01", "Wed 2026-06-10"),
        ("Fri 2026-06-05", "Sun 2026-06-14"),
        ("Thu 2026-04-02", "Tue 2026-04-14"),  # Good Friday, Easter Sunday and Monday do not count
    ],
)
def test_seven_clear_days_pass_before_control_is_taken(given_on: str, visit: str) -> None:
    assert SEVEN_CLEAR_DAYS.first_day_after(weekday(given_on), ENGLAND) == weekday(visit)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("Tue 2026-03-03", "Wed 2026-09-02"),
        ("Sun 2026-03-01", "Mon 2026-08-31"),
        ("Mon 2026-08-31", "Sun 2027-02-28"),  # no 31 February
        ("Sun 2027-08-29", "Mon 2028-02-28"),  # 29 February 2028 exists
        ("Tue 2027-08-31", "Tue 2028-02-29"),
        ("Tue 2028-02-29", "Mon 2028-08-28"),
    ],
)
def test_six_months_go_by_the_corresponding_date(start: str, last: str) -> None:
    assert Period(6, Unit.MONTHS, Counted.BEGINNING_WITH).last_day(weekday(start)) == weekday(last)


@pytest.mark.parametrize(
    ("start", "last"), [("Tue 2026-03-31", "Thu 2026-04-30"), ("Mon 2026-03-02", "Thu 2026-04-02")]
)
def test_a_month_after_ends_on_the_corresponding_date(start: str, last: str) -> None:
    assert Period(1, Unit.MONTHS, Counted.AFTER).last_day(weekday(start)) == weekday(last)


def test_counting_stops_where_the_holidays_are_no_longer_known() -> None:
    with pytest.raises(UnknownHolidaysError, match="2029-01-02"):
        SECOND_WORKING_DAY.last_day(date(2028, 12, 29), Calendar("x", frozenset([date(2029, 1, 1)]), *_KNOWN))
    with pytest.raises(UnknownHolidaysError, match="2011-12-31"):
        ENGLAND.is_working_day(date(2011, 12, 31))
    assert Period(28, Unit.DAYS, Counted.BEGINNING_WITH).last_day(date(2028, 12, 29)) == date(2029, 1, 25)


_KNOWN = (date(2028, 1, 1), date(2029, 1, 1))


def test_a_holiday_added_by_the_authority_moves_service() -> None:
    extra = Calendar("x", ENGLAND.holidays | {date(2026, 3, 4)}, ENGLAND.known_from, ENGLAND.known_until)
    assert SECOND_WORKING_DAY.last_day(date(2026, 3, 3), ENGLAND) == date(2026, 3, 5)
    assert SECOND_WORKING_DAY.last_day(date(2026, 3, 3), extra) == date(2026, 3, 6)


def test_a_period_of_working_days_needs_a_calendar() -> None:
    with pytest.raises(NeedsCalendarError):
        SECOND_WORKING_DAY.last_day(date(2026, 3, 3))


def test_minutes_end_at_an_instant_and_days_do_not() -> None:
    ten = Period(10, Unit.MINUTES, Counted.AFTER)
    before_the_clocks_go_back = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)
    assert ten.last_instant(before_the_clocks_go_back) == datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    assert ten.latest_start(datetime(2026, 3, 3, 14, 40, tzinfo=UTC)) == datetime(
        2026, 3, 3, 14, 30, tzinfo=UTC
    )
    with pytest.raises(TypeError):
        ten.last_day(date(2026, 3, 3))
    with pytest.raises(TypeError):
        Period(1, Unit.DAYS, Counted.AFTER).last_instant(before_the_clocks_go_back)
    with pytest.raises(TypeError):
        Period(1, Unit.DAYS, Counted.AFTER).days_counted(date(2026, 3, 3), ENGLAND)
    with pytest.raises(ValueError, match="at least one"):
        Period(0, Unit.DAYS, Counted.AFTER)


@pytest.mark.parametrize(
    ("period", "phrase"),
    [
        (Period(28, Unit.DAYS, Counted.BEGINNING_WITH), "28 days beginning with"),
        (Period(1, Unit.DAYS, Counted.AFTER), "1 day after"),
        (SECOND_WORKING_DAY, "2 working days after"),
    ],
)
def test_a_period_reads_as_a_phrase(period: Period, phrase: str) -> None:
    assert period.phrase == phrase
