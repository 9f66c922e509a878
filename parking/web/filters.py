"""How dates, times, sums and marks are written on a page; all take values, none reads the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from markupsafe import Markup, escape

from parking.values.clock import local
from parking.values.mark import Mark
from parking.values.money import Money

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def long_date(value: date | datetime) -> str:
    """Return the date with its weekday: Tuesday 3 March 2026."""
    day = _day(value)
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(value: date | datetime) -> str:
    """Return the date for a table: Tue 3 Mar 2026."""
    day = _day(value)
    return f"{day:%a} {day.day} {day:%b %Y}"


def clock_time(value: datetime | time) -> str:
    """Return the time as a London clock shows it: 14:05."""
    return f"{local(value) if isinstance(value, datetime) else value:%H:%M}"


def date_and_time(value: datetime) -> str:
    """Return the instant in words: Tuesday 3 March 2026 at 14:05."""
    return f"{long_date(value)} at {clock_time(value)}"


def date_with_time(value: date | datetime) -> str:
    """Return a date in words, with the time of day where it is an instant."""
    return date_and_time(value) if isinstance(value, datetime) else long_date(value)


def machine_date(value: date | datetime) -> str:
    """Return the value for a `datetime` attribute or to sort by."""
    return local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def money(value: Money | int) -> str:
    """Return a sum as people read it, from Money or whole pence: £35, £22.50."""
    return str(value if isinstance(value, Money) else Money(value))


def money_column(value: Money | int) -> str:
    """Return a sum with its pence always shown, so that a column lines up: £35.00."""
    text = money(value)
    return text if "." in text else f"{text}.00"


def mark(value: Mark | str) -> str:
    """Return a registration mark as on a plate: AB12 CDE."""
    return (value if isinstance(value, Mark) else Mark.read(value)).shown


def plate(value: Mark | str) -> Markup:
    """Return a registration mark set like a plate."""
    return Markup('<span class="plate">{}</span>').format(mark(value))


def ago(then: datetime, now: datetime) -> str:
    """Return how long before `now` it was: just now, 3 minutes ago, 2 hours ago, 5 days ago."""
    seconds = int((now - then).total_seconds())
    if seconds < MINUTE:
        return "just now"
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            return f"{plural(seconds // size, word)} ago"
    raise AssertionError(seconds)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 case, 12 cases."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def figures(value: object) -> Markup:
    """Return a value in tabular figures, so that numbers under one another line up."""
    return Markup('<span class="figures">{}</span>').format(escape(value))


def _day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., object]] = {
    "long_date": long_date,
    "short_date": short_date,
    "clock_time": clock_time,
    "date_and_time": date_and_time,
    "date_with_time": date_with_time,
    "machine_date": machine_date,
    "money": money,
    "money_column": money_column,
    "mark": mark,
    "plate": plate,
    "ago": ago,
    "plural": plural,
    "figures": figures,
}
