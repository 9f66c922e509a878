"""An informal challenge: anyone may make one before a notice to owner (law 1.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.state import Ending, Stage, State


@dataclass(frozen=True, slots=True)
class ChallengeReceived:
    """Somebody wrote to say the PCN is wrong; `received_on` is the day it reached the council."""

    challenge_id: UUID
    received_on: date
    channel: str
    party_id: UUID | None
    party_digest: str | None
    digest: str | None = None  # of what was said, which stays in a table


@dataclass(frozen=True, slots=True)
class ChallengeAccepted:
    """The council agrees: the PCN is cancelled and anything paid goes back."""

    challenge_id: UUID
    decided_on: date
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class ChallengeRefused:
    """The council does not agree; it may offer the discount again, as its own policy."""

    challenge_id: UUID
    decided_on: date
    reoffer_until: date | None
    decision_digest: str


@dataclass(frozen=True, slots=True)
class ChallengeWithdrawn:
    """The person who made a challenge took it back."""

    challenge_id: UUID
    withdrawn_on: date


ChallengesEvent = ChallengeReceived | ChallengeAccepted | ChallengeRefused | ChallengeWithdrawn


def evolve(state: State, event: ChallengesEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case ChallengeReceived(challenge_id=challenge):
            return replace(
                state,
                stage=Stage.CHALLENGED,
                challenges=state.challenges + 1,
                challenges_open=state.challenges_open | {challenge},
            )
        case ChallengeAccepted(challenge_id=challenge, decided_on=day):
            return _ended(state.closed(Stage.CANCELLED, Ending.CHALLENGE_ACCEPTED, day), challenge)
        case ChallengeRefused(challenge_id=challenge, reoffer_until=until):
            offers = [day for day in (state.discount_offered_until, until) if day is not None]
            return replace(_ended(state, challenge), discount_offered_until=max(offers, default=None))
        case ChallengeWithdrawn(challenge_id=challenge):
            return _ended(state, challenge)
        case _:
            assert_never(event)


def _ended(state: State, challenge: UUID) -> State:
    still = state.challenges_open - {challenge}
    back = state.stage is Stage.CHALLENGED and not still
    return replace(state, challenges_open=still, stage=Stage.SERVED if back else state.stage)
