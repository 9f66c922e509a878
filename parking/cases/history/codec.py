"""Turning an event into plain facts and back: text, whole numbers, true, false, null and lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from parking.values import clock
from parking.values.money import Money

E = TypeVar("E")
Encoder = Callable[[Any], Any]


def facts_of(event: Any) -> dict[str, Any]:
    """Return an event's facts in the form the history keeps and hashes."""
    return {name: encode(getattr(event, name)) for name, encode, _ in _plan(type(event))}


def event_from(kind: type[E], facts: dict[str, Any]) -> E:
    """Return the event that facts stand for; a fact that came with a later version has its default."""
    return kind(
        **{
            name: decode(facts[name])
            for name, _, decode in _plan(kind)
            if name in facts or name not in _defaults(kind)
        }
    )


_with_defaults: dict[Any, frozenset[str]] = {}


def _defaults(kind: Any) -> frozenset[str]:
    if kind not in _with_defaults:
        _with_defaults[kind] = frozenset(f.name for f in fields(kind) if f.default is not MISSING)
    return _with_defaults[kind]


_plans: dict[type, tuple[tuple[str, Encoder, Encoder], ...]] = {}


def _plan(kind: Any) -> tuple[tuple[str, Encoder, Encoder], ...]:
    if kind not in _plans:
        hints = get_type_hints(kind)
        _plans[kind] = tuple((f.name, *_coders(hints[f.name])) for f in fields(kind))
    return _plans[kind]


def _same(value: Any) -> Any:
    return value


def _coders(hint: Any) -> tuple[Encoder, Encoder]:
    options = [h for h in get_args(hint) if h is not type(None)]
    if get_origin(hint) is tuple:
        encode, decode = _coders(get_args(hint)[0])
        return lambda v: [encode(i) for i in v], lambda v: tuple(decode(i) for i in v)
    if type(None) in get_args(hint):
        encode, decode = _coders(options[0])
        return (
            lambda v: None if v is None else encode(v),
            lambda v: None if v is None else decode(v),
        )
    if hint in {str, int, bool}:
        return _same, _same
    if hint is UUID:
        return str, UUID
    if hint is Money:
        return lambda v: v.pence, Money
    if hint is datetime:
        return clock.stamp, clock.from_stamp
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda v: v.value, hint
    raise TypeError(f"an event can't hold a {hint!r}")
