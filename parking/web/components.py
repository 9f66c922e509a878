"""What the macros in templates/components draw, as values a view can build and a test can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from parking.values.money import Money

Shown = str | int | Money  # what a cell or fact may hold; Markup is a str and is shown as it is


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a word or two; the colour only repeats what the words say."""

    text: str
    colour: str = "grey"  # grey green teal blue purple magenta red orange yellow


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: Shown
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of a summary list, with the link that changes it where there is one."""

    key: str
    value: Shown
    href: str | None = None
    action: str = "Change"
    about: str = ""  # read out after the action, such as "your address"


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened, in the back office's timeline."""

    title: str
    at: datetime | date
    byline: str = ""
    text: str = ""
    kind: str = ""  # the event's kind, for the caller that draws one partial an event


class When(StrEnum):
    """Where a step of the motorist's timeline stands from today."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the motorist's timeline in words."""

    on: date
    text: str
    when: When


@dataclass(frozen=True, slots=True)
class Due:
    """A sum, the last day it is enough, the first day it is owed, and a sentence on what it is."""

    amount: Money
    until: date | None = None
    since: date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A thing a person can do: the words on the button, where it leads, and a sentence beneath."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Barred:
    """A thing that cannot happen now: why, under what, and whether that is law or policy."""

    text: str
    why: str
    under: str = ""
    policy: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `sort` is None for one that cannot be sorted."""

    text: str
    numeric: bool = False
    sort: str | None = None  # none, ascending or descending: what it is now


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `key` is what to sort by where the text would sort wrongly."""

    text: Shown
    key: str | int | None = None
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its first cell should carry the link that opens it."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the address without it."""

    text: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph: what it shows in words, and when it was taken."""

    url: str
    alt: str
    caption: str
    full_url: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A vehicle under observation: how much of the time has passed, of 100, and the same in words."""

    mark: str
    words: str
    portion: int
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the officer's short list that ticks itself."""

    text: str
    href: str
    done: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption: columns and rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default_factory=tuple)
