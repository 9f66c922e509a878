"""The timeline of a case tells every kind of event: its facts in words, nothing left raw."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.history.registry import KINDS
from parking.values.money import Money

TOLD_ON = date(2026, 6, 2)
PLAIN: dict[type, object] = {
    str: "by_hand",
    int: 3,
    bool: True,
    UUID: UUID(int=1),
    Money: Money(3500),
    datetime: datetime(2026, 6, 2, 12, 30, tzinfo=UTC),
    date: TOLD_ON,
}


def values_of(hint: Any) -> list[object]:
    """Return every value worth showing of a fact: each member of an enum, and None where it may be."""
    if get_origin(hint) is tuple:
        return [(value,) for value in values_of(get_args(hint)[0])]
    if type(None) in get_args(hint):
        return [*values_of(next(h for h in get_args(hint) if h is not type(None))), None]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)
    return [PLAIN[hint]]


def events_of(kind: Any) -> list[Any]:
    """Return specimens of a kind: one whole, and one for each other value a fact may have."""
    hints = get_type_hints(kind)
    values = {field.name: values_of(hints[field.name]) for field in fields(kind)}
    whole = kind(**{name: each[0] for name, each in values.items()})
    return [whole, *(replace(whole, **{name: v}) for name, each in values.items() for v in each[1:])]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_event_is_told_in_words(app: APIFlask, kind: str) -> None:
    page = SimpleNamespace(
        who={"by_hand": "an officer"}.get,
        names={UUID(int=1): "A. Officer"},
        row=SimpleNamespace(place="Gogmore Farm"),
        began=SimpleNamespace(contravention_at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
    )
    names = [f"desk/events/{kind}.html", "desk/events/default.html"]
    for event in events_of(KINDS[kind]):
        with app.test_request_context():
            told = app.jinja_env.select_template(names).render(item=SimpleNamespace(event=event), page=page)
        said = re.sub(r"<[^>]+>", "", told)
        assert not re.search(r"[a-z]_[a-z]|None|Money\(|[0-9a-f]{8}-", said), said
        assert "  ." not in said
