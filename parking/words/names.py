"""What stages, steps and events are called by each reader: labels for lists, buttons and timelines."""

from __future__ import annotations

from parking.law.state import Stage
from parking.law.steps import Step
from parking.words.catalogue import Reader, entries


class UnnamedError(LookupError):
    """A reader's catalogue has no name for a stage, a step or a kind of event."""


def stage_words(stage: Stage, reader: Reader) -> str:
    """Return where a case stands, as a label for its reader."""
    return _named("stage", stage.value, reader)


def step_words(step: Step, reader: Reader) -> str:
    """Return what a step is called, as a label for its reader."""
    return _named("step", step.value, reader)


def event_words(kind: str, reader: Reader) -> str:
    """Return the title of a kind of event in a timeline (its name in the history, such as hold_set)."""
    return _named("event", kind, reader)


def _named(context: str, name: str, reader: Reader) -> str:
    words = entries(reader.value, context).get(name)
    if not words:
        raise UnnamedError(f"{reader} has no words for the {context} {name!r}")
    return words
