"""Days and times of day as a mapping writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def write_day(day: date, pattern: str) -> str:
    """Return a day as a pattern such as %d%m%Y writes it."""
    return day.strftime(pattern)


def read_day(text: str, pattern: str) -> date:
    """Return the day in a text, which must be written exactly so."""
    found = datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
    if found.strftime(pattern) != text:
        raise ValueError(text)
    return found


def write_time(at: time, pattern: str) -> str:
    """Return a time of day as a pattern such as %H:%M writes it."""
    return at.strftime(pattern)


def read_time(text: str, pattern: str) -> time:
    """Return the time of day in a text, which must be written exactly so."""
    found = datetime.strptime(text, pattern).replace(tzinfo=UTC).time()
    if found.strftime(pattern) != text:
        raise ValueError(text)
    return found
