"""Stories of the law, read from TOML: what happened on which days, and what must follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from parking.law.dated import LawDataError, read_content
from parking.law.question import Tolerances
from parking.law.steps import Step

OPENINGS = "openings"
STORY = frozenset({"title", "source", "opening", "facts", "then", "tolerances"})
FACT = frozenset({"on", "what", "kind", "happened_on"})
EXPECTED = frozenset({
    "on", "may", "may_not", "because", "stage", "owed", "refund", "held", "paid", "lost", "ending", "due",
    "due_on", "last_day", "happened_on",
})  # fmt: skip


class NotAStoryError(ValueError):
    """A folder or file that does not hold stories as they must be written."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened: the step, the day it is recorded, and what is particular about it."""

    on: date
    what: str
    kind: str | None
    happened_on: date | None
    particulars: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One story: where it begins, what happened, and what must be true on which days."""

    chapter: str
    title: str
    source: str
    opening: str
    facts: tuple[Fact, ...]
    then: tuple[Mapping[str, Any], ...]
    tolerances: Tolerances


def read_stories(folder: Path) -> tuple[Story, ...]:
    """Return every story of a folder, chapter by chapter, the opening of each told in full."""
    if not folder.is_dir():
        raise NotAStoryError(f"{folder} is no folder of stories.")
    openings = _openings(_content(folder / f"{OPENINGS}.toml"))
    stories: list[Story] = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem == OPENINGS:
            continue
        content = _content(path)
        for number, story in enumerate(content.get("story", ()), start=1):
            where = f"{path.name}, story {number}"
            stories.append(_story(where, str(content.get("chapter", "")), story, openings))
    if not stories:
        raise NotAStoryError(f"{folder} holds no stories.")
    return tuple(stories)


def _content(path: Path) -> dict[str, Any]:
    try:
        return read_content(path)
    except (OSError, LawDataError) as wrong:
        raise NotAStoryError(f"{path} can't be read: {wrong}") from wrong


def _openings(content: Mapping[str, Any]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts of each opening, with those of the opening that it goes on from."""
    known: dict[str, tuple[Fact, ...]] = {}
    for name, opening in content.get("opening", {}).items():
        before = known[opening["after"]] if "after" in opening else ()
        known[name] = (*before, *_facts(f"opening {name}", opening.get("facts", ())))
    return known


def _story(
    where: str, chapter: str, told: Mapping[str, Any], openings: Mapping[str, tuple[Fact, ...]]
) -> Story:
    strange = set(told) - STORY
    missing = {"title", "source", "opening", "then"} - set(told)
    if strange or missing or told["opening"] not in openings:
        raise NotAStoryError(f"{where}: strange {sorted(strange)}, missing {sorted(missing)} or its opening.")
    for expected in told["then"]:
        if "on" not in expected or set(expected) - EXPECTED:
            raise NotAStoryError(f"{where}: {expected} is nothing to expect.")
    return Story(
        chapter=chapter,
        title=told["title"],
        source=told["source"],
        opening=told["opening"],
        facts=(*openings[told["opening"]], *_facts(where, told.get("facts", ()))),
        then=tuple(told["then"]),
        tolerances=Tolerances(**told.get("tolerances", {})),
    )


def _facts(where: str, facts: Sequence[Mapping[str, Any]]) -> tuple[Fact, ...]:
    steps = {step.value for step in Step}
    for fact in facts:
        if "on" not in fact or (fact.get("what") not in steps and "kind" not in fact):
            raise NotAStoryError(f"{where}: {fact} is no fact.")
    return tuple(
        Fact(
            on=fact["on"],
            what=fact.get("what", ""),
            kind=fact.get("kind"),
            happened_on=fact.get("happened_on"),
            particulars={name: value for name, value in fact.items() if name not in FACT},
        )
        for fact in facts
    )
