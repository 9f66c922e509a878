"""Law changes on known days: values with the day each came into force, read strictly from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from parking.law.reasons import Provision, Standing

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_OF_A_PROVISION = ("instrument", "place", "url", "standing")


class LawDataError(ValueError):
    """A file of law that is not shaped as it must be: a strange key, a missing key, a wrong kind of value."""


class NotYetLawError(LookupError):
    """The day asked about is before the first version of this rule that we hold."""


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """What a rule says from a day on, until a newer version."""

    since: date
    value: T


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A rule and its versions, newest first."""

    name: str
    versions: tuple[Version[T], ...]

    def __post_init__(self) -> None:
        days = [version.since for version in self.versions]
        if not days:
            raise LawDataError(f"{self.name} has no version")
        if days != sorted(set(days), reverse=True):
            raise LawDataError(f"{self.name}: versions go newest first, each from a day of its own")

    def at(self, day: date) -> T:
        """Return what the rule says on a day."""
        for version in self.versions:
            if version.since <= day:
                return version.value
        first = self.versions[-1].since
        raise NotYetLawError(
            f"{self.name} is held from {first.isoformat()}; {day.isoformat()} is before that"
        )

    def known_on(self, day: date) -> bool:
        """Return whether any version was in force on a day."""
        return self.versions[-1].since <= day


class Table:
    """A TOML table from which every key must be taken once: what is left over is refused."""

    def __init__(self, where: str, content: Mapping[str, Any]) -> None:
        self.where = where
        self._left = dict(content)

    def has(self, key: str) -> bool:
        """Return whether a key is there and has not been taken."""
        return key in self._left

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
        value = self._take(key, str)
        if not value.strip():
            raise LawDataError(f"{self.where}: {key} is empty")
        return str(value)

    def text_or(self, key: str, otherwise: str) -> str:
        """Take a text, or what stands for it when the key is absent."""
        return self.text(key) if self.has(key) else otherwise

    def whole(self, key: str) -> int:
        """Take a whole number."""
        return int(self._take(key, int))

    def yes(self, key: str) -> bool:
        """Take a true or false; absent is false."""
        return bool(self._take(key, bool)) if self.has(key) else False

    def day(self, key: str) -> date:
        """Take a day."""
        value: date = self._take(key, date)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; absent is none."""
        return tuple(str(item) for item in self._take(key, list)) if self.has(key) else ()

    def share(self, key: str) -> tuple[int, int]:
        """Take a share written as numerator and denominator."""
        value = self._take(key, list)
        if [type(item) for item in value] != [int, int]:
            raise LawDataError(f"{self.where}: {key} is a share such as [1, 2], not {value!r}")
        return value[0], value[1]

    def one_of(self, key: str, kinds: type[E]) -> E:
        """Take a word of a closed list."""
        value = self.text(key)
        try:
            return kinds(value)
        except ValueError:
            raise LawDataError(f"{self.where}: {key} is one of {', '.join(kinds)}, not {value!r}") from None

    def table(self, key: str) -> Table:
        """Take a table."""
        return Table(f"{self.where}.{key}", self._take(key, dict))

    def tables(self, key: str) -> Iterator[Table]:
        """Take a list of tables, one at a time."""
        for number, item in enumerate(self._take(key, list), start=1):
            if not isinstance(item, dict):
                raise LawDataError(f"{self.where}: {key} number {number} is not a table")
            yield Table(f"{self.where}.{key}[{number}]", item)

    def named_tables(self) -> Iterator[tuple[str, Table]]:
        """Take every table that is left, with its name."""
        for key in self.names():
            yield key, self.table(key)

    def names(self) -> tuple[str, ...]:
        """Return the keys that have not been taken."""
        return tuple(self._left)

    def provision(self) -> Provision:
        """Take where the rule is written and how far that has been checked."""
        instrument, place, url = (self.text(key) for key in _OF_A_PROVISION[:3])
        if not url.startswith("https://"):
            raise LawDataError(f"{self.where}: url is a secure address, not {url!r}")
        return Provision(instrument, place, url, self.one_of("standing", Standing))

    def done(self) -> None:
        """Refuse what was not taken."""
        if self._left:
            raise LawDataError(f"{self.where}: strange {', '.join(sorted(self._left))}")

    def _take(self, key: str, kind: type) -> Any:
        if key not in self._left:
            raise LawDataError(f"{self.where}: {key} is missing")
        value = self._left.pop(key)
        if type(value) is not kind:
            raise LawDataError(f"{self.where}: {key} is {value!r}, not a {kind.__name__}")
        return value


def read_content(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise LawDataError(f"{path.name}: {wrong}") from wrong
    except FileNotFoundError as missing:
        raise LawDataError(f"{path.name} is missing") from missing
