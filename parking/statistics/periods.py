"""Financial years, and the as-at day that says how much was known when a figure was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.statistics.errors import (
    AsAtBeforeYearError,
    AsAtInFutureError,
    AsAtUnreadableError,
    NoSuchYearError,
    YearNotBegunError,
)

FIRST_MONTH = 4
FOUR_DIGITS = range(1000, 9999)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """A year of the council's accounts, 1 April to 31 March, named by the year it starts in."""

    starts_in: int

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        """Return the financial year a day falls in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def first(self) -> date:
        """The first day: 1 April."""
        return date(self.starts_in, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        """The last day: 31 March of the next calendar year."""
        return date(self.starts_in + 1, FIRST_MONTH - 1, 31)

    @property
    def label(self) -> str:
        """The year as accounts write it: 2025/26."""
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02d}"


@dataclass(frozen=True, slots=True)
class Period:
    """A financial year, counted from what was recorded up to the end of the as-at day."""

    year: FinancialYear
    as_at: date

    @property
    def is_unfinished(self) -> bool:
        """Whether the year still ran on the as-at day."""
        return self.as_at < self.year.last


def read_year(starts_in: int, *, today: date) -> FinancialYear:
    """Return the financial year that starts in a calendar year; it must have begun."""
    if starts_in not in FOUR_DIGITS:
        raise NoSuchYearError("Give the year a financial year starts in, in four digits: 2025 for 2025/26.")
    year = FinancialYear(starts_in)
    if year.first > today:
        raise YearNotBegunError(f"{year.label} starts on 1 April {starts_in}. There is nothing to count yet.")
    return year


def read_period(year: FinancialYear, as_at: str | None, *, today: date) -> Period:
    """Return the year as at the day asked for, today where none was."""
    day = _day(as_at) if as_at else today
    if day > today:
        raise AsAtInFutureError("Choose today or an earlier day. We can only count what has been recorded.")
    if day < year.first:
        raise AsAtBeforeYearError(
            f"{year.label} starts on 1 April {year.starts_in}. Choose that day or later."
        )
    return Period(year, day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AsAtUnreadableError("Write the day as year, month and day: 2026-03-31.") from None
