"""The outlook of a case: for every stage, each step is either open or stopped with words for why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from parking.desk.rules import BY_WHOM, FIRST_PAGES, HOLD_TITLES, every_prospect, outlook
from parking.desk.views.words import reason_words, sureness
from parking.law.basis import Basis
from parking.law.holidays import shipped_calendar
from parking.law.question import Question
from parking.law.regimes import law_at
from parking.law.state import HoldKind, KeeperAnswer, Stage, State
from parking.law.steps import Actor, Step
from parking.people.permissions import Role
from parking.values.money import Money

TUESDAY = date(2026, 3, 3)
PCN = State(
    stage=Stage.SERVED,
    contravention_on=TUESDAY,
    served_on=TUESDAY,
    full=Money(5000),
    discounted=Money(2500),
    increased=Money(7500),
    discount_until=date(2026, 3, 16),
)


def asked(state: State, on: date) -> Question:
    law = law_at(on)
    return Question(state=state, law=law, on=on, calendar=shipped_calendar(law.nation))


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("on", [TUESDAY, date(2026, 4, 7), date(2026, 9, 3)])
def test_every_step_from_every_stage_has_somebody_who_takes_it_and_words_for_every_refusal(
    stage: Stage, on: date
) -> None:
    followed = replace(
        PCN,
        keeper_answer=KeeperAnswer.FOUND,
        liable_party=UUID(int=2),
        notice_requested_on=on,
        notice_served_on=on,
        representations_received_on=on,
        decision_served_on=on,
    )
    for held in (None, *HoldKind):
        for state in (PCN, followed):
            there = replace(state, stage=stage, holds={UUID(int=1): held} if held else {})
            for prospect in every_prospect(asked(there, on)):
                assert prospect.by_whom
                assert all(reason_words(reason) for reason in prospect.stops)
                assert all(isinstance(sureness(reason), str) for reason in prospect.stops)


def test_the_last_day_of_a_notice_is_the_last_to_post_it() -> None:
    printed = replace(PCN, notice_requested_on=TUESDAY)
    (serve,) = (p for p in outlook(asked(printed, TUESDAY)) if p.step is Step.SERVE_NOTICE_TO_OWNER)
    assert (serve.latest, serve.is_latest_posting) == (
        date(2026, 8, 28),
        True,
    )  # Friday; 31 August is a holiday


def test_representations_have_a_last_day_once_the_notice_is_served() -> None:
    served = replace(PCN, stage=Stage.NOTICE_TO_OWNER, notice_served_on=date(2026, 4, 7))
    (represent,) = (p for p in outlook(asked(served, date(2026, 4, 8))) if p.step is Step.REPRESENT)
    assert (represent.latest, represent.stops) == (date(2026, 5, 4), ())


def test_nothing_is_asked_for_where_nothing_is_owed_and_nothing_released_where_nothing_is_held() -> None:
    closed = replace(PCN, stage=Stage.PAID, paid=Money(2500), closed_on=TUESDAY)
    assert {p.step for p in outlook(asked(closed, TUESDAY))}.isdisjoint({Step.PAY, Step.RELEASE})
    held = replace(PCN, holds={UUID(int=1): HoldKind.STAFF})
    assert Step.RELEASE in {p.step for p in outlook(asked(held, TUESDAY))}


def test_a_step_with_nothing_to_act_on_is_not_told() -> None:
    told = {p.step for p in outlook(asked(PCN, TUESDAY))}
    assert told.isdisjoint({Step.REFUND, Step.CREDIT_HELD_MONEY, Step.RECALL_AGENT, Step.ANSWER_APPLICATION})
    assert Step.REFUND in {p.step for p in outlook(asked(replace(PCN, refund_due=Money(500)), TUESDAY))}
    assert Step.REFUND in {p.step for p in every_prospect(asked(PCN, TUESDAY))}


def test_what_others_do_is_told_apart_from_what_the_council_does() -> None:
    ours = {p.step: p.is_ours for p in outlook(asked(PCN, TUESDAY))}
    assert (ours[Step.CANCEL], ours[Step.CHALLENGE], ours[Step.PAY]) == (True, False, True)


@pytest.mark.parametrize("extended", [None, TUESDAY])
def test_a_pcn_by_post_is_posted_by_the_clock_that_runs_for_it(extended: date | None) -> None:
    ready = replace(PCN, stage=Stage.PREPARED, basis=Basis.DRIVE_AWAY, served_on=None,
                    postal_extension_on=extended)  # fmt: skip
    (request,) = (p for p in outlook(asked(ready, TUESDAY)) if p.step is Step.REQUEST_POSTAL_PCN)
    assert request.latest == (date(2026, 8, 28) if extended else date(2026, 3, 26))


def test_a_warrant_or_a_registration_has_no_last_day() -> None:
    order = replace(PCN, stage=Stage.ORDER_FOR_RECOVERY, order_served_on=TUESDAY, registered_on=TUESDAY)
    assert {p.step: p.latest for p in outlook(asked(order, TUESDAY))}[Step.REQUEST_WARRANT] is None


def test_a_year_without_known_holidays_leaves_the_last_day_unsaid() -> None:
    until = shipped_calendar("england_and_wales").known_until
    late = replace(PCN, contravention_on=until, served_on=until)
    (serve,) = (p for p in outlook(asked(late, TUESDAY)) if p.step is Step.REQUEST_NOTICE_TO_OWNER)
    assert serve.latest is None


def test_everybody_has_a_name_and_a_first_page() -> None:
    assert set(BY_WHOM) == set(Actor)
    assert set(HOLD_TITLES) == set(HoldKind)
    assert set(FIRST_PAGES) == set(Role)
