"""One moment of a case that is walked through: its state, the day, and ids that are always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from parking.cases.history.registry import Event
from parking.law.counting import Calendar
from parking.law.question import Question, Tolerances
from parking.law.regimes import Law, law_at
from parking.law.state import State
from parking.law.steps import Step
from parking.law.timeline import Clock

NOBODY_IN_PARTICULAR = UUID(int=1)
OTHER_PERSON = UUID(int=2)
OFFICER = UUID(int=3)
PAPER = UUID(int=4)
DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands on a day: everything a builder of events may look at."""

    state: State
    on: date
    calendar: Calendar
    tolerances: Tolerances

    @property
    def law(self) -> Law:
        """The law of the day."""
        return law_at(self.on, self.state.regime)

    @property
    def deemed(self) -> date:
        """When first-class post of this day is taken as served."""
        return self.last(Clock.DEEMED_SERVICE, self.on)

    def last(self, clock: Clock, start: date) -> date:
        """Return the last day of a period that starts on a day."""
        return _last_day(clock, start, self.state.regime, self.calendar)

    def question(self, happened: date | None = None) -> Question:
        """Return what the guards are asked."""
        return Question(self.state, self.law, self.on, self.calendar, self.tolerances, happened)


@lru_cache(maxsize=65536)
def _last_day(clock: Clock, start: date, regime: str, calendar: Calendar) -> date:
    return law_at(start, regime).period(clock).last_day(start, calendar)


Options = Callable[[Moment], Iterable[Event]]
Table = Mapping[Step, Options]


def uid(what: int, number: int = 0) -> UUID:
    """Return the same id each time for the same thing of a case."""
    return UUID(int=(what << 64) + number + 1)
