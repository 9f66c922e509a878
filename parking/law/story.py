"""One case told step by step: each step with its days, provisions, arithmetic and assumption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from parking.law import arithmetic as words
from parking.law.arithmetic import spoken
from parking.law.basis import Basis
from parking.law.counting import Calendar
from parking.law.given import deemed
from parking.law.reasons import Provision, Standing
from parking.law.regimes import Law, law_at
from parking.law.timeline import Clock, ClockInForce
from parking.values import clock as clocks

When = date | datetime
_WEAKEST_LAST = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may or must happen, and between which days."""

    key: str
    title: str
    earliest: When | None
    latest: When | None
    provisions: tuple[Provision, ...]
    reasoning: str
    assumption: str

    @property
    def standing(self) -> Standing:
        """The standing of the weakest provision it rests on."""
        return max((p.standing for p in self.provisions), key=_WEAKEST_LAST.index)


@dataclass(slots=True)
class Story:
    """The case as told so far: the days given, and the steps that follow from them."""

    regime: str
    basis: Basis
    contravention: datetime
    served: Mapping[str, date]
    posted: Mapping[str, date]
    calendar: Calendar
    steps: list[Step] = field(default_factory=list)
    assumption: str = ""

    @property
    def contravened_on(self) -> date:
        """The day of the contravention."""
        return clocks.day_of(self.contravention)

    def law(self, start: date) -> Law:
        """Return the law of the day a clock starts."""
        return law_at(start, self.regime)

    def add(
        self, key: str, title: str, earliest: When | None, latest: When | None, why: str, *under: Provision
    ) -> None:
        """Tell a step."""
        self.steps.append(Step(key, title, earliest, latest, under, why, self.assumption))

    def window(self, title: str, clock: Clock, start: date, event: str) -> date:
        """Tell a period in which something may be done; return its last day."""
        row = self.law(start).clock(clock)
        last = row.last_day(start, self.calendar)
        self.add(clock, title, start, last, self._counted(row, start, event), row.provision)
        return last

    def wait(self, title: str, clock: Clock, start: date, event: str) -> date:
        """Tell a period that must be over first; return the first day after it."""
        row = self.law(start).clock(clock)
        after = row.first_day_after(start, self.calendar)
        why = words.counted_out(row.period, start, event, self._calendar_for(row))
        self.add(clock, title, after, None, f"{why} {words.sentence(row.says)}", row.provision)
        return after

    def serve_within(self, title: str, clock: Clock, start: date, event: str, first: date) -> date:
        """Tell a last day of service, and the last day to post for it; return the former."""
        row = self.law(start).clock(clock)
        by = row.last_day(start, self.calendar)
        rule = self.law(by).clock(Clock.DEEMED_SERVICE)
        post_by = self.law(by).latest_posting(by, self.calendar)
        why = words.latest_post(post_by, by, rule.period, self.calendar)
        self.add(clock, f"{title}: serve", first, by, self._counted(row, start, event), row.provision)
        self.add(f"{clock}_posting", f"{title}: post", first, post_by, why, row.provision, rule.provision)
        return by

    def send(self, paper: str, title: str, earliest: date, serve_by: date | None = None) -> date:
        """Tell when a paper was served, as given or as deemed from its posting; return that day."""
        clock = Clock.ORDER_DEEMED_SERVICE if paper == "order" else Clock.DEEMED_SERVICE
        posted = self.posted.get(paper, earliest)
        rule = self.law(posted).clock(clock)
        if paper in self.served:
            day = self.served[paper]
            self.assume(f"{title} served on {spoken(day)}, as given", day, earliest, day, serve_by)
            why = "Service is shown, so that nothing is presumed from the post."
        else:
            day = deemed(paper, posted, self.regime, self.calendar)
            how = "as given" if paper in self.posted else "its earliest lawful day"
            what = f"{title} posted first class on {spoken(posted)}, {how}"
            self.assume(what, posted, earliest, day, serve_by)
            why = words.counted(rule.period, posted, "posted", self._calendar_for(rule))
        self.add(f"{paper}_service", f"{title}: served", day, day, why, rule.provision)
        return day

    def happens(self, key: str, event: str, earliest: date) -> date:
        """Note an event on the day given, or else on the earliest; return that day."""
        day = self.served.get(key, earliest)
        how = "as given" if key in self.served else "the earliest day"
        self.assume(f"{event} on {spoken(day)}, {how}", day, earliest)
        return day

    def assume(
        self, what: str, day: date, earliest: date, served: date | None = None, serve_by: date | None = None
    ) -> None:
        """Note what the steps from here on rest on, and say so when it is too early or too late."""
        wrong = ""
        if day < earliest:
            wrong = f" That is too early: the first lawful day is {spoken(earliest)}."
        elif served and serve_by and served > serve_by:
            wrong = f" That is too late: the last day of service is {spoken(serve_by)}."
        self.assumption = f"{what}.{wrong}"

    def _counted(self, row: ClockInForce, start: date, event: str) -> str:
        why = words.counted(row.period, start, event, self._calendar_for(row))
        return f"{why} {words.sentence(row.says)}"

    def _calendar_for(self, row: ClockInForce) -> Calendar | None:
        return self.calendar if row.period.unit.leaves_out_holidays else None
