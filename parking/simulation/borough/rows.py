"""The rows the demonstration lives through: read, given a place's code, laid on the year before an anchor."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from parking.values import clock

DATA = Path(__file__).resolve().parents[1] / "data"
SEED = 20260401
WEEKS = 52
# Codes on street and the code off street for the same thing; the rest stay in the street.
OFF_STREET = {
    "05": "82", "11": "73", "12": "85", "16": "85", "19": "85", "14": "71", "21": "78", "24": "86",
    "25": "70", "30": "80",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """One PCN to be lived: when, for what, on or off street, and how it ended in the source."""

    source_id: str
    at: datetime
    code: str
    on_street: bool
    ended: str


def planned_rows(anchor: date) -> list[Planned]:
    """Return every row in the order it will be lived, the last on the day before the anchor."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, nothing secret
    rows = [_plan(row, anchor, chance) for row in _source()]
    return sorted(rows, key=lambda planned: (planned.at, planned.source_id))


def _source() -> list[dict[str, str]]:
    with (DATA / "camden_pcn_2017_2020.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def _plan(row: dict[str, str], anchor: date, chance: random.Random) -> Planned:
    was = date.fromisoformat(row["contravention_date"])
    back = (anchor.weekday() - was.weekday() - 1) % 7 + 1  # the same weekday, before the anchor
    day = anchor - timedelta(days=back + 7 * chance.randrange(WEEKS))
    at = time.fromisoformat(row["contravention_time"])
    code = row["contravention_code"]
    return Planned(
        source_id=row["source_id"],
        at=clock.at_local(day, at.hour, at.minute, chance.randrange(60)),
        code=OFF_STREET.get(code, code),
        on_street=code not in OFF_STREET,
        ended=row["status"],
    )
