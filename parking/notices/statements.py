"""Prescribed statements: the law's sentences with this case's facts put in, none left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Protocol

from babel.dates import format_date

from parking.notices.drawing.paper import Block, ListBlock, Pay, Statement
from parking.notices.drawing.text import Strong
from parking.values import clock
from parking.values.money import Money

Shown = ListBlock | Pay
Fact = str | date | Money | Shown | None
"""A fact of the case. A block shows itself after its sentence; None says there is none to tell of."""


class RequiredStatement(Protocol):
    """What the law wants said: a key, a sentence with {facts} in it, and whether statute demands it."""

    @property
    def key(self) -> str:
        """The name of the requirement."""

    @property
    def says(self) -> str:
        """The sentence, with the facts it needs named in braces."""

    @property
    def must(self) -> bool:
        """Whether statute requires it, rather than guidance."""


class StatementError(ValueError):
    """A statement can't be put in words: the paper is not made without it."""


class MissingFactError(StatementError):
    """A statement needs a fact that the paper doesn't have."""

    def __init__(self, key: str, placeholder: str) -> None:
        super().__init__(f"the statement {key!r} needs {{{placeholder}}}, which this paper does not have")
        self.key = key
        self.placeholder = placeholder


class BlockInsideSentenceError(StatementError):
    """A list or a code can only stand at the end of its sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words, with the block that shows its fact where it has one."""

    key: str
    blocks: tuple[Block, ...]


def say(wanted: Iterable[RequiredStatement], facts: Mapping[str, Fact], *, lang: str) -> tuple[Said, ...]:
    """Return every statement in words.

    Guidance may ask for what did not happen, such as an observation: with None for a fact such a
    statement is left out. Statute's are never left out.
    """
    said = (_said(each, facts, lang=lang) for each in wanted)
    return tuple(each for each in said if each is not None)


def _said(wanted: RequiredStatement, facts: Mapping[str, Fact], *, lang: str) -> Said | None:
    parts: list[str | Strong] = []
    shown: Shown | None = None
    for words, name, _, _ in Formatter().parse(wanted.says):
        if shown:
            raise BlockInsideSentenceError(f"words follow the list in the statement {wanted.key!r}")
        parts += [words] if words else []
        if name is None:
            continue
        value = facts.get(name)
        if value is None or value == "":
            if name in facts and not wanted.must:
                return None
            raise MissingFactError(wanted.key, name)
        if isinstance(value, Shown):
            shown = value
        else:
            parts.append(in_words(value, lang=lang))
    statement = Statement(wanted.key, tuple(parts))
    return Said(wanted.key, (statement, shown) if shown else (statement,))


def taken(said: Sequence[Said], parts: Mapping[str, str], part: str, *, otherwise: str) -> tuple[Block, ...]:
    """Return the statements of one part of a paper, in the order the paper names them.

    One that no part names goes in `otherwise`, so a paper that lays out all its parts says everything.
    """
    order = list(parts)
    mine = [each for each in said if parts.get(each.key, otherwise) == part]
    mine.sort(key=lambda each: order.index(each.key) if each.key in parts else len(order))
    return tuple(block for each in mine for block in each.blocks)


def shows(block: Block, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with this one among them, first if no statement has brought it."""
    return tuple(blocks) if block in blocks else (block, *blocks)


def in_words(value: str | date | Money, *, lang: str) -> str | Strong:
    """Return a fact as a paper says it: amounts and days strong."""
    if isinstance(value, Money):
        return Strong(str(value))
    if isinstance(value, date):
        return Strong(day_in_words(value, lang=lang))
    return value


def day_in_words(day: date, *, lang: str) -> str:
    """Return a day with its weekday; the number stays on one line with its month."""
    joined = "d\N{NO-BREAK SPACE}MMMM\N{NO-BREAK SPACE}y"
    return format_date(day, f"EEEE {joined}", locale=lang.replace("-", "_"))


def time_in_words(instant: datetime) -> str:
    """Return the time of day on a London clock."""
    return f"{clock.local(instant):%H:%M}"
