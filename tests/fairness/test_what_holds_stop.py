"""What each kind of hold stops, step by step: enforcement stands still, and answers and appeals go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from parking.law.holidays import shipped_calendar
from parking.law.journey import BY_STEP, what_stops
from parking.law.question import Question
from parking.law.regimes import law_at
from parking.law.state import HoldKind, KeeperAnswer, Stage, State
from parking.law.steps import Step
from parking.values.money import Money

LATE = date(2026, 12, 1)
HELD = UUID(int=1)
CASE = State(
    contravention_at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC),
    contravention_on=date(2026, 3, 3),
    served_on=date(2026, 3, 3),
    full=Money(7000),
    discounted=Money(3500),
    increased=Money(10500),
    keeper_answer=KeeperAnswer.FOUND,
    liable_party=UUID(int=7),
)
ENFORCES = (
    Step.REQUEST_POSTAL_PCN, Step.SERVE_PCN_BY_POST, Step.ASK_KEEPER, Step.REQUEST_NOTICE_TO_OWNER,
    Step.SERVE_NOTICE_TO_OWNER, Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE,
    Step.REQUEST_REGISTRATION, Step.REQUEST_ORDER, Step.SERVE_ORDER, Step.REQUEST_WARRANT,
    Step.INSTRUCT_AGENT,
)  # fmt: skip
"""What the authority does against somebody: every hold stops each of these."""

ADDS = (Step.ADD_AGENT_FEE,)
NOTHING_ADDED = {
    HoldKind.BREATHING_SPACE, HoldKind.BREATHING_SPACE_CRISIS, HoldKind.COURT_APPLICATION,
    HoldKind.PAYMENT_ARRANGEMENT,
}  # fmt: skip
WRITES = (
    Step.REFUSE_CHALLENGE, Step.DISREGARD_LATE, Step.REQUEST_REJECTION, Step.REJECT_REPRESENTATIONS,
    Step.REQUEST_RECOMMENDATION_REFUSAL, Step.REFUSE_RECOMMENDATION,
)  # fmt: skip
"""Answers to the person: only a death stops these."""

RENEWS = (Step.TRANSFER_LIABILITY, Step.RESTART_AT_NOTICE)
"""Steps that would write to the same person anew: only a death stops these."""


def stopped_by(step: Step, kind: HoldKind) -> set[str]:
    """Return the reasons that a hold adds to a step, in a case at a stage the step starts from."""
    stages = sorted(BY_STEP[step].before - {Stage.NEW})
    found: set[str] = set()
    for stage in stages:
        free = replace(CASE, stage=stage)
        held = replace(free, holds={HELD: kind}, reviews={HELD: LATE})
        found |= codes(step, held) - codes(step, free)
    return found


def codes(step: Step, state: State) -> set[str]:
    question = Question(state, law_at(LATE), LATE, shipped_calendar("england_and_wales"))
    return {stop.because.code for stop in what_stops(step, question)}


@pytest.mark.parametrize("kind", list(HoldKind))
@pytest.mark.parametrize("step", ENFORCES)
def test_every_hold_stops_every_step_of_enforcement(step: Step, kind: HoldKind) -> None:
    assert f"held_{kind}" in stopped_by(step, kind)


@pytest.mark.parametrize("kind", list(HoldKind))
def test_no_hold_stops_anything_else_but_what_stands_here(kind: HoldKind) -> None:
    stopped = {step for step in Step if step not in ENFORCES and stopped_by(step, kind)}
    expected: set[Step] = set()
    if kind in NOTHING_ADDED:
        expected |= set(ADDS)
    if kind is HoldKind.DECEASED:
        expected |= {*WRITES, *RENEWS}
    assert stopped == expected, "challenges, representations, appeals, payments and endings go on"


@pytest.mark.parametrize("kind", [HoldKind.BREATHING_SPACE, HoldKind.BREATHING_SPACE_CRISIS])
@pytest.mark.parametrize(
    "step",
    [
        Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE, Step.REQUEST_REGISTRATION,
        Step.REQUEST_ORDER, Step.REQUEST_WARRANT, Step.INSTRUCT_AGENT, Step.ADD_AGENT_FEE,
    ],
)  # fmt: skip
def test_both_kinds_of_breathing_space_stop_what_the_regulations_name(step: Step, kind: HoldKind) -> None:
    assert "held_breathing_space" in stopped_by(step, kind)
