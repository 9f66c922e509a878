"""Random lives of a case, two hundred acts long, held against the second opinion at every act."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from parking.cases.proving.acts import Act, acts
from parking.cases.proving.days import boundaries
from parking.cases.proving.roads import Node, waypoints
from parking.cases.steps import STEP_OF
from parking.law.holidays import shipped_calendar
from parking.law.question import Tolerances
from parking.law.state import State
from parking.law.steps import Step
from tests.proof.held import Case

CALENDAR = shipped_calendar("england_and_wales")
LAST = CALENDAR.known_until.replace(year=CALENDAR.known_until.year - 1)
# How often each step is drawn beside the others' ten: a life that ended at every turn would see no court.
RARE: dict[Step | None, float] = {
    **dict.fromkeys((Step.LOOK_AGAIN, Step.REVIEW_HOLD, Step.TELL_CLOSING, Step.CANCEL, Step.WRITE_OFF), 0.1),
    **dict.fromkeys((Step.CHECK_ADDRESS, Step.DOUBT_ADDRESS, Step.HOLD, Step.HOLD_MONEY, Step.PAY), 0.5),
    **dict.fromkeys(
        (Step.REPRESENT, Step.REPRESENT_LATE, Step.DECIDE_CAPACITY, Step.EXTEND_POSTAL_SERVICE), 1
    ),
    **dict.fromkeys((Step.CONFIRM_NO_APPEAL, Step.TRANSFER_LIABILITY, Step.REVOKE_ORDER), 2),
    **dict.fromkeys((Step.CORRECT_SERVICE, Step.SERVE_AGAIN, Step.CANCEL_CERTIFICATE, Step.CHALLENGE), 1),
    **dict.fromkeys((Step.WITHDRAW_REGISTRATION, Step.DROP_REGISTRATION, Step.DROP_WARRANT_REQUEST), 1),
    **dict.fromkeys((Step.ACCEPT_CHALLENGE, Step.ACCEPT_REPRESENTATIONS, Step.ACCEPT_RECOMMENDATION), 1),
    **dict.fromkeys((Step.ALLOW_APPEAL, Step.NOT_CONTEST, Step.SETTLE_APPEAL, Step.REFER_APPEAL_TO_LEGAL), 1),
    None: 0.5,
}


@cache
def starts(tolerances: Tolerances) -> tuple[Node, ...]:
    """Return every moment on the roads of the law, to begin a random life at."""
    return tuple(waypoints(CALENDAR, tolerances))


def brought_to(node: Node) -> Case:
    """Return a case that went a road as far as a moment on it."""
    (on, first), *rest = node.history
    case = Case(replace(node.now, state=State(), on=on), first)
    for day, event in rest:
        case.wait(day)
        case.take(Act(STEP_OF[type(event)], event, day))
    case.wait(node.now.on)
    return case


def random_life(seed: str, margin: int) -> int:
    """Live a random life from a random moment of the roads; return how many acts it had."""
    lot = random.Random(seed)  # noqa: S311 - the same life each time
    return live(brought_to(lot.choice(starts(Tolerances(margin, margin, margin)))), lot, 200)


def live(case: Case, lot: random.Random, most: int) -> int:
    """Live a random life of a case; return how many acts it had."""
    done = 0
    for _ in range(3 * most):
        days = [day for day in boundaries(case.now) if case.now.on < day <= LAST]
        by_step: dict[Step | None, list[Act]] = {}
        for act in acts(case.now):
            by_step.setdefault(act.step, []).append(act)
        stands_still = all(RARE.get(step, 10) < 1 for step in by_step)
        if days and lot.random() < (0.8 if stands_still else 0.15):
            case.wait(days[0] if lot.random() < 0.8 else lot.choice(days[:3]))
            case.refusals_are_the_law()
            continue
        if done == most or (stands_still and (case.now.state.is_closed or not days)):
            return done
        steps = list(by_step)
        step = lot.choices(steps, [RARE.get(step, 10) for step in steps])[0]
        case.take(by_step[step][0] if lot.random() < 0.6 else lot.choice(by_step[step]))
        done += 1
    return done


@pytest.mark.parametrize("seed", range(60))
def test_a_random_life_is_lawful(seed: int) -> None:
    random_life(f"short {seed}", 5 * (seed % 2))


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(1000))
def test_many_random_lives_are_lawful(seed: int) -> None:
    random_life(f"long {seed}", 5 * (seed % 2))


class ALife(RuleBasedStateMachine):
    """Hypothesis chooses the acts and the days, and shrinks what goes wrong to its shortest story."""

    case: Case

    @initialize(place=st.integers(0, 10_000), margin=st.sampled_from([0, 5]))
    def it_begins(self, place: int, margin: int) -> None:
        roads = starts(Tolerances(margin, margin, margin))
        self.case = brought_to(roads[place % len(roads)])

    @rule(choice=st.integers(0, 10_000))
    def something_happens(self, choice: int) -> None:
        allowed = list(acts(self.case.now))
        if allowed:
            self.case.take(allowed[choice % len(allowed)])

    @precondition(lambda self: not self.case.now.state.is_closed)
    @rule(choice=st.integers(0, 3))
    def days_go_by(self, choice: int) -> None:
        days = [day for day in boundaries(self.case.now) if self.case.now.on < day <= LAST]
        if days:
            self.case.wait(days[min(choice, len(days) - 1)])

    @invariant()
    def refusals_are_the_law(self) -> None:
        if hasattr(self, "case"):
            self.case.refusals_are_the_law()


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
TestALife = ALife.TestCase
TestALife.settings = settings(
    max_examples=15, stateful_step_count=60, deadline=None, suppress_health_check=SLOW
)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_long_lives_that_hypothesis_chooses_are_lawful() -> None:
    deep = settings(max_examples=100, stateful_step_count=200, deadline=None, suppress_health_check=SLOW)
    run_state_machine_as_test(ALife, settings=deep)
