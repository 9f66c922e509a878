"""What falls with a paper that is shown to have come later than deemed, or never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from parking.cases.history import recovery
from parking.cases.history.registry import evolve
from parking.law.holidays import shipped_calendar
from parking.law.journey import what_stops
from parking.law.next_due import next_due
from parking.law.question import Question, Tolerances
from parking.law.regimes import law_at
from parking.law.state import Stage, State
from parking.law.steps import Step
from parking.values.money import NOTHING, Money

TOLD = date(2026, 9, 1)
CERTIFIED = State(
    stage=Stage.CHARGE_CERTIFICATE,
    contravention_on=date(2026, 3, 3),
    served_on=date(2026, 3, 3),
    full=Money(5000),
    discounted=Money(2500),
    increased=Money(7500),
    liable_party=UUID(int=7),
    notice_posted_on=date(2026, 4, 1),
    notice_served_on=date(2026, 4, 7),
    certificate_from=Stage.NOTICE_TO_OWNER,
    certificate_served_on=date(2026, 5, 13),
)
ENFORCED = replace(
    CERTIFIED,
    stage=Stage.WARRANT,
    registered_on=date(2026, 6, 1),
    court_fee=Money(1000),
    order_sent_on=date(2026, 6, 2),
    order_served_on=date(2026, 6, 9),
    warrant_issued_on=date(2026, 7, 3),
    agent_fees=Money(7500),
)


def corrected(state: State, paper: recovery.Served, served_on: date | None) -> State:
    return evolve(state, recovery.ServiceCorrected(paper, served_on, TOLD, UUID(int=9), None))


@pytest.mark.parametrize("state", [CERTIFIED, ENFORCED], ids=["certificate", "warrant"])
def test_a_notice_that_never_came_takes_the_certificate_the_debt_and_the_warrant_with_it(
    state: State,
) -> None:
    after = corrected(state, recovery.Served.NOTICE, None)
    assert after.stage is Stage.SERVED
    assert (after.notice_served_on, after.certificate_served_on, after.registered_on) == (None, None, None)
    assert (after.warrant_issued_on, after.court_fee, after.charge()) == (None, NOTHING, Money(5000))


def test_a_rejection_that_never_came_leaves_representations_undecided_and_no_certificate() -> None:
    rejected = replace(
        CERTIFIED, certificate_from=Stage.REJECTED, representations_received_on=date(2026, 4, 20),
        decision_served_on=date(2026, 4, 29), certificate_served_on=date(2026, 6, 5),
    )  # fmt: skip
    after = corrected(rejected, recovery.Served.REJECTION, None)
    assert (after.stage, after.certificate_served_on) == (Stage.REPRESENTED, None)


def test_an_order_that_never_came_takes_its_warrant_with_it() -> None:
    after = corrected(ENFORCED, recovery.Served.ORDER, None)
    assert (after.stage, after.order_served_on) == (Stage.REGISTERED, None)
    assert (after.warrant_issued_on, after.agent_fees) == (None, NOTHING)


def test_what_was_paid_in_full_stays_paid_when_the_certificate_falls() -> None:
    paid = replace(CERTIFIED, paid=Money(5000), paid_since_certificate=Money(5000))
    assert corrected(paid, recovery.Served.NOTICE, None).stage is Stage.PAID


def test_nothing_goes_on_from_a_certificate_now_known_to_be_early() -> None:
    early = corrected(ENFORCED, recovery.Served.NOTICE, date(2026, 4, 20))
    order = replace(early, stage=Stage.ORDER_FOR_RECOVERY, warrant_issued_on=None)
    for step, state in ((Step.INSTRUCT_AGENT, early), (Step.REQUEST_WARRANT, order)):
        question = Question(state, law_at(TOLD), TOLD, shipped_calendar("england_and_wales"))
        assert [stop.because.code for stop in what_stops(step, question)] == ["certificate_was_premature"]


def test_a_certificate_that_waits_to_be_posted_waits_longer_when_the_notice_came_later() -> None:
    waiting = replace(
        CERTIFIED, stage=Stage.NOTICE_TO_OWNER, certificate_from=None, certificate_served_on=None,
        certificate_requested_on=date(2026, 5, 11),
    )  # fmt: skip
    due = next_due(corrected(waiting, recovery.Served.NOTICE, date(2026, 4, 20)), Tolerances())
    assert due is not None
    assert (due.step, due.on) == (Step.SERVE_CHARGE_CERTIFICATE, date(2026, 5, 18))
