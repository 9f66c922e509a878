"""What became of each paper: drawn for a day, spoiled, posted or given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.state import State


@dataclass(frozen=True, slots=True)
class PaperDrawn:
    """A paper was drawn, dated for the day it is to be posted or was given."""

    paper_id: UUID
    paper: str
    printed_on: date
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class PaperSpoiled:
    """A drawn paper was not posted on the day printed on it, so nobody may post it."""

    paper_id: UUID
    paper: str
    printed_on: date


PapersEvent = PaperDrawn | PaperSpoiled


def evolve(state: State, event: PapersEvent) -> State:
    """Fold an event of this chapter into the state: paper alone moves nothing."""
    match event:
        case PaperDrawn() | PaperSpoiled():
            return state
        case _:
            assert_never(event)
