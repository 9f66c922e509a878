"""Money, marks, numbers, postcodes and the clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import InvalidMarkError, Mark
from parking.values.money import Money, Rounding
from parking.values.pcn_number import InvalidNumberError, PcnNumber
from parking.values.postcode import InvalidPostcodeError, Postcode


@pytest.mark.parametrize(
    ("pence", "rounding", "half"),
    [
        (7000, Rounding.PAYER, 3500),
        (35, Rounding.PAYER, 17),
        (35, Rounding.AUTHORITY, 18),
        (34, Rounding.PAYER, 17),
    ],
)
def test_half_a_penny_favours_one_side(pence: int, rounding: Rounding, half: int) -> None:
    assert Money(pence).share(1, 2, rounding) == Money(half)


def test_money_is_written_as_people_read_it() -> None:
    assert [str(Money(p)) for p in (3500, 50, 105025, -100, 0)] == ["£35", "£0.50", "£1,050.25", "-£1", "£0"]


def test_money_is_never_a_fraction_of_a_penny() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "text", "shown", "odd"),
    [
        ("ab12 cde", "AB12CDE", "AB12 CDE", False), ("AB-12-CDE", "AB12CDE", "AB12 CDE", False),
        ("101 D 234", "101D234", "101 D 234", True), ("WA 99999", "WA99999", "WA99999", True),
        ("mfz4563", "MFZ4563", "MFZ 4563", False), ("12345", "12345", "12345", True),
        ("O0I1", "O0I1", "O0I1", True),
    ],
)  # fmt: skip
def test_a_mark_is_read_as_typed_and_never_guessed_at(typed: str, text: str, shown: str, odd: bool) -> None:
    mark = Mark.read(typed)
    assert (mark.text, mark.shown, mark.is_odd) == (text, shown, odd)


@pytest.mark.parametrize("typed", ["", "  - ", "A" * 40])
def test_what_is_no_mark_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(InvalidMarkError, match="mark"):
        Mark.read(typed)


def test_look_alike_marks_share_a_loose_key_only() -> None:
    assert Mark.read("AB10 ODE").loose == Mark.read("A8IO 0DE").loose
    assert Mark.read("AB10 ODE") != Mark.read("AB1O ODE")


def test_a_number_is_read_in_any_case_with_spaces() -> None:
    assert PcnNumber.read("ru 0000-0015").text == "RU00000015"
    with pytest.raises(InvalidNumberError):
        PcnNumber.read("15")


def test_a_postcode_is_read_in_any_case() -> None:
    assert str(Postcode.read("kt152ah")) == "KT15 2AH"
    with pytest.raises(InvalidPostcodeError):
        Postcode.read("KT15")


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), date(2026, 3, 31)),
        (datetime(2026, 3, 31, 23, 0, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_is_the_day_in_london(instant: datetime, day: date) -> None:
    assert clock.day_of(instant) == day


def test_durations_are_counted_in_utc_over_the_change_of_clocks() -> None:
    before, after = clock.at_local(date(2026, 10, 25), 0, 30), clock.at_local(date(2026, 10, 25), 2, 10)
    assert after - before == timedelta(hours=2, minutes=40)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(clock.NaiveInstantError):
        clock.day_of(datetime(2026, 3, 3, 12, 0))  # noqa: DTZ001


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_stamp_is_read_back_to_the_microsecond(instant: datetime) -> None:
    assert clock.from_stamp(clock.stamp(instant)) == instant
    assert json.dumps(clock.stamp(instant)).endswith('Z"')


def test_ids_are_version_7_and_sort_by_when_they_were_made() -> None:
    made = [new_id() for _ in range(200)]
    assert {i.version for i in made} == {7}
    assert all(a.int >> 80 <= b.int >> 80 for a, b in pairwise(made))
