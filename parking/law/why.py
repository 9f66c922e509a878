"""Why a step may or may not be taken: each reason with how its day was counted, and where it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.law.arithmetic import counted, counted_out, spoken
from parking.law.counting import UnknownHolidaysError
from parking.law.journey import BY_STEP, Row, what_stops
from parking.law.question import Question
from parking.law.reasons import Reason
from parking.law.regimes import law_at
from parking.law.starts import running
from parking.law.steps import Step
from parking.law.timeline import ClockInForce


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, and the arithmetic of the day it names."""

    reason: Reason
    counted: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the journey says of one step in one case on one day."""

    step: Step
    row: Row
    because: tuple[Because, ...]

    @property
    def may(self) -> bool:
        """Whether nothing stops the step."""
        return not self.because


def why(step: Step, question: Question) -> Answer:
    """Return whether a step may be taken and, where not, every reason with its arithmetic."""
    stops = (stop.because for stop in what_stops(step, question))
    because = tuple(Because(reason, arithmetic(reason, question)) for reason in stops)
    return Answer(step, BY_STEP[step], because)


def arithmetic(reason: Reason, question: Question) -> str | None:
    """Return how the day a reason names was counted, or None where it names none that was counted."""
    day = reason.facts.get("last_day", reason.facts.get("latest"))
    if not isinstance(day, date):
        return None
    found = _clock_ending(day, reason, question)
    if found is None:
        return None
    clock, start = found
    is_posted = {"latest", "served_on"} <= reason.facts.keys()
    if question.on <= day and not is_posted:
        return counted_out(clock.period, start, clock.starts, question.calendar)
    said = counted(clock.period, start, clock.starts, question.calendar)
    return f"{said} {_service(question)}" if is_posted else said


def _clock_ending(day: date, reason: Reason, question: Question) -> tuple[ClockInForce, date] | None:
    """The clock that ends on a day; of several, the one written in the provision the reason names."""
    ending = []
    for name, start in running(question.state):
        clock = law_at(start, question.state.regime).clock(name)
        try:
            if clock.last_day(start, question.calendar) == day:
                ending.append((clock, start))
        except UnknownHolidaysError:
            continue
    same = [found for found in ending if reason.under is not None and found[0].provision == reason.under]
    return next(iter(same or ending), None)


def _service(question: Question) -> str:
    served = question.deemed_service(question.on)
    return f"First class post on {spoken(question.on)} is taken as served on {spoken(served)}."
