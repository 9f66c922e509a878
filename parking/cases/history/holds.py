"""Standing still: a hold is set and released by an event, and has an owner and a review day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.state import HoldKind, State


@dataclass(frozen=True, slots=True)
class HoldSet:
    """Somebody or something stopped the case from moving on."""

    hold_id: UUID
    kind: HoldKind
    owner: str
    review_on: date
    note_id: UUID | None
    note_digest: str | None


@dataclass(frozen=True, slots=True)
class HoldReviewed:
    """Its owner looked at a hold again: it stays until a new review day, with the owner named."""

    hold_id: UUID
    owner: str
    review_on: date
    note_id: UUID | None
    note_digest: str | None


@dataclass(frozen=True, slots=True)
class HoldReleased:
    """The reason for a hold is over."""

    hold_id: UUID
    note_id: UUID | None
    note_digest: str | None


HoldsEvent = HoldSet | HoldReviewed | HoldReleased


def evolve(state: State, event: HoldsEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case HoldSet(hold_id=hold, kind=kind, review_on=day):
            return replace(state, holds={**state.holds, hold: kind}, reviews={**state.reviews, hold: day})
        case HoldReviewed(hold_id=hold, review_on=day):
            return replace(state, reviews={**state.reviews, hold: day})
        case HoldReleased(hold_id=hold):
            return replace(
                state,
                holds={h: k for h, k in state.holds.items() if h != hold},
                reviews={h: d for h, d in state.reviews.items() if h != hold},
            )
        case _:
            assert_never(event)
