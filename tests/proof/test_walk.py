"""The walk finds nothing wrong with the law as it is held, and finds out whatever is taken away from it."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import cast

import pytest

from parking.cases.proving.likeness import exactly
from parking.cases.proving.report import report
from parking.cases.proving.roads import waypoints
from parking.cases.proving.walk import walk
from parking.law.guards import court, deciding, holds, liability, postal, recovery
from parking.law.holidays import shipped_calendar
from parking.law.journey import BY_STEP, Row
from parking.law.question import Guard, Tolerances
from parking.law.state import Stage
from parking.law.steps import Step
from tests.cli.runs import parking

CALENDAR = shipped_calendar("england_and_wales")
WAITED = Tolerances(late_post=5, certificate_margin=5, register_margin=5)
ROADS = tuple(waypoints(CALENDAR, WAITED))
BEGUN = {Step.SERVE_PCN, Step.PREPARE_POSTAL_PCN}


def test_one_act_from_every_moment_of_the_roads_breaks_nothing_and_reaches_every_stage() -> None:
    walked = walk(ROADS, depth=1)
    assert [str(each) for each in walked.broken] == []
    assert set(walked.stages) == set(Stage) - {Stage.NEW}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_two_acts_in_every_order_break_nothing_and_take_every_step() -> None:
    walked = walk(ROADS, depth=2)
    assert [str(each) for each in walked.broken] == []
    assert {step.value for step in Step} - {step.value for step in BEGUN} <= set(walked.taken)


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_three_acts_in_every_order_break_nothing() -> None:
    assert [str(each) for each in walk(ROADS, depth=3).broken] == []


@pytest.mark.long
@pytest.mark.timeout(900)
def test_nothing_is_broken_when_every_day_and_penny_is_kept_apart() -> None:
    assert [str(each) for each in walk(ROADS, depth=1, likeness=exactly).broken] == []


CERTIFICATE = (Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE)
NOTICE = (Step.REQUEST_NOTICE_TO_OWNER, Step.SERVE_NOTICE_TO_OWNER)
# Two guards where each alone would still stop the step.
TAKEN_AWAY: list[tuple[tuple[Guard, ...], tuple[Step, ...]]] = [
    ((deciding.rejection_served_in_time,), (Step.REJECT_REPRESENTATIONS,)),
    ((recovery.order_served_in_time,), (Step.SERVE_ORDER,)),
    ((court.order_period_has_ended,), (Step.REQUEST_WARRANT,)),
    ((court.warrant_still_runs,), (Step.INSTRUCT_AGENT,)),
    ((holds.nothing_held,), (Step.INSTRUCT_AGENT,)),
    ((holds.nothing_open, holds.no_court_application), (Step.INSTRUCT_AGENT,)),
    ((holds.address_is_checked,), (Step.INSTRUCT_AGENT,)),
    ((recovery.certificate_was_not_premature,), (Step.INSTRUCT_AGENT,)),
    ((recovery.certificate_period_has_ended, recovery.tribunal_has_no_appeal), CERTIFICATE),
    ((recovery.tribunal_has_no_appeal,), CERTIFICATE),
    ((recovery.certificate_payment_period_has_ended, recovery.tribunal_was_asked_again),
     (Step.REQUEST_REGISTRATION,)),
    ((deciding.decision_period_has_ended,), (Step.TREAT_AS_ACCEPTED,)),
    ((liability.notice_served_in_time,), NOTICE),
    ((liability.full_charge_period_has_ended,), (*NOTICE, Step.ASK_KEEPER)),
    ((postal.served_in_time,), (Step.SERVE_PCN_BY_POST,)),
]  # fmt: skip
QUICK = 4


@pytest.mark.parametrize(
    ("guards", "steps"),
    [
        pytest.param(guards, steps, id=guards[0].__name__, marks=() if place < QUICK else pytest.mark.long)
        for place, (guards, steps) in enumerate(TAKEN_AWAY)
    ],
)
def test_a_guard_that_is_taken_away_is_missed(
    guards: tuple[Guard, ...], steps: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = cast("MutableMapping[Step, Row]", BY_STEP)
    for step in steps:
        fewer = tuple(each for each in rows[step].guards if each not in guards)
        monkeypatch.setitem(rows, step, replace(rows[step], guards=fewer))
    stages = frozenset[Stage]().union(*(BY_STEP[step].before for step in steps))
    near = [node for node in ROADS if node.now.state.stage in stages]
    found = (walk(near, depth=depth, most_broken=1) for depth in (1, 2, 3))
    assert any(walked.broken for walked in found)


def test_the_command_prints_what_was_covered() -> None:
    result = parking("law", "prove", "--depth", "0")
    assert result.exit_code == 0
    assert "Nothing was broken" in result.stdout
    assert "Days" in result.stdout


def test_a_broken_promise_is_told_with_its_history(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = cast("MutableMapping[Step, Row]", BY_STEP)
    late = rows[Step.REJECT_REPRESENTATIONS]
    monkeypatch.setitem(rows, late.step, replace(late, guards=()))
    near = [node for node in ROADS if node.now.state.stage is Stage.REPRESENTED]
    text = report(walk(near, depth=1, most_broken=1), 0.0)
    assert "BROKEN: 1" in text
    assert "RejectionServed(" in text
