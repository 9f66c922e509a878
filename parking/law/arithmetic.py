"""How a day was counted, in words that can be read out at a hearing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from parking.law.counting import Calendar, Counted, Period, Unit

ONE_DAY = timedelta(days=1)


def spoken(day: date) -> str:
    """Return a day as people say it: Tuesday 3 March 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def capital(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return words as a sentence."""
    return f"{capital(text)}."


def counted(period: Period, start: date, event: str, calendar: Calendar | None = None) -> str:
    """Return how the last day of a period follows from the day that starts it."""
    last = period.last_day(start, calendar)
    opening = f"{capital(period.phrase)} {spoken(start)} ({event})"
    if period.unit is Unit.MONTHS:
        return f"{opening}: {_months(start, last)}."
    if period.unit.leaves_out_holidays:
        return f"{opening}: {_one_by_one(period, start, calendar)}."
    first = start if period.counted is Counted.BEGINNING_WITH else start + ONE_DAY
    days = (last - first).days + 1
    return f"{opening}: day 1 is {spoken(first)}, day {days} is {spoken(last)}."


def counted_out(period: Period, start: date, event: str, calendar: Calendar | None = None) -> str:
    """Return how the first day after a period follows from the day that starts it."""
    after = period.first_day_after(start, calendar)
    return f"{counted(period, start, event, calendar)} The first day after it is {spoken(after)}."


def latest_post(posting: date, serve_by: date, deemed: Period, calendar: Calendar) -> str:
    """Return why a day is the last on which first class post is still in time."""
    following = posting + ONE_DAY
    while not calendar.is_working_day(following):
        following += ONE_DAY
    too_late = deemed.last_day(following, calendar)
    return (
        f"Service must be by {spoken(serve_by)}. First class post on {spoken(posting)} is taken as served on "
        f"{spoken(deemed.last_day(posting, calendar))}. On the next working day, {spoken(following)}, it "
        f"would be {spoken(too_late)}: too late."
    )


def _months(start: date, last: date) -> str:
    if last.day == start.day:
        return f"the corresponding date is {spoken(last)}, the last day"
    corresponding = last + ONE_DAY
    if corresponding.day == start.day:
        return f"the corresponding date is {spoken(corresponding)}, so the last day is {spoken(last)}"
    return f"that month has no day {start.day}, so the last day is its last, {spoken(last)}"


def _one_by_one(period: Period, start: date, calendar: Calendar | None) -> str:
    text = f"counting {_listed(period.days_counted(start, calendar))}"
    left_out = period.days_left_out(start, calendar)
    return f"{text}; not counting {_listed(left_out)}" if left_out else text


def _listed(days: Iterable[date]) -> str:
    return ", ".join(spoken(day) for day in days)
