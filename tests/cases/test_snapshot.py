"""A snapshot gives back the very state that was folded, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parking.cases.snapshot import is_current, parted, snapshot, state_of, state_with
from parking.law.state import HoldKind, Stage, State
from parking.store.opaque import Opaque, OpaqueTouchedError
from parking.values.money import Money

ONE, TWO = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 3, 3, 12, 0, 0, 123456, tzinfo=UTC)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field of the state, whatever fields there are."""
    args = get_args(hint)
    if NoneType in args:
        return st.none() | values_of(next(arg for arg in args if arg is not NoneType))
    if get_origin(hint) is dict:
        return st.dictionaries(values_of(args[0]), values_of(args[1]), max_size=3)
    if get_origin(hint) is frozenset:
        return st.frozensets(values_of(args[0]), max_size=3)
    if get_origin(hint) is tuple and args[-1] is Ellipsis:
        return st.lists(values_of(args[0]), max_size=3).map(tuple)
    if hint is Money:
        return st.integers(0, 100_000).map(Money)
    if hint is datetime:
        return st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given one
    return st.from_type(hint)


@given(st.fixed_dictionaries({name: values_of(hint) for name, hint in get_type_hints(State).items()}))
def test_every_state_comes_back_as_it_was(fields: dict[str, Any]) -> None:
    state = State(**fields)
    assert state_of(snapshot(state)) == state


def test_a_new_case_needs_few_letters_and_says_its_shape_first() -> None:
    assert snapshot(State())[8:] == " {}"
    assert is_current(snapshot(State()))


def test_holds_come_back_in_the_order_they_were_set() -> None:
    held = State(holds={TWO: HoldKind.STAFF, ONE: HoldKind.SUSPENSION})
    again = state_of(snapshot(held))
    assert again is not None
    assert list(again.holds) == [TWO, ONE]


@pytest.mark.parametrize("text", ["", "deadbeef {}", '{"stage":"served"}'])
def test_a_snapshot_of_another_shape_is_not_guessed_at(text: str) -> None:
    assert state_of(text) is None


def test_states_that_differ_in_ids_and_instants_alone_have_the_same_facts() -> None:
    one = State(stage=Stage.SERVED, contravention_at=NOON, liable_party=ONE)
    other = replace(one, contravention_at=NOON + timedelta(minutes=1), liable_party=TWO)
    assert parted(snapshot(one))[0] == parted(snapshot(other))[0]
    assert parted(snapshot(other))[1] == ["2026-03-03T12:01:00.123456Z", str(TWO)]


def test_two_ids_that_are_the_same_are_not_like_two_that_differ() -> None:
    same = State(liable_party=ONE, holds={ONE: HoldKind.STAFF})
    different = replace(same, liable_party=TWO)
    assert parted(snapshot(same))[0] != parted(snapshot(different))[0]


def test_a_rule_that_looks_into_an_id_or_an_instant_left_open_is_stopped() -> None:
    facts, own = parted(snapshot(State(contravention_at=NOON, liable_party=ONE)))
    state: Any = state_with(facts, [Opaque(place) for place in range(len(own))])
    assert state.liable_party is not None
    looks: tuple[Callable[[], object], ...] = (
        lambda: state.liable_party == ONE,
        lambda: state.liable_party.hex,
        lambda: state.contravention_at < NOON,
        lambda: state.contravention_at + timedelta(days=1),
        lambda: NOON - state.contravention_at,
        lambda: state.contravention_at.date,
        lambda: state.contravention_at == date(2026, 3, 3),
    )
    for look in looks:
        with pytest.raises(OpaqueTouchedError):
            look()
