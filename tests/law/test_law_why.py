"""Why not? Each reason tells how the day it names was counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from parking.law.holidays import shipped_calendar
from parking.law.journey import BY_STEP, ROWS
from parking.law.question import Question, Tolerances
from parking.law.regimes import law_at
from parking.law.starts import STARTS
from parking.law.state import Capacity, KeeperAnswer, Stage, State
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.law.why import Answer, why
from parking.values.money import Money

TUESDAY = date(2026, 3, 3)
PCN = State(
    stage=Stage.SERVED, contravention_on=TUESDAY, served_on=TUESDAY, full=Money(7000), discounted=Money(3500),
    increased=Money(10500), discount_until=date(2026, 3, 16), keeper_answer=KeeperAnswer.FOUND,
    liable_party=UUID(int=2),
)  # fmt: skip
NOTICE = replace(PCN, stage=Stage.NOTICE_TO_OWNER, notice_posted_on=date(2026, 4, 1),
                 notice_served_on=date(2026, 4, 7))  # fmt: skip
REPRESENTED = replace(NOTICE, stage=Stage.REPRESENTED, representations_received_on=date(2026, 5, 4),
                      capacity=Capacity.RECIPIENT, claims=1)  # fmt: skip


def answer(step: Step, state: State, on: date, margin: int = 0) -> Answer:
    calendar = shipped_calendar("england_and_wales")
    return why(step, Question(state, law_at(on), on, calendar, Tolerances(certificate_margin=margin)))


def test_a_step_too_early_tells_the_day_its_period_ends_and_the_first_day_after() -> None:
    (because,) = answer(Step.REQUEST_NOTICE_TO_OWNER, PCN, date(2026, 3, 20)).because
    assert because.reason.code == "still_in_time_to_pay"
    assert because.counted == (
        "28 days beginning with Tuesday 3 March 2026 (the alleged contravention): day 1 is Tuesday "
        "3 March 2026, day 28 is Monday 30 March 2026. The first day after it is Tuesday 31 March 2026."
    )


def test_a_letter_too_late_tells_when_it_would_arrive() -> None:
    (because,) = answer(Step.REQUEST_REJECTION, REPRESENTED, date(2026, 6, 26)).because
    assert because.counted == (
        "56 days beginning with Monday 4 May 2026 (the representations are received): day 1 is Monday "
        "4 May 2026, day 56 is Sunday 28 June 2026. First class post on Friday 26 June 2026 is taken as "
        "served on Tuesday 30 June 2026."
    )


def test_a_policy_tells_the_period_it_comes_after() -> None:
    said = answer(Step.REQUEST_CHARGE_CERTIFICATE, NOTICE, date(2026, 5, 6), margin=5).because
    (margin,) = (each for each in said if each.reason.policy)
    assert margin.counted is not None
    assert margin.counted.startswith("28 days beginning with Tuesday 7 April 2026")


def test_a_reason_without_a_day_has_no_arithmetic() -> None:
    nobody = replace(PCN, liable_party=None)
    because = answer(Step.REQUEST_NOTICE_TO_OWNER, nobody, date(2026, 4, 10)).because
    assert [(each.reason.code, each.counted) for each in because] == [("nobody_liable_yet", None)]


def test_a_step_that_nothing_stops_may_be_taken() -> None:
    assert answer(Step.REQUEST_NOTICE_TO_OWNER, PCN, date(2026, 4, 10)).may


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.NEW])
def test_every_reason_that_names_a_last_day_tells_how_it_was_counted(stage: Stage) -> None:
    state = replace(
        REPRESENTED, stage=stage, certificate_served_on=TUESDAY, registered_on=TUESDAY,
        order_served_on=TUESDAY, warrant_issued_on=TUESDAY, recommendation_given_on=TUESDAY,
        late_statement_on=TUESDAY, relevant_on=TUESDAY, keeper_first_asked_on=TUESDAY + timedelta(days=99),
        appeal_decision_served_on=TUESDAY, appeal_withdrawn_on=TUESDAY, recommendation_refused_on=TUESDAY,
    )  # fmt: skip
    for on in (TUESDAY, date(2026, 5, 6), date(2027, 5, 6)):
        for row in ROWS:
            for because in answer(row.step, state, on).because:
                if {"last_day", "latest"} & because.reason.facts.keys():
                    assert because.counted, (row.step, because.reason)


def test_every_clock_that_bounds_a_step_has_a_start_or_is_a_target_of_each_challenge() -> None:
    assert {row.within for row in BY_STEP.values() if row.within} - STARTS.keys() == {Clock.CHALLENGE_REPLY}
