"""Every act that the walk may take in a moment: the step, and the event it would record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from parking.cases.history.registry import NAMES, Event
from parking.cases.proving import (
    acts_contest,
    acts_court,
    acts_liability,
    acts_money,
    acts_recovery,
    acts_tribunal,
)
from parking.cases.proving.moment import Moment, Options
from parking.law.journey import steps_from, what_stops
from parking.law.steps import Step

OPTIONS: Mapping[Step, Options] = {
    **acts_liability.ACTS,
    **acts_money.ACTS,
    **acts_contest.ACTS,
    **acts_tribunal.ACTS,
    **acts_recovery.ACTS,
    **acts_court.ACTS,
}
TAKEN_BACK = (*acts_liability.TAKEN_BACK, *acts_contest.TAKEN_BACK, *acts_tribunal.TAKEN_BACK,
              *acts_recovery.TAKEN_BACK)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that may be done now; taking back a paper that waits is no step of the journey."""

    step: Step | None
    event: Event
    happened_on: date

    @property
    def name(self) -> str:
        """The name of the event in the history."""
        return NAMES[type(self.event)][0]


def acts(now: Moment) -> Iterator[Act]:
    """Yield everything the journey allows now, in its order."""
    for row in steps_from(now.state.stage):
        if row.step in OPTIONS:
            yield from acts_of(row.step, now)
    for take_back in TAKEN_BACK:
        for event in take_back(now):
            yield Act(None, event, now.on)


def acts_of(step: Step, now: Moment) -> Iterator[Act]:
    """Yield the ways in which one step may be taken now; none when a guard stops it."""
    for event in OPTIONS[step](now):
        happened = getattr(event, "received_on", now.on) if step is Step.REPRESENT else now.on
        if not what_stops(step, now.question(happened)):
            yield Act(step, event, happened)
