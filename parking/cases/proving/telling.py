"""Telling a story: its facts are recorded one by one as the journey allows, then each expectation is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from parking.cases.history.codec import event_from, facts_of
from parking.cases.history.registry import KINDS, NAMES, Event, evolve
from parking.cases.proving.acts import OPTIONS, TAKEN_BACK
from parking.cases.proving.beginnings import prepared, served_at_kerb
from parking.cases.proving.moment import Moment
from parking.cases.proving.stories import Fact, Story
from parking.law.arithmetic import capital, sentence, spoken
from parking.law.basis import Basis
from parking.law.holidays import shipped_calendar
from parking.law.journey import what_stops
from parking.law.lapse import lapses
from parking.law.next_due import next_due
from parking.law.regimes import ENGLAND, regime_of
from parking.law.state import State
from parking.law.steps import Step

FIELDS = {"of": "kind"}  # what a hold is for: `kind` in a story says which event is meant
BEGINNINGS = {Step.SERVE_PCN, Step.PREPARE_POSTAL_PCN}


class RefusedFactError(ValueError):
    """The journey does not allow what a story says happened."""


def told(stories: Iterable[Story]) -> tuple[str, int]:
    """Return the stories as one document, and how many the law held here does not agree with."""
    lines: list[str] = []
    wrong = 0
    count = 0
    for chapter, group in groupby(stories, key=lambda story: story.chapter):
        lines += [f"# {chapter}", ""]
        for story in group:
            count += 1
            differences = check(story)
            wrong += bool(differences)
            lines += [f"## {story.title}", "", f"Source: {story.source}", ""]
            lines += [f"- {_said(fact)}" for fact in story.facts]
            lines += ["", "Then:", ""]
            lines += [f"- {_expected(expected)}" for expected in story.then]
            lines += [f"- DIFFERS: {difference}" for difference in differences]
            lines.append("")
    lines.append(f"{count} stories, {wrong} that differ from the law held here.")
    return "\n".join(lines), wrong


def check(story: Story) -> list[str]:
    """Return where the law held here differs from a story; nothing when it agrees."""
    try:
        now = after_facts(story)
    except RefusedFactError as refused:
        return [str(refused)]
    return [wrong for expected in story.then for wrong in _differences(now, expected)]


def after_facts(story: Story) -> Moment:
    """Return the moment after every fact of a story, each asked of the journey."""
    calendar = shipped_calendar(regime_of(ENGLAND).nation)
    now = Moment(State(), story.facts[0].on, calendar, story.tolerances)
    for fact in story.facts:
        now = replace(now, on=fact.on)
        event = _event(now, fact)
        step = Step(fact.what) if fact.what else None
        if step is not None and step not in BEGINNINGS:
            stops = what_stops(step, now.question(fact.happened_on))
            if stops:
                codes = ", ".join(stop.because.code for stop in stops)
                raise RefusedFactError(f"{fact.on}: {fact.what} is refused: {codes}")
        now = replace(now, state=evolve(now.state, event))
    return now


def _event(now: Moment, fact: Fact) -> Event:
    """Return the event of a fact: the step's usual one, with what the story says is particular."""
    particulars = {FIELDS.get(name, name): _plain(value) for name, value in fact.particulars.items()}
    likely = [event for event in _usual(now, fact) if fact.kind in {None, _kind(event)}]
    if not likely:
        raise RefusedFactError(f"{fact.on}: nothing is known of {fact.what or fact.kind} here")
    usual = max(likely, key=lambda event: len(particulars.items() & _simple(event).items()))
    return event_from(KINDS[_kind(usual)], facts_of(usual) | particulars)


def _simple(event: Event) -> dict[str, Any]:
    return {name: value for name, value in facts_of(event).items() if not isinstance(value, list)}


def _usual(now: Moment, fact: Fact) -> Iterator[Event]:
    if fact.what == Step.SERVE_PCN:
        yield served_at_kerb(now.on, now.calendar)
    elif fact.what == Step.PREPARE_POSTAL_PCN:
        yield prepared(now.on, Basis(fact.particulars.get("basis", Basis.DRIVE_AWAY)))
    elif fact.what:
        yield from OPTIONS[Step(fact.what)](now)
    else:
        for take_back in TAKEN_BACK:
            yield from take_back(now)


def _kind(event: Event) -> str:
    return NAMES[type(event)][0]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return _pence(value) if isinstance(value, str) and value.startswith("£") else value


def _pence(amount: str) -> int:
    pounds, _, pence = amount.removeprefix("£").partition(".")
    return int(pounds) * 100 + int(pence or 0)


def _differences(now: Moment, expected: Mapping[str, Any]) -> Iterator[str]:
    now = replace(now, on=expected["on"])
    if "may" in expected or "may_not" in expected:
        yield from _wrong_step(now, expected)
    shown = _shown(now)
    for name, value in expected.items():
        if name in shown and shown[name] != (_pence(value) if name in MONEY else value):
            yield f"{now.on}: {name} is {shown[name]}, not {value}"


def _wrong_step(now: Moment, expected: Mapping[str, Any]) -> Iterator[str]:
    step = Step(expected.get("may") or expected["may_not"])
    stops = what_stops(step, now.question(expected.get("happened_on")))
    codes: Sequence[str] = [stop.because.code for stop in stops]
    if "may" in expected and codes:
        yield f"{now.on}: may not {step.value}: {', '.join(codes)}"
    if "may_not" in expected and expected["because"] not in codes:
        yield f"{now.on}: {step.value} should be refused as {expected['because']}, not {codes}"


MONEY = frozenset({"owed", "refund", "held", "paid", "lost"})


def _shown(now: Moment) -> dict[str, Any]:
    state = now.state
    due = next_due(state, now.tolerances)
    return {
        "stage": state.stage.value,
        "owed": state.owed(now.on).pence,
        "refund": state.refund_due.pence,
        "held": state.held_money.pence,
        "paid": state.paid.pence,
        "lost": state.lost.pence,
        "ending": state.ending.value if state.ending else "",
        "due": due.step.value if due else "",
        "due_on": due.on if due else None,
        "last_day": None if state.is_closed else lapses(state, now.calendar),
    }


def _said(fact: Fact) -> str:
    particulars = ", ".join(f"{name.replace('_', ' ')} {_word(v)}" for name, v in fact.particulars.items())
    happened = f", on paper of {spoken(fact.happened_on)}" if fact.happened_on else ""
    what = fact.what or (fact.kind or "").replace("_", " ")
    return f"{capital(spoken(fact.on))}: {what}{happened}{f' ({particulars})' if particulars else ''}."


def _word(value: Any) -> str:
    return spoken(value) if isinstance(value, date) else str(value).replace("_", " ")


def _expected(expected: Mapping[str, Any]) -> str:
    parts = []
    for name, value in expected.items():
        if name in {"on", "because"}:
            continue
        because = f", because: {_word(expected['because'])}" if name == "may_not" else ""
        parts.append(f"{name.replace('_', ' ')} {_word(value)}{because}")
    return sentence(f"on {spoken(expected['on'])}: {'; '.join(parts)}")
