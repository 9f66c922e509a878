"""Every kind of event: its name in the table, its version, its class, and the fold over all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, get_args

from parking.cases.history import (
    challenges,
    closing,
    court,
    holds,
    issue,
    keepers,
    papers,
    payments,
    recovery,
    representations,
    tribunal,
)
from parking.cases.history.codec import event_from
from parking.law.state import State

Event = (
    issue.IssueEvent
    | keepers.KeepersEvent
    | payments.PaymentsEvent
    | holds.HoldsEvent
    | papers.PapersEvent
    | challenges.ChallengesEvent
    | representations.RepresentationsEvent
    | tribunal.TribunalEvent
    | recovery.RecoveryEvent
    | court.CourtEvent
    | closing.ClosingEvent
)

_CHAPTERS: tuple[tuple[Callable[[State, Any], State], Any], ...] = (
    (issue.evolve, issue.IssueEvent),
    (keepers.evolve, keepers.KeepersEvent),
    (payments.evolve, payments.PaymentsEvent),
    (holds.evolve, holds.HoldsEvent),
    (papers.evolve, papers.PapersEvent),
    (challenges.evolve, challenges.ChallengesEvent),
    (representations.evolve, representations.RepresentationsEvent),
    (tribunal.evolve, tribunal.TribunalEvent),
    (recovery.evolve, recovery.RecoveryEvent),
    (court.evolve, court.CourtEvent),
    (closing.evolve, closing.ClosingEvent),
)
# A kind that gained facts since it was first written; an older row is read with their defaults.
_VERSIONS: dict[type, int] = {payments.PaymentReceived: 2, issue.PcnPrepared: 2}


def _name(kind: type) -> str:
    """Return the name of a kind in the table: the class's own, in small letters (pcn_served)."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


_EVOLVE: dict[type, Callable[[State, Any], State]] = {
    kind: evolve for evolve, events in _CHAPTERS for kind in get_args(events)
}
NAMES: dict[type, tuple[str, int]] = {kind: (_name(kind), _VERSIONS.get(kind, 1)) for kind in _EVOLVE}
KINDS: dict[str, type] = {name: kind for kind, (name, _) in NAMES.items()}


class UnknownEventError(LookupError):
    """The history holds a kind this release does not know: run the release that wrote it."""


def read(kind: str, version: int, facts: dict[str, Any]) -> Event:
    """Return an event as today's code knows it; an older version is up-cast here, never rewritten."""
    known = KINDS.get(kind)
    if known is None or version > NAMES[known][1]:
        raise UnknownEventError(f"{kind} version {version} is not known to this release")
    event: Event = event_from(known, facts)
    return event


def evolve(state: State, event: Event) -> State:
    """Return the state after one more event."""
    return _EVOLVE[type(event)](state, event)


def replay(events: Iterable[Event], start: State | None = None) -> State:
    """Return the state that a history adds up to; guards are never asked about the past."""
    state = start or State()
    for event in events:
        state = evolve(state, event)
    return state
