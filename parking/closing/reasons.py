"""Why a person may end or re-open a case: dated rows of data, each with what the motorist is told."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from parking.closing.errors import NoSuchReasonError

FILE = Path(__file__).parent / "data" / "reasons.toml"


class Kind(StrEnum):
    """What a decision does to a case."""

    CANCELLED = "cancelled"
    WRITTEN_OFF = "written_off"
    REOPENED = "reopened"
    CHALLENGE_ACCEPTED = "challenge_accepted"


@dataclass(frozen=True, slots=True)
class ClosingReason:
    """One reason: what staff choose, and what the motorist reads."""

    key: str
    kinds: tuple[Kind, ...]
    from_on: date
    until_on: date | None
    says: str
    told: str

    def serves(self, kind: Kind, on: date) -> bool:
        """Whether this reason may be given for a decision of a kind on a day."""
        return kind in self.kinds and self.from_on <= on and (self.until_on is None or on <= self.until_on)


@cache
def every_reason() -> dict[str, ClosingReason]:
    """Return every reason there is or was, by its key."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        key: ClosingReason(
            key=key,
            kinds=tuple(Kind(kind) for kind in row["kinds"]),
            from_on=row["from"],
            until_on=row.get("until"),
            says=row["says"],
            told=row["told"],
        )
        for key, row in rows.items()
    }


def reasons_for(kind: Kind, on: date) -> tuple[ClosingReason, ...]:
    """Return the reasons that may be given for a decision of a kind on a day, in the order of the file."""
    return tuple(reason for reason in every_reason().values() if reason.serves(kind, on))


def the_reason(key: str, kind: Kind, on: date) -> ClosingReason:
    """Return one reason, if it may be given for this kind of decision on this day."""
    found = every_reason().get(key)
    if found is None or not found.serves(kind, on):
        raise NoSuchReasonError("Choose one of the reasons on the list.")
    return found
