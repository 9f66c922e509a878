"""What an agent who holds a case must hear, written in the very act that changed the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table

from parking.authorities.queries import Council
from parking.cases.history.court import AgentRecalled
from parking.cases.history.payments import HeldMoneyCredited, PaymentReceived, PaymentReversed
from parking.cases.record import Change
from parking.law.state import HoldKind, Stage, State
from parking.recovery.agents.messages import RecallReason
from parking.recovery.agents.models import AgentMessage
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import NOTHING, Money

AGENT_CHANNEL = "agent"


@dataclass(frozen=True, slots=True)
class Stop:
    """Why the agent must stop, and whether the case comes back or only waits."""

    why: RecallReason
    comes_back: bool


_COMES_BACK: tuple[tuple[HoldKind, RecallReason], ...] = (
    (HoldKind.DECEASED, RecallReason.DECEASED),
    (HoldKind.INSOLVENCY, RecallReason.INSOLVENT),
    (HoldKind.VULNERABILITY, RecallReason.VULNERABLE),
)
_WAITS: tuple[tuple[HoldKind, RecallReason], ...] = (
    (HoldKind.COURT_APPLICATION, RecallReason.COURT_APPLICATION),
    (HoldKind.BREATHING_SPACE, RecallReason.BREATHING_SPACE),
    (HoldKind.BREATHING_SPACE_CRISIS, RecallReason.BREATHING_SPACE),
)


def stop_of(state: State) -> Stop | None:
    """Return why nobody may go on enforcing this case now, or None when an agent may."""
    held = set(state.holds.values())
    if state.is_closed:
        return Stop(
            RecallReason.PAID if state.stage is Stage.PAID else RecallReason.CANCELLED, comes_back=True
        )
    if state.registered_on is None:
        return Stop(RecallReason.REVOKED, comes_back=True)
    if state.stage is not Stage.WARRANT:
        return Stop(RecallReason.WARRANT_ENDED, comes_back=True)
    for kind, why in _COMES_BACK:
        if kind in held:
            return Stop(why, comes_back=True)
    if state.order_address_wrong or state.address_differs:
        return Stop(RecallReason.NEW_ADDRESS, comes_back=True)
    if state.late_statement_on is not None:
        return Stop(RecallReason.COURT_APPLICATION, comes_back=False)
    for kind, why in _WAITS:
        if kind in held:
            return Stop(why, comes_back=False)
    return Stop(RecallReason.OTHER, comes_back=False) if held else None


def follow(council: Council, change: Change) -> Sequence[tuple[Table, dict[str, Any]]]:
    """Return the messages that a change of a case means for the agent who holds it.

    Whoever changes the case, through whichever door, the agent is told: nothing here can be forgotten.
    """
    if change.before.agent_instructed_on is None:
        return ()
    on = clock.day_of(change.by.at)
    rows = [
        _row(council, change, on, "paid_direct", paid=paid, left=left) for paid, left in _money(change, on)
    ]
    recall = next((event for event in change.events if isinstance(event, AgentRecalled)), None)
    if recall is not None:
        rows.append(_row(council, change, on, "recall", why=recall.reason))
    elif change.after.agent_instructed_on is not None and change.after.recall_asked_on is None:
        was, now = stop_of(change.before), stop_of(change.after)
        if now is not None and now != was:
            rows.append(_row(council, change, on, "hold", why=now.why.value))
        elif now is None and was is not None:
            rows.append(_row(council, change, on, "resume"))
    return [(AgentMessage.__table__, row) for row in rows]


def _money(change: Change, on: date) -> list[tuple[Money, Money]]:
    """Return each sum the council was paid itself, and what is left; one taken back is nothing paid."""
    told: list[tuple[Money, Money]] = []
    for event in change.events:
        match event:
            case PaymentReceived(channel=channel, amount=amount) if channel != AGENT_CHANNEL:
                told.append((amount, change.after.owed(on)))
            case HeldMoneyCredited(amount=amount):
                told.append((amount, change.after.owed(on)))
            case PaymentReversed(channel=channel) if channel != AGENT_CHANNEL:
                told.append((NOTHING, change.after.owed(on)))
    return told


def _row(
    council: Council,
    change: Change,
    on: date,
    kind: str,
    *,
    why: str | None = None,
    paid: Money | None = None,
    left: Money | None = None,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "authority_id": council.id,
        "case_id": change.case_id,
        "kind": kind,
        "why": why,
        "paid_pence": None if paid is None else paid.pence,
        "left_pence": None if left is None else left.pence,
        "happened_on": on,
        "made_at": change.by.at,
        "times_sent": 0,
    }
