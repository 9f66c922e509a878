"""What a guard is asked: may this step be taken in this state, under this law, on this day?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from parking.law.counting import Calendar
from parking.law.reasons import Allowed, Fact, Provision, Reason, Refused, Verdict
from parking.law.regimes import Law, law_at
from parking.law.state import State
from parking.law.timeline import Clock


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Days an authority waits beyond what the law asks, as its own dated policy."""

    late_post: int = 0
    certificate_margin: int = 0
    register_margin: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the guards of a step."""

    state: State
    law: Law
    on: date
    calendar: Calendar
    tolerances: Tolerances = Tolerances()
    happened: date | None = None  # the day the thing itself happened, where that was before `on`

    @property
    def happened_on(self) -> date:
        """The day the thing happened: what came in time stays in time, however late it is recorded."""
        return self.happened or self.on

    def last_day(self, clock: Clock, start: date) -> date:
        """Return the last day of a period, under the law of the day its clock starts (rule 5)."""
        return law_at(start, self.state.regime).period(clock).last_day(start, self.calendar)

    def deemed_service(self, posted_on: date) -> date:
        """Return the day first-class post of a day is taken as served (SI 2022/71 reg 3)."""
        law = law_at(posted_on, self.state.regime)
        return law.period(Clock.DEEMED_SERVICE).last_day(posted_on, self.calendar)

    def under(self, clock: Clock) -> Provision:
        """Return the provision a clock is written in."""
        return self.law.clock(clock).provision


Guard = Callable[[Question], Verdict]
ALLOWED = Allowed()


def refused(code: str, under: Provision | None = None, *, policy: bool = False, **facts: Fact) -> Refused:
    """Return a refusal with its reason code and typed facts."""
    return Refused(Reason(code=code, facts=facts, under=under, policy=policy))
