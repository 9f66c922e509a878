"""The walk: every order of allowed acts, equal moments merged, each act held against the invariants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from parking.cases.history.registry import Event
from parking.cases.proving.acts import Act, acts
from parking.cases.proving.days import boundaries
from parking.cases.proving.falling_due import wrong_due
from parking.cases.proving.invariants import INVARIANTS, Invariant, Passage
from parking.cases.proving.likeness import Likeness, alike
from parking.cases.proving.roads import Node
from parking.cases.proving.ways_out import WayOut, way_out
from parking.law.counting import Calendar
from parking.law.state import Stage

History = tuple[tuple[date, Event], ...]
DUE = "What falls due can be done from where the case stands, on that day and later"
OUT = "At every open state there is a lawful way out, now or on a later day"


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that did not hold, and the shortest history found that breaks it."""

    says: str
    what: str
    history: History
    on: date

    def __str__(self) -> str:
        told = "\n".join(f"    {day.isoformat()} {event!r}" for day, event in self.history)
        return f"{self.says}: {self.what}, on {self.on.isoformat()} after\n{told}"


@dataclass(slots=True)
class Walked:
    """What a walk covered, and every promise that broke."""

    depth: int
    moments: int = 0
    transitions: int = 0
    days: set[date] = field(default_factory=set)
    stages: Counter[Stage] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    ways_out: Counter[WayOut] = field(default_factory=Counter)
    broken: list[Broken] = field(default_factory=list)


def walk(
    beginnings: Iterable[Node],
    *,
    depth: int,
    invariants: Iterable[Invariant] = INVARIANTS,
    likeness: Likeness = alike,
    most_broken: int = 10,
) -> Walked:
    """Walk every order of at most `depth` acts; waiting for the next boundary day is no act."""
    walked = Walked(depth)
    checks = tuple(invariants)
    seen: set[Hashable] = set()
    level = [later for node in beginnings for later in _waiting(node, seen, likeness)]
    for left in range(depth, -1, -1):
        following: list[Node] = []
        for node in level:
            allowed = tuple(acts(node.now))
            _count(walked, node, allowed)
            if not left:
                continue
            for act in allowed:
                after = _take(walked, node, act, checks)
                if len(walked.broken) >= most_broken:
                    return walked
                following.extend(_waiting(after, seen, likeness))
        level = following
    return walked


def _waiting(node: Node, seen: set[Hashable], likeness: Likeness) -> Iterator[Node]:
    """Yield a moment, and those that come by waiting alone, each unless one like it was seen."""
    now, days = node.now, boundaries(node.now)
    for day in (now.on, *(day for day in days if now.on < day <= _horizon(now.calendar))):
        later = replace(now, on=day)
        like = likeness(later, days)
        if like in seen and day == now.on:
            return  # what follows on later days followed then
        if like in seen:
            continue
        seen.add(like)
        yield Node(later, node.history)


def _horizon(calendar: Calendar) -> date:
    return calendar.known_until.replace(year=calendar.known_until.year - 1)


def _count(walked: Walked, node: Node, allowed: tuple[Act, ...]) -> None:
    now = node.now
    walked.moments += 1
    walked.days.add(now.on)
    walked.stages[now.state.stage] += 1
    wrong = wrong_due(now)
    walked.held[DUE] += 1
    if wrong is not None:
        walked.broken.append(Broken(DUE, wrong, node.history, now.on))
    if now.state.is_closed:
        return
    found = way_out(now, allowed)
    walked.held[OUT] += 1
    walked.ways_out[found] += 1
    if found is WayOut.NONE:
        walked.broken.append(Broken(OUT, "nothing can be done", node.history, now.on))


def _take(walked: Walked, node: Node, act: Act, checks: tuple[Invariant, ...]) -> Node:
    now = node.now
    after = node.after(act)
    passage = Passage(now, act, after.now.state)
    walked.transitions += 1
    walked.taken[act.step.value if act.step else act.name.replace("_", " ")] += 1
    for invariant in checks:
        wrong = invariant.check(passage)
        walked.held[invariant.says] += 1
        if wrong is not None:
            walked.broken.append(Broken(invariant.says, wrong, after.history, now.on))
    return after
