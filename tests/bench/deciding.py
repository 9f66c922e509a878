"""Deciding what may happen next to one case: every step of its stage, every reason, what falls due."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from parking.cases.proving.moment import Moment
from parking.cases.proving.roads import waypoints
from parking.law.holidays import shipped_calendar
from parking.law.journey import steps_from, what_stops
from parking.law.next_due import next_due
from parking.law.question import Tolerances
from parking.values import clock

BUDGET_MS = 1.0


def measure_deciding(rounds: int = 50) -> tuple[float, float]:
    """Return milliseconds for the middle case and for the slowest of all those on the roads."""
    calendar = shipped_calendar("england_and_wales")
    moments = [node.now for node in waypoints(calendar, Tolerances(5, 5, 5))]
    each = [median(_timed(lambda now=now: decide(now)) for _ in range(rounds)) for now in moments]  # type: ignore[misc]
    return median(each), max(each)


def decide(now: Moment) -> int:
    """Ask every step that starts from the case's stage, and what falls due next; count what may be done."""
    question = now.question()
    may = sum(not what_stops(row.step, question) for row in steps_from(now.state.stage))
    next_due(now.state, now.tolerances)
    return may


def _timed(act: Callable[[], object]) -> float:
    began = clock.stopwatch()
    act()
    return (clock.stopwatch() - began) * 1000
