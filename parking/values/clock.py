"""The one place that reads the clock and turns an instant into a day in England."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


class NaiveInstantError(ValueError):
    """An instant without a time zone: it can't be placed on a day."""


def now() -> datetime:
    """Return this instant in UTC, or the instant the clock is pinned to."""
    return _pinned.get() or datetime.now(UTC)


def today() -> date:
    """Return today's date in Europe/London."""
    return day_of(now())


def unix_milliseconds() -> int:
    """Return the real time in milliseconds since 1970, never pinned: ids are made from it."""
    return time.time_ns() // 1_000_000


def stopwatch() -> float:
    """Return seconds on a clock that only goes forward, for progress displays and benchmarks."""
    return time.perf_counter()


@contextmanager
def pinned(instant: datetime) -> Iterator[None]:
    """Hold the clock at an instant: the demonstration and tests live through past days so."""
    token = _pinned.set(utc(instant))
    try:
        yield
    finally:
        _pinned.reset(token)


def utc(instant: datetime) -> datetime:
    """Return the same instant in UTC."""
    if instant.tzinfo is None:
        raise NaiveInstantError(f"{instant} has no time zone")
    return instant.astimezone(UTC)


def day_of(instant: datetime) -> date:
    """Return the date an instant falls on in Europe/London (ground rule 6)."""
    return local(instant).date()


def local(instant: datetime) -> datetime:
    """Return the instant as a Europe/London wall clock shows it."""
    return utc(instant).astimezone(LONDON)


def at_local(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Return the UTC instant at which a London wall clock shows this day and time.

    In the hour that autumn repeats this is the first pass; in the hour that spring skips it is
    the instant an hour later, which is when such a clock would next be right.
    """
    wall = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)
    return wall.astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the last second of a day in London: a last day runs to 23:59:59."""
    return at_local(day, 23, 59, 59)


def start_of(day: date) -> datetime:
    """Return the first instant of a day in London."""
    return at_local(day)


def stamp(instant: datetime) -> str:
    """Return the instant as the history writes it: UTC, six decimals, ending in Z."""
    return utc(instant).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_stamp(text: str) -> datetime:
    """Return the instant a history stamp stands for."""
    return utc(datetime.fromisoformat(text))


def days_after(day: date, days: int) -> date:
    """Return the calendar day so many days later."""
    return day + timedelta(days=days)
