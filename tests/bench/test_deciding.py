"""Deciding what may happen next to one case stays within its budget, wherever the case stands."""

from __future__ import annotations

from tests.bench.deciding import BUDGET_MS, measure_deciding


def test_the_middle_case_is_decided_well_inside_a_millisecond() -> None:
    middle, _slowest = measure_deciding(rounds=5)
    assert middle < BUDGET_MS
