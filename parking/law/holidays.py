"""The bank holidays shipped for each nation: the start of an authority's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from parking.law.counting import Calendar
from parking.law.dated import LawDataError, Table, read_content

FOLDER = Path(__file__).parent / "data" / "holidays"


class UnknownNationError(LookupError):
    """No calendar is shipped for that nation."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day on which no post counts, and what it is called."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """A nation's holidays over whole years."""

    nation: str
    title: str
    known_from: date
    known_until: date
    days: tuple[Holiday, ...]

    @property
    def calendar(self) -> Calendar:
        """The calendar to count with."""
        days = frozenset(holiday.on for holiday in self.days)
        return Calendar(self.nation, days, self.known_from, self.known_until)


def nations() -> tuple[str, ...]:
    """Return the nations a calendar is shipped for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def shipped_holidays(nation: str) -> Holidays:
    """Return the holidays shipped for a nation."""
    if nation not in nations():
        raise UnknownNationError(
            f"no bank holidays are held for {nation!r}; there are {', '.join(nations())}"
        )
    table = Table(nation, read_content(FOLDER / f"{nation}.toml"))
    days = tuple(_holiday(item) for item in table.tables("days"))
    holidays = Holidays(
        table.text("nation"), table.text("title"), table.day("known_from"), table.day("known_until"), days
    )
    table.done()
    if [holiday.on for holiday in days] != sorted({holiday.on for holiday in days}):
        raise LawDataError(f"{nation}: holidays go in order, each once")
    return holidays


@cache
def shipped_calendar(nation: str) -> Calendar:
    """Return the calendar shipped for a nation."""
    return shipped_holidays(nation).calendar


def _holiday(item: Table) -> Holiday:
    holiday = Holiday(item.day("on"), item.text("name"))
    item.done()
    return holiday
