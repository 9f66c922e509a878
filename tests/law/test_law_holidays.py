"""The bank holidays shipped are those of the published list, over whole years."""

from __future__ import annotations

from datetime import date

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from parking.law.holidays import UnknownNationError, nations, shipped_calendar, shipped_holidays


@pytest.mark.parametrize("nation", ["england_and_wales", "northern_ireland", "scotland"])
def test_shipped_holidays_agree_with_the_published_list(nation: str) -> None:
    published = BankHolidays(use_cached_holidays=True).get_holidays(nation.replace("_", "-"))
    held = shipped_holidays(nation)
    listed = {h["date"] for h in published if held.known_from <= h["date"] <= held.known_until}
    assert {holiday.on for holiday in held.days} == listed
    assert (held.known_from, held.known_until) == (date(2012, 1, 1), date(2028, 12, 31))


def test_scotland_has_days_of_its_own() -> None:
    scotland, england = shipped_calendar("scotland"), shipped_calendar("england_and_wales")
    easter_monday, second_of_january = date(2026, 4, 6), date(2026, 1, 2)
    assert scotland.is_working_day(easter_monday)
    assert not england.is_working_day(easter_monday)
    assert not scotland.is_working_day(second_of_january)
    assert england.is_holiday(date(2026, 12, 28))


def test_a_nation_without_a_calendar_is_refused() -> None:
    assert nations() == ("england_and_wales", "northern_ireland", "scotland")
    with pytest.raises(UnknownNationError, match="france"):
        shipped_calendar("france")
