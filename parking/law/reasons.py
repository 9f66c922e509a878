"""Why a thing may or may not be done: a code with typed facts and the provision behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from parking.values.money import Money

Fact = str | int | date | datetime | Money


class Standing(StrEnum):
    """How far a row of law has been checked against the statute's own text."""

    VERIFIED = "verified"
    CORROBORATED = "corroborated"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Provision:
    """Where a rule is written, and how far that has been checked."""

    instrument: str
    place: str
    url: str
    standing: Standing

    def __str__(self) -> str:
        return f"{self.instrument} {self.place}".strip()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: words for it are in the catalogues, one per reader (parking.words)."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    under: Provision | None = None
    policy: bool = False  # a policy of the authority, never dressed as law


@dataclass(frozen=True, slots=True)
class Allowed:
    """The step may be taken; the reason says why, for the record."""

    because: Reason | None = None

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The step may not be taken now."""

    because: Reason

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Refused
