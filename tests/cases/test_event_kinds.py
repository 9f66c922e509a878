"""Histories outlive releases: the name and the facts of every kind of event, pinned in a file."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path

from parking.cases.history.registry import KINDS, NAMES

PINNED = Path(__file__).parent / "event_kinds.txt"


def pinned() -> dict[str, tuple[int, list[str]]]:
    rows = [line.split() for line in PINNED.read_text(encoding="utf-8").splitlines()]
    return {name: (int(version), facts) for name, version, *facts in rows}


def test_no_kind_of_event_is_ever_renamed_or_dropped() -> None:
    assert sorted(pinned().keys() - KINDS.keys()) == [], "a history that holds these could not be read"


def test_every_new_kind_of_event_is_written_down_here() -> None:
    assert sorted(KINDS.keys() - pinned().keys()) == [], f"add them to {PINNED.name}"


def test_a_kind_gains_facts_only_with_a_default_and_a_new_version_and_loses_none() -> None:
    now = {name: (version, [f.name for f in fields(kind)]) for kind, (name, version) in NAMES.items()}
    for name, (version, facts) in pinned().items():
        gained = [f for f in fields(KINDS[name]) if f.name not in facts]
        assert set(facts) <= set(now[name][1]), f"{name} lost a fact that old rows hold"
        assert all(f.default is not MISSING for f in gained), f"{name}: old rows lack {gained}"
        assert now[name][0] > version or not gained, f"{name} gained facts and kept its version"
        assert now[name] == (version, facts), f"write the new facts of {name} into {PINNED.name}"
