"""Every kind of event: its name in the table, its version, its class, and the fold over all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from parking.cases.history import holds, issue, keepers, papers, payments
from parking.cases.history.codec import event_from
from parking.law.state import State

Event = (
    issue.IssueEvent | keepers.KeepersEvent | payments.PaymentsEvent | holds.HoldsEvent | papers.PapersEvent
)

_CHAPTERS: tuple[tuple[Callable[[State, Any], State], tuple[tuple[str, int, type], ...]], ...] = (
    (issue.evolve, (("pcn_served", 1, issue.PcnServed),)),
    (
        keepers.evolve,
        (
            ("keeper_asked", 1, keepers.KeeperAsked),
            ("keeper_enquiry_timed_out", 1, keepers.KeeperEnquiryTimedOut),
            ("keeper_answered", 1, keepers.KeeperAnswered),
            ("notice_to_owner_requested", 1, keepers.NoticeToOwnerRequested),
            ("notice_to_owner_withdrawn", 1, keepers.NoticeToOwnerWithdrawn),
            ("notice_to_owner_served", 1, keepers.NoticeToOwnerServed),
        ),
    ),
    (payments.evolve, (("payment_received", 1, payments.PaymentReceived),)),
    (holds.evolve, (("hold_set", 1, holds.HoldSet), ("hold_released", 1, holds.HoldReleased))),
    (
        papers.evolve,
        (("paper_drawn", 1, papers.PaperDrawn), ("paper_spoiled", 1, papers.PaperSpoiled)),
    ),
)
KINDS: dict[str, type] = {name: kind for _, rows in _CHAPTERS for name, _, kind in rows}
NAMES: dict[type, tuple[str, int]] = {
    kind: (name, version) for _, rows in _CHAPTERS for name, version, kind in rows
}
_EVOLVE: dict[type, Callable[[State, Any], State]] = {
    kind: evolve for evolve, rows in _CHAPTERS for _, _, kind in rows
}


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
