"""What a step of the night is: which step, and what is decided of each case it is due in.

A room adds one to the night by making a `NightStep` and naming it in `parking/nightly/steps.py`.
`decide` is asked of every due case and returns the event to record with the rows kept beside it.
It reads only the state it is given: the guards are asked and everything is written for it, many
cases a transaction. Make ids with `tonight.id_for`: then a night that was cut off and run again
with the same clock makes the same ids. A step in which thousands of cases are due on a night says
`alike=True`, if its `decide` keeps to what that asks: it is then many times faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from parking.authorities.queries import Council
from parking.cases.history.registry import Event
from parking.cases.record import By, Loaded
from parking.law.steps import Step
from parking.values.ids import id_from

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tonight:
    """Whose night it is, who takes its steps, and the day they are dated."""

    council: Council
    by: By
    on: date
    left_open: Callable[[str], UUID] | None = None  # how ids are made when many cases are decided together

    def id_for(self, loaded: Loaded, what: str) -> UUID:
        """Return the id of a row that comes with the next event of a case, the same if asked again."""
        if self.left_open is not None:
            return self.left_open(what)
        return UUID(id_from(self.by.at, source_of_id(str(loaded.case_id), loaded.seq, what)))


def source_of_id(case_id: str, seq: int, what: str) -> str:
    """Return what the id of a row stands for: which case, after which event, and what it is."""
    return f"{case_id} {seq} {what}"


@dataclass(frozen=True, slots=True)
class Decided:
    """An event to record, the rows kept with it, and changes to rows by their id.

    Rows of one table name the same columns throughout a step, `authority_id` and `id` among them.
    """

    event: Event
    rows: tuple[tuple[Table, dict[str, Any]], ...] = ()
    changes: tuple[tuple[Table, dict[str, Any]], ...] = ()


Decide = Callable[[Tonight, Loaded], Decided | None]


@dataclass(frozen=True, slots=True)
class NightStep:
    """One step the night takes of every case in which it is due; None decided leaves the case alone.

    `alike` says that `decide` may be asked once for many cases whose states differ in ids and instants
    only: it answers from the state alone, reads nothing, counts nothing, and only passes ids on.
    """

    step: Step
    counted_as: str
    decide: Decide
    alike: bool = False
