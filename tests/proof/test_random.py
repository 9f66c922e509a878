"""Random lives of a case, two hundred acts long, held against the second opinion at every act."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from parking.cases.proving.acts import acts
from parking.cases.proving.beginnings import FIRST_DAY, prepared, served_at_kerb
from parking.cases.proving.days import boundaries
from parking.cases.proving.moment import Moment
from parking.law.basis import Basis
from parking.law.holidays import shipped_calendar
from parking.law.question import Tolerances
from parking.law.state import State
from parking.law.steps import Step
from tests.proof.held import Case

CALENDAR = shipped_calendar("england_and_wales")
LAST = CALENDAR.known_until.replace(year=CALENDAR.known_until.year - 2)
# A walk that ended a case at every turn would seldom see a court: these are drawn less often.
ENDS = {Step.CANCEL, Step.WRITE_OFF, Step.PAY, Step.HOLD, Step.HOLD_MONEY, Step.DOUBT_ADDRESS, Step.CHALLENGE,
        Step.CORRECT_SERVICE, Step.SERVE_AGAIN, Step.CANCEL_CERTIFICATE, Step.LOOK_AGAIN, Step.REVIEW_HOLD}  # fmt: skip


def begin(basis: Basis, tolerances: Tolerances) -> Case:
    event = prepared(FIRST_DAY, basis) if basis.by_post else served_at_kerb(FIRST_DAY, CALENDAR)
    return Case(Moment(State(), FIRST_DAY, CALENDAR, tolerances), event)


def live(case: Case, lot: random.Random, most: int) -> int:
    """Live a random life of a case; return how many acts it had."""
    for done in range(most):
        allowed = list(acts(case.now))
        going_on = [act for act in allowed if act.step not in ENDS]
        days = [day for day in boundaries(case.now) if case.now.on < day <= LAST]
        if days and (not allowed or lot.random() < 0.25):
            case.wait(lot.choice(days[:3]))
            case.refusals_are_the_law()
        elif allowed:
            case.take(lot.choice(going_on if going_on and lot.random() < 0.85 else allowed))
        else:
            return done
    return most


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("seed", range(8))
def test_a_random_life_is_lawful(basis: Basis, seed: int) -> None:
    live(begin(basis, Tolerances()), random.Random(f"{basis}{seed}"), 200)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(600))
def test_many_random_lives_are_lawful(seed: int) -> None:
    basis = list(Basis)[seed % len(Basis)]
    live(begin(basis, Tolerances(5, 5, 5)), random.Random(f"long{seed}"), 200)


class ALife(RuleBasedStateMachine):
    """Hypothesis chooses the acts and the days, and shrinks what goes wrong to its shortest story."""

    case: Case

    @initialize(basis=st.sampled_from(Basis), margin=st.sampled_from([0, 5]))
    def it_begins(self, basis: Basis, margin: int) -> None:
        self.case = begin(basis, Tolerances(margin, margin, margin))

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
class TestALongLife(ALife.TestCase):  # type: ignore[misc,name-defined]
    """The same, to the depth of two hundred."""

    settings = settings(max_examples=100, stateful_step_count=200, deadline=None, suppress_health_check=SLOW)
