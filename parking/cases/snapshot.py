"""A case's folded state as one short text beside its columns, so that a night need not replay history.

The text begins with a mark of the state's shape. A snapshot of another shape, or none, is never
guessed at: whoever needs that state replays the history, and the next act writes the text anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from parking.law.state import State
from parking.values import clock
from parking.values.canonical import digest
from parking.values.money import Money

Coder = Callable[[Any], Any]
# Raise it when folding an old history comes to another state than before though no field changed.
FOLD = 1
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_decode = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True)
class Part:
    """One field: what it is when nothing was said of it, and how it is written and read."""

    name: str
    plain: Any
    write: Coder | None
    read: Coder | None


def snapshot(state: State) -> str:
    """Return a state as text: its shape, then every field that is not what a new case has."""
    said = {
        name: write(value) if write else value
        for value, (name, plain, write) in zip(_values(state), _WRITE, strict=True)
        if value is not plain and value != plain
    }
    return SHAPE + _encode(said)


def state_of(text: str) -> State | None:
    """Return the state that a text stands for, or None when its shape is not today's."""
    if not is_current(text):
        return None
    said = _decode(text[len(SHAPE) :])
    return State(**{name: _READ[name](value) if name in _READ else value for name, value in said.items()})


def is_current(text: str) -> bool:
    """Return whether a text is a snapshot of today's shape."""
    return text.startswith(SHAPE)


def _parts(kind: Any) -> tuple[Part, ...]:
    hints = get_type_hints(kind)
    return tuple(Part(f.name, _plain(f), *_coders(hints[f.name])) for f in fields(kind))


def _plain(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _coders(hint: Any) -> tuple[Coder | None, Coder | None]:
    """Return how a value is written and read; None where JSON has it as it is."""
    args, origin = get_args(hint), get_origin(hint)
    if NoneType in args:
        (kind,) = (arg for arg in args if arg is not NoneType)
        return _or_none(*_coders(kind))
    if origin is dict:
        return _pairs(*args)
    if origin is frozenset:
        return _many(args[0], frozenset, in_order=True)
    if origin is tuple and args[-1] is Ellipsis:
        return _many(args[0], tuple)
    if origin is tuple:
        return _row(args, tuple)
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Money:
        return _row(tuple(get_type_hints(hint).values()), lambda values: hint(*values), _fields_of(hint))
    return _simple(hint)


def _simple(hint: Any) -> tuple[Coder | None, Coder | None]:
    if hint in {str, int, bool}:
        return None, None
    if hint is UUID:
        return str, UUID
    if hint is Money:
        return attrgetter("pence"), Money
    if hint is datetime:
        return clock.stamp, clock.from_stamp
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return None, hint
    raise TypeError(f"a snapshot can't hold a {hint!r}")


def _or_none(write: Coder | None, read: Coder | None) -> tuple[Coder | None, Coder | None]:
    return (
        write and (lambda value: None if value is None else write(value)),
        read and (lambda value: None if value is None else read(value)),
    )


def _pairs(key: Any, value: Any) -> tuple[Coder, Coder]:
    # In the order they were put in, which a history always gives again.
    write, read = _row((key, value), tuple)
    return (
        lambda held: [write(pair) for pair in held.items()],
        lambda pairs: dict(read(pair) for pair in pairs),
    )


def _many(kind: Any, made: Callable[[Any], Any], *, in_order: bool = False) -> tuple[Coder, Coder]:
    write, read = (coder or _same for coder in _coders(kind))
    order: Callable[[Any], list[Any]] = sorted if in_order else list
    return lambda held: order(write(each) for each in held), lambda held: made(read(each) for each in held)


def _row(
    kinds: tuple[Any, ...], made: Callable[[Any], Any], taken: Callable[[Any], Any] = tuple
) -> tuple[Coder, Coder]:
    coders = [(write or _same, read or _same) for write, read in map(_coders, kinds)]
    return (
        lambda held: [write(each) for each, (write, _) in zip(taken(held), coders, strict=True)],
        lambda held: made(read(each) for each, (_, read) in zip(held, coders, strict=True)),
    )


def _fields_of(kind: Any) -> Coder:
    names = [field.name for field in fields(kind)]
    return lambda value: [getattr(value, name) for name in names]


def _same(value: Any) -> Any:
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
_READ = {part.name: part.read for part in _PARTS if part.read}
_WRITE = tuple((part.name, part.plain, part.write) for part in _PARTS)
_values = attrgetter(*(part.name for part in _PARTS))
SHAPE = digest([FOLD, _shape(State)])[:8] + " "
