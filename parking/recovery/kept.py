"""What is said to the court and by it, as plain values to keep and back: days, sums, numbers, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_type_hints

from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

T = TypeVar("T")


def facts_of(said: Any) -> dict[str, Any]:
    """Return the fields of a record or a reply as plain values."""
    return {field.name: _plain(getattr(said, field.name)) for field in fields(said)}


def said_in(kind: type[T], facts: Mapping[str, Any]) -> T:
    """Return the record or reply that plain values stand for."""
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], value) for name, value in facts.items()})


def _plain(value: Any) -> Any:
    match value:
        case Money():
            return value.pence
        case PcnNumber():
            return value.text
        case date() | time():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
    return value


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    for kind in (hint, *get_args(hint)):
        match kind:
            case _ if kind is Money:
                return Money(value)
            case _ if kind is PcnNumber:
                return PcnNumber.read(value)
            case _ if kind in {date, time}:
                return kind.fromisoformat(value)
            case type() if issubclass(kind, StrEnum):
                return kind(value)
    return tuple(value) if isinstance(value, list) else value
