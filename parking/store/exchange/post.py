"""What an exchange of files carries: what was sent, what came, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from parking.values.canonical import sha256

T = TypeVar("T")


class ExchangeError(RuntimeError):
    """Something kept us from writing to an outside system's folder."""


class SentDifferentlyError(ExchangeError):
    """A batch of this name was sent before with other content: make a new batch instead."""


class UnsafeNameError(ExchangeError):
    """A file name with anything but letters, digits, dots, hyphens and underscores."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What we remember of a file we sent: the references a reply to it may use, each with its pence."""

    name: str
    sha256: str
    records: Mapping[str, int]

    @property
    def pence(self) -> int:
        """What it came to."""
        return sum(self.records.values())


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in and has not been put away."""

    name: str
    content: bytes

    @property
    def receipt(self) -> Receipt:
        """What to hand back once everything in the file is recorded."""
        return Receipt(self.name, sha256(self.content))


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which file, byte for byte, was dealt with."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and where. It quotes no name, mark or PCN number, so it may be logged."""

    file: str
    line: int  # 0: the file as a whole
    field: str
    says: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.field}: {self.says}" if self.field else f"{where}: {self.says}"


@dataclass(frozen=True, slots=True)
class Arrived(Generic[T]):
    """What came in: the good messages, the problems with the rest, and receipts to hand back.

    Record the messages and the problems, commit, then hand the receipts to `put_away`. Until then
    the same messages come again with the same ids, so nothing is lost if the machine stops between.
    """

    messages: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One file as read: each good message with its line, and the problems."""

    numbered: tuple[tuple[int, T], ...] = ()
    problems: tuple[Problem, ...] = ()


class Exchange(Protocol):
    """Our side of an exchange of files."""

    def put(self, name: str, content: bytes, records: Mapping[str, int], *, again: bool = False) -> bool:
        """Send a file once and say whether it went; `again` sends the same bytes once more."""

    def sent(self, name: str) -> Sent | None:
        """Return what we remember of a file we sent."""

    def ever_sent(self, references: Collection[str]) -> frozenset[str]:
        """Return those references that stood in any file we sent."""

    def waiting(self) -> tuple[Received, ...]:
        """Return the files to read, by name; a file whose very bytes were read before is left out."""

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Keep the files of these receipts as read."""


class FarSide(Protocol):
    """The other side of the same exchange: what a stand-in sees."""

    def take(self) -> tuple[Received, ...]:
        """Take every file sent since the last time."""

    def deliver(self, name: str, content: bytes) -> None:
        """Leave a file for us to read."""
