"""A case's folded state as one short text beside its columns, so that a night need not replay history.

The text begins with a mark of the state's shape. A snapshot of another shape, or none, is never
guessed at: whoever needs that state replays the history, and the next act writes the text anew.
Ids and instants stand after the facts: cases that differ in those alone have the same facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from parking.law.state import State
from parking.store.opaque import Opaque, OpaqueTouchedError
from parking.values import clock
from parking.values.canonical import digest
from parking.values.money import Money

Apart = dict[str, int]
Given = Sequence[str | Opaque]
Write = Callable[[Any, Apart], Any]
Read = Callable[[Any, Given], Any]
# Raise it when folding an old history comes to another state than before though no field changed.
FOLD = 1
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_decode = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True)
class Part:
    """One field: what it is when nothing was said of it, and how it is written and read."""

    name: str
    plain: Any
    write: Write | None
    read: Read | None


def snapshot(state: State) -> str:
    """Return a state as text: its shape, every field that is not what a new case has, ids and instants."""
    apart: Apart = {}
    said = {
        name: write(value, apart) if write else value
        for value, (name, plain, write) in zip(_values(state), _WRITE, strict=True)
        if value is not plain and value != plain
    }
    return " ".join((SHAPE, _encode(said), *apart))


def is_current(text: str) -> bool:
    """Return whether a text is a snapshot of today's shape."""
    return text.startswith(SHAPE)


def state_of(text: str) -> State | None:
    """Return the state that a text stands for, or None when its shape is not today's."""
    if not is_current(text):
        return None
    facts, apart = parted(text)
    return state_with(facts, apart)


def parted(text: str) -> tuple[str, list[str]]:
    """Return a snapshot's facts, and apart from them the ids and instants they refer to."""
    facts, _, apart = text.rpartition("}")
    return facts, apart.split()


def state_with(facts: str, given: Given) -> State:
    """Return the state of facts with these ids and instants, or with opaque values for them."""
    said = _decode(facts[len(SHAPE) :] + "}")
    return State(
        **{name: _READ[name](value, given) if name in _READ else value for name, value in said.items()}
    )


def _parts(kind: Any) -> tuple[Part, ...]:
    hints = get_type_hints(kind)
    return tuple(Part(f.name, _plain(f), *_coders(hints[f.name])) for f in fields(kind))


def _plain(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _coders(hint: Any) -> tuple[Write | None, Read | None]:
    """Return how a value is written and read; None where JSON has it as it is."""
    args, origin = get_args(hint), get_origin(hint)
    if NoneType in args:
        (kind,) = (arg for arg in args if arg is not NoneType)
        return _or_none(*_coders(kind))
    if origin is dict:
        return _row(args, tuple, of=lambda pair: pair, many=(lambda held: held.items(), dict))
    if origin is frozenset:
        return _row(args, lambda one: one[0], of=lambda one: (one,), many=(_sorted, frozenset))
    if origin is tuple and args[-1] is Ellipsis:
        return _row(args[:1], lambda one: one[0], of=lambda one: (one,), many=(list, tuple))
    if origin is tuple:
        return _row(args, tuple, of=lambda held: held)
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Money:
        kinds, names = tuple(get_type_hints(hint).values()), [field.name for field in fields(hint)]
        return _row(kinds, lambda row: hint(*row), of=lambda held: [getattr(held, name) for name in names])
    return _simple(hint)


def _simple(hint: Any) -> tuple[Write | None, Read | None]:
    if hint in {str, int, bool}:
        return None, None
    if hint is UUID:
        return _apart(str, UUID)
    if hint is datetime:
        return _apart(clock.stamp, clock.from_stamp)
    if hint is Money:
        return lambda value, _: value.pence, lambda value, _: Money(value)
    if hint is date:
        return lambda value, _: value.isoformat(), lambda value, _: date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return None, lambda value, _: hint(value)
    raise TypeError(f"a snapshot can't hold a {hint!r}")


def _apart(shown: Callable[[Any], str], made: Callable[[str], Any]) -> tuple[Write, Read]:
    def write(value: Any, apart: Apart) -> int:
        text = str(value) if isinstance(value, Opaque) else shown(value)
        return apart.setdefault(text, len(apart))

    def read(value: int, given: Given) -> Any:
        said = given[value]
        return said if isinstance(said, Opaque) else made(said)

    return write, read


def _or_none(write: Write | None, read: Read | None) -> tuple[Write | None, Read | None]:
    return (
        write and (lambda value, apart: None if value is None else write(value, apart)),
        read and (lambda value, given: None if value is None else read(value, given)),
    )


def _row(
    kinds: Sequence[Any],
    made: Callable[[Any], Any],
    *,
    of: Callable[[Any], Any],
    many: tuple[Callable[[Any], Any], Callable[[Any], Any]] | None = None,
) -> tuple[Write, Read]:
    coders = [(write or _same, read or _same) for write, read in map(_coders, kinds)]

    def write(held: Any, apart: Apart) -> Any:
        return [each(value, apart) for value, (each, _) in zip(of(held), coders, strict=True)]

    def read(row: Any, given: Given) -> Any:
        return made([each(value, given) for value, (_, each) in zip(row, coders, strict=True)])

    if many is None:
        return write, read
    listed, gathered = many  # in the order they were put in, which a history always gives again
    return (
        lambda held, apart: [write(one, apart) for one in listed(held)],
        lambda rows, given: gathered(_as_key(read(row, given)) for row in rows),
    )


def _sorted(held: Any) -> list[Any]:
    if len(held) > 1 and any(isinstance(one, Opaque) for one in held):
        raise OpaqueTouchedError("what is not known can't be put in order")
    return sorted(held, key=str)


def _as_key(row: Any) -> Any:
    for one in row if isinstance(row, tuple) else (row,):
        if isinstance(one, Opaque):
            one.is_key = True
    return row


def _same(value: Any, _: Any) -> Any:
    return value


def _shape(kind: Any) -> list[Any]:
    """Return all that decides how a dataclass is written, those inside it too."""
    hints = get_type_hints(kind)
    inside = [
        _shape(arg)
        for hint in hints.values()
        for arg in (hint, *get_args(hint))
        if isinstance(arg, type) and is_dataclass(arg)
    ]
    return [[f.name, str(hints[f.name]), repr(_plain(f))] for f in fields(kind)] + inside


_PARTS = _parts(State)
_WRITE = tuple((part.name, part.plain, part.write) for part in _PARTS)
_READ = {part.name: part.read for part in _PARTS if part.read}
_values = attrgetter(*(part.name for part in _PARTS))
SHAPE = digest([FOLD, _shape(State)])[:8]
