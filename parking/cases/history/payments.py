"""Money that reaches a case, or leaves it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.state import Stage, State
from parking.values.money import NOTHING, Money


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    """A payment succeeded; what was owed is judged on the day it began (law 1.1)."""

    payment_id: UUID
    amount: Money
    began_on: date
    received_on: date
    channel: str


PaymentsEvent = PaymentReceived


def evolve(state: State, event: PaymentsEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case PaymentReceived(amount=amount, began_on=began, received_on=received):
            settles = not state.is_closed and state.owed(began) - amount <= NOTHING
            return replace(
                state,
                paid=state.paid + amount,
                stage=Stage.PAID if settles else state.stage,
                closed_on=received if settles else state.closed_on,
            )
        case _:
            assert_never(event)
