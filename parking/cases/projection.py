"""The columns that worklists and searches ask: folded from the state, the same in rule and in SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal

from parking.cases.models import Case
from parking.cases.snapshot import snapshot
from parking.law.counting import Calendar
from parking.law.lapse import lapses
from parking.law.next_due import next_due
from parking.law.question import Tolerances
from parking.law.state import State


def projection(state: State, tolerances: Tolerances, calendar: Calendar) -> dict[str, Any]:
    """Return the projection columns of a state."""
    due = next_due(state, tolerances)
    untils = [day for day in (state.discount_until, state.discount_offered_until) if day is not None]
    still_offered = untils and state.certificate_served_on is None
    return {
        "stage": state.stage.value,
        "served_on": state.served_on,
        "is_closed": state.is_closed,
        "closed_on": state.closed_on,
        "holds": len(state.holds),
        "review_on": min(state.reviews.values(), default=None),
        "charge_pence": state.charge().pence,
        "discounted_pence": min(state.discounted, state.charge()).pence,
        "discount_until": max(untils) if still_offered else None,
        "paid_pence": state.paid.pence,
        "liable_party_id": state.liable_party,
        "next_step": due.step.value if due else None,
        "next_due_on": due.on if due else None,
        "lapses_on": None if state.is_closed else lapses(state, calendar),
        "state": snapshot(state),
    }


def owed_pence(on: date) -> ColumnElement[int]:
    """Return what each case owes on a day as one SQL expression, equal to State.owed."""
    in_time = and_(Case.discount_until.is_not(None), Case.discount_until >= on)
    due = case((in_time, Case.discounted_pence), else_=Case.charge_pence) - Case.paid_pence
    return case((Case.is_closed, literal(0)), (due > 0, due), else_=literal(0))
