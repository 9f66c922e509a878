"""The one place that counts: days beginning with or after a day, months, working days and clear days."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from enum import StrEnum

from parking.values import clock

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class UnknownHolidaysError(LookupError):
    """The bank holidays of that year are not known here, so working days can't be counted through it."""


class NeedsCalendarError(TypeError):
    """A period that leaves out holidays was counted without a calendar of them."""


class Unit(StrEnum):
    """What is counted."""

    MINUTES = "minutes"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"
    CLEAR_DAYS = "clear_days"

    @property
    def leaves_out_holidays(self) -> bool:
        """Whether counting needs to know the holidays."""
        return self in (Unit.WORKING_DAYS, Unit.CLEAR_DAYS)


class Counted(StrEnum):
    """Whether the day that starts the period is its first day."""

    BEGINNING_WITH = "beginning with"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bank holidays of one nation, and the days between which they are all known."""

    nation: str
    holidays: frozenset[date]
    known_from: date
    known_until: date

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is neither a Saturday, a Sunday nor a holiday."""
        return self._known(day).weekday() < SATURDAY and day not in self.holidays

    def is_clear_day(self, day: date) -> bool:
        """Return whether a day is neither a Sunday nor a holiday: Saturdays count here."""
        return self._known(day).weekday() != SUNDAY and day not in self.holidays

    def is_holiday(self, day: date) -> bool:
        """Return whether a day is a bank holiday, Good Friday or Christmas Day."""
        return self._known(day) in self.holidays

    def working_day_on_or_before(self, day: date) -> date:
        """Return the day itself, or the last working day before it."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def _known(self, day: date) -> date:
        if not self.known_from <= day <= self.known_until:
            raise UnknownHolidaysError(
                f"the bank holidays of {self.nation.replace('_', ' ')} are known from "
                f"{self.known_from.isoformat()} to {self.known_until.isoformat()}; "
                f"{day.isoformat()} can't be counted"
            )
        return day


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as the law gives it."""

    number: int
    unit: Unit
    counted: Counted

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"a period is at least one long, not {self.number}")

    @property
    def phrase(self) -> str:
        """The period in words, as the plain words beside it must have it."""
        unit = self.unit.replace("_", " ")
        return f"{self.number} {unit if self.number != 1 else unit[:-1]} {self.counted}"

    def last_day(self, start: date, calendar: Calendar | None = None) -> date:
        """Return the last day on which the thing may still be done."""
        if self.unit is Unit.MINUTES:
            raise TypeError("minutes end at an instant, not on a day")
        if self.unit is Unit.MONTHS:
            return self._last_day_of_months(start)
        if self.unit.leaves_out_holidays:
            return self.days_counted(start, calendar)[-1]
        days = self.number * (7 if self.unit is Unit.WEEKS else 1)
        return self._first(start) + (days - 1) * ONE_DAY

    def first_day_after(self, start: date, calendar: Calendar | None = None) -> date:
        """Return the first day on which the period is over."""
        return self.last_day(start, calendar) + ONE_DAY

    def last_instant(self, start: datetime) -> datetime:
        """Return the last instant of a period of minutes, counted in UTC through changes of the clocks."""
        if self.unit is not Unit.MINUTES:
            raise TypeError(f"{self.phrase} ends on a day, not at an instant")
        return clock.utc(start) + timedelta(minutes=self.number)

    def latest_start(self, now: datetime) -> datetime:
        """Return the instant at or after which a period of minutes must have begun still to run now."""
        return clock.utc(now) - (self.last_instant(now) - clock.utc(now))

    def days_counted(self, start: date, calendar: Calendar | None) -> tuple[date, ...]:
        """Return each working day or clear day of the period."""
        return tuple(self._each(start, self._needed(calendar)))

    def days_left_out(self, start: date, calendar: Calendar | None) -> tuple[date, ...]:
        """Return each day inside the period that does not count towards it."""
        counted = self.days_counted(start, calendar)
        inside = (self._first(start) + n * ONE_DAY for n in range((counted[-1] - start).days + 1))
        return tuple(day for day in inside if day < counted[-1] and day not in counted)

    def _each(self, start: date, calendar: Calendar) -> Iterator[date]:
        counts = calendar.is_working_day if self.unit is Unit.WORKING_DAYS else calendar.is_clear_day
        day, left = self._first(start), self.number
        while left:
            if counts(day):
                left -= 1
                yield day
            day += ONE_DAY

    def _needed(self, calendar: Calendar | None) -> Calendar:
        if not self.unit.leaves_out_holidays:
            raise TypeError(f"{self.phrase} leaves out no days")
        if calendar is None:
            raise NeedsCalendarError(f"{self.phrase} needs a calendar of holidays")
        return calendar

    def _first(self, start: date) -> date:
        return start if self.counted is Counted.BEGINNING_WITH else start + ONE_DAY

    def _last_day_of_months(self, start: date) -> date:
        """Return the day before the corresponding date, or the last day of a month that has none."""
        beyond = start.month - 1 + self.number
        year, month = start.year + beyond // 12, beyond % 12 + 1
        if year > MAXYEAR:
            raise OverflowError("the period runs past the last year a calendar holds")
        longest = months_of.monthrange(year, month)[1]
        if start.day > longest:
            return date(year, month, longest)
        corresponding = date(year, month, start.day)
        return corresponding - ONE_DAY if self.counted is Counted.BEGINNING_WITH else corresponding


def latest_posting(serve_by: date, deemed: Period, calendar: Calendar) -> date:
    """Return the last working day to post on, first class, so that service is deemed by a day."""
    day = calendar.working_day_on_or_before(serve_by)
    while deemed.last_day(day, calendar) > serve_by:
        day = calendar.working_day_on_or_before(day - ONE_DAY)
    return day
