"""Reading the catalogues and filling a reason's facts into its reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from parking.law.reasons import Fact, Reason
from parking.values import clock

FOLDER = Path(__file__).parent / "catalogues"
FACTS = "facts"  # the catalogue that every reader shares: facts from a list of kinds
# What a bare number counts, by the name of its fact.
_COUNTED = {
    "listed": "photograph",
    "margin": "day",
    "tolerance": "day",
    "waiting": "point",
    "wanted": "minute",
    "watched": "minute",
}


class Reader(StrEnum):
    """Who reads: each has words of their own for the same reason."""

    MOTORIST = "motorist"
    OFFICER = "officer"
    BACK_OFFICE = "back_office"
    TRIBUNAL = "tribunal"


class UnsaidReasonError(LookupError):
    """No catalogue has words for a reason, or they name a fact it does not have."""


def say(reason: Reason, reader: Reader) -> str:
    """Return a reason in its reader's words, facts filled in."""
    words = sayings(reader).get(reason.code)
    if not words:
        raise UnsaidReasonError(f"{reader} has no words for {reason.code}")
    said = {name: _fact(name, value, reader) for name, value in reason.facts.items()}
    try:
        return words.format_map(said)
    except KeyError as missing:
        raise UnsaidReasonError(f"{reason.code} has no fact {missing} for the {reader}") from None


def sayings(reader: Reader) -> Mapping[str, str]:
    """Return a reader's words by reason code."""
    return entries(reader.value, "")


def entries(catalogue: str, context: str) -> Mapping[str, str]:
    """Return the words of a catalogue in one context; reasons stand in none, written as empty."""
    return _read(catalogue).get(context, MappingProxyType({}))


@cache
def _read(catalogue: str) -> Mapping[str, Mapping[str, str]]:
    with (FOLDER / f"{catalogue}.po").open("rb") as file:
        read = read_po(file, locale="en_GB", abort_invalid=True)
    words: dict[str, dict[str, str]] = {}
    for message in read:
        if message.id:
            words.setdefault(message.context or "", {})[str(message.id)] = str(message.string)
    return words


def _fact(name: str, value: Fact, reader: Reader) -> str:
    if isinstance(value, datetime):
        wall = clock.local(value)
        return f"{wall:%H:%M} on {_day(wall.date())}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int) and name in _COUNTED:
        return f"{value} {_COUNTED[name]}{'' if value == 1 else 's'}"
    if isinstance(value, str):
        return entries(reader.value, name).get(value) or entries(FACTS, name).get(value, value)
    return str(value)


def _day(value: date) -> str:
    return f"{value:%A} {value.day} {value:%B %Y}"
