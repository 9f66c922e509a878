"""When two moments count as equal: the same facts, the same answers of every guard, the same clocks running.

Days themselves are left out: what the law makes of them is in the answers. Money counts as none,
some or all of the charge. So a walk stays finite and still meets every situation the law can tell
apart; `exactly` keeps every day and penny instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from operator import attrgetter

from parking.cases.proving.moment import Moment
from parking.cases.snapshot import snapshot
from parking.law.journey import steps_from
from parking.law.question import Guard
from parking.law.state import Stage, State
from parking.values.money import NOTHING, Money

_values = attrgetter(*(field.name for field in fields(State)))
MANY = 2
Likeness = Callable[[Moment, Sequence[date]], Hashable]


def alike(now: Moment, days: Sequence[date]) -> Hashable:
    """Return what a moment has in common with every moment that the law can't tell from it."""
    state, question = now.state, now.question()
    charge = state.charge()
    facts = tuple(_fact(value, charge) for value in _values(state))
    answers = tuple(bool(guard(question)) for guard in _guards_from(state.stage))
    return facts, answers, bisect_left(days, now.on), now.on in days


def exactly(now: Moment, _days: Sequence[date]) -> Hashable:
    """Return the whole state and the day."""
    return snapshot(now.state), now.on


@cache
def _guards_from(stage: Stage) -> tuple[Guard, ...]:
    return tuple(dict.fromkeys(guard for row in steps_from(stage) for guard in row.guards))


def _fact(value: object, charge: Money) -> Hashable:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, date):
        return True
    if isinstance(value, Money):
        return (value > NOTHING) + (value >= charge)
    if isinstance(value, int):
        return min(value, MANY)
    if isinstance(value, dict):
        return tuple(sorted(str(kind) for kind in value.values() if not isinstance(kind, date)))
    if isinstance(value, frozenset):
        return len(value)
    return str(value)
