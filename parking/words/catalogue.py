"""Reading the catalogues and filling a reason's facts into its reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from parking.law.reasons import Fact, Reason
from parking.values import clock
from parking.values.money import Money

FOLDER = Path(__file__).parent / "catalogues"


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
    try:
        return words.format_map({name: _fact(value) for name, value in reason.facts.items()})
    except KeyError as missing:
        raise UnsaidReasonError(f"{reason.code} has no fact {missing} for the {reader}") from None


@cache
def sayings(reader: Reader) -> Mapping[str, str]:
    """Return a reader's whole catalogue: words by reason code."""
    with (FOLDER / f"{reader.value}.po").open("rb") as file:
        catalogue = read_po(file, locale="en_GB")
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def _fact(value: Fact) -> str:
    if isinstance(value, datetime):
        wall = clock.local(value)
        return f"{wall:%H:%M} on {_day(wall.date())}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Money):
        return str(value)
    return str(value).replace("_", " ")


def _day(value: date) -> str:
    return f"{value:%A} {value.day} {value:%B %Y}"
