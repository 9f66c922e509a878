"""Cancelling, writing off and re-opening: the endings a person decides, and the few ways back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.state import Ending, Stage, State
from parking.values.money import NOTHING


@dataclass(frozen=True, slots=True)
class CaseCancelled:
    """A person cancelled the charge at the council's discretion; anything paid goes back."""

    on: date
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class CaseWrittenOff:
    """The council gave up what is owed; what was paid stays paid."""

    on: date
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class ClosingTold:
    """The motorist learned that the case ended: from now on it can't be re-opened as a slip."""

    on: date
    how: str


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A closing that was a slip, and that nobody was told of, is undone."""

    on: date
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class SecondLookDone:
    """A second person looked at a decision in the sample, and agrees or not."""

    on: date
    looker: UUID
    agrees: bool
    digest: str


ClosingEvent = CaseCancelled | CaseWrittenOff | ClosingTold | CaseReopened | SecondLookDone


def evolve(state: State, event: ClosingEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case CaseCancelled(on=day):
            return state.closed(Stage.CANCELLED, Ending.DISCRETION, day)
        case CaseWrittenOff(on=day):
            return state.closed(Stage.WRITTEN_OFF, Ending.WRITTEN_OFF, day)
        case ClosingTold(on=day):
            return replace(state, told_on=state.told_on or day)
        case CaseReopened(on=day):
            return reopened(state, day)
        case SecondLookDone():
            return state
        case _:
            assert_never(event)


def reopened(state: State, on: date) -> State:
    """Return the state as it stood when it ended; money due back since a cancellation is paid again."""
    back = min(state.given_back, state.refund_due)
    after = replace(
        state,
        stage=state.stood_at,
        ending=None,
        closed_on=None,
        closed_from=None,
        told_on=None,
        given_back=NOTHING,
        paid=state.paid + back,
        refund_due=state.refund_due - back,
    )
    return after.settled(on)
