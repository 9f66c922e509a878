"""Each guard on its last lawful day and on the next: who may do what, and the reason when not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from parking.law.basis import Basis
from parking.law.holidays import shipped_calendar
from parking.law.journey import BY_STEP, what_stops
from parking.law.next_due import next_due
from parking.law.question import Question, Tolerances
from parking.law.regimes import law_at
from parking.law.state import Capacity, HoldKind, KeeperAnswer, MarkDeclared, Stage, State
from parking.law.steps import Step
from parking.values.money import Money

KEEPER = UUID(int=7)
SERVED = State(
    stage=Stage.SERVED,
    contravention_at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC),
    contravention_on=date(2026, 3, 3),
    served_on=date(2026, 3, 3),
    full=Money(7000),
    discounted=Money(3500),
    increased=Money(10500),
    discount_until=date(2026, 3, 16),
)
KNOWN = replace(
    SERVED, keeper_asked_on=date(2026, 3, 31), keeper_answer=KeeperAnswer.FOUND, liable_party=KEEPER
)
NOTICE = replace(
    KNOWN, stage=Stage.NOTICE_TO_OWNER, notice_requested_on=date(2026, 3, 31),
    notice_posted_on=date(2026, 4, 1),
    notice_served_on=date(2026, 4, 7),
)  # fmt: skip
ASKED_TRIBUNAL = replace(NOTICE, no_appeal_confirmed_on=date(2026, 12, 1))


def stops(step: Step, state: State, on: date, tolerances: Tolerances | None = None) -> list[str]:
    question = Question(
        state, law_at(on), on, shipped_calendar("england_and_wales"), tolerances or Tolerances()
    )
    return [stop.because.code for stop in what_stops(step, question)]


def test_the_keeper_is_asked_for_after_the_28_days_and_not_before() -> None:
    assert stops(Step.ASK_KEEPER, SERVED, date(2026, 3, 30)) == ["still_in_time_to_pay"]
    assert stops(Step.ASK_KEEPER, SERVED, date(2026, 3, 31)) == []


def test_the_tolerance_for_late_post_is_added_and_called_policy() -> None:
    five = Tolerances(late_post=5)
    assert stops(Step.ASK_KEEPER, SERVED, date(2026, 4, 4), five) == ["waiting_for_late_post"]
    assert stops(Step.ASK_KEEPER, SERVED, date(2026, 4, 5), five) == []


def test_the_keeper_of_a_postal_pcn_may_be_asked_for_the_same_day() -> None:
    postal = replace(SERVED, stage=Stage.PREPARED, basis=Basis.DRIVE_AWAY, served_on=None)
    assert stops(Step.ASK_KEEPER, postal, date(2026, 3, 3)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mark": MarkDeclared.DIPLOMATIC}, "no_keeper_register"),
        ({"keeper_asked_on": date(2026, 3, 31)}, "keeper_already_asked"),
        ({"stage": Stage.PAID}, "not_from_this_stage"),
        ({"paid": Money(7000)}, "nothing_owed"),
        ({"holds": {UUID(int=1): HoldKind.STAFF}}, "held_staff"),
    ],
)
def test_nobody_is_asked_for_when_it_would_be_wrong(change: dict[str, object], reason: str) -> None:
    assert reason in stops(Step.ASK_KEEPER, replace(SERVED, **change), date(2026, 4, 10))  # type: ignore[arg-type]


def test_a_notice_goes_only_to_somebody_shown_to_be_liable() -> None:
    assert "nobody_liable_yet" in stops(Step.REQUEST_NOTICE_TO_OWNER, SERVED, date(2026, 4, 10))
    assert stops(Step.REQUEST_NOTICE_TO_OWNER, KNOWN, date(2026, 4, 10)) == []


def test_a_notice_must_be_served_inside_six_months_counted_by_deemed_service() -> None:
    requested = replace(KNOWN, notice_requested_on=date(2026, 8, 1))
    assert stops(Step.SERVE_NOTICE_TO_OWNER, requested, date(2026, 8, 28)) == []
    assert stops(Step.SERVE_NOTICE_TO_OWNER, requested, date(2026, 9, 1)) == ["notice_to_owner_too_late"]


BRANCHES: dict[str, tuple[State, date]] = {
    "nobody answered the notice": (ASKED_TRIBUNAL, date(2026, 5, 4)),
    "a postal PCN nobody answered": (
        replace(
            ASKED_TRIBUNAL, stage=Stage.SERVED_BY_POST, basis=Basis.PREVENTED, served_on=date(2026, 3, 17)
        ),
        date(2026, 4, 13),
    ),
    "representations rejected and no appeal": (
        replace(ASKED_TRIBUNAL, stage=Stage.REJECTED, decision_served_on=date(2026, 7, 14)),
        date(2026, 8, 10),
    ),
    "appeal refused": (
        replace(ASKED_TRIBUNAL, stage=Stage.APPEAL_REFUSED, appeal_decision_served_on=date(2026, 3, 11)),
        date(2026, 4, 7),
    ),
    "appeal withdrawn": (
        replace(ASKED_TRIBUNAL, stage=Stage.APPEAL_WITHDRAWN, appeal_withdrawn_on=date(2026, 6, 1)),
        date(2026, 6, 14),
    ),
    "recommendation not accepted": (
        replace(ASKED_TRIBUNAL, stage=Stage.RECOMMENDED, recommendation_refused_on=date(2026, 6, 1)),
        date(2026, 6, 28),
    ),
}  # fmt: skip


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("step", [Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE])
def test_a_charge_certificate_waits_for_the_end_of_its_branch_s_period(step: Step, branch: str) -> None:
    state, last = BRANCHES[branch]
    if step is Step.SERVE_CHARGE_CERTIFICATE:
        state = replace(state, certificate_requested_on=last)
    assert "certificate_too_early" in stops(step, state, last)
    assert stops(step, state, last + timedelta(days=1)) == []
    margin = Tolerances(certificate_margin=3)
    assert stops(step, state, last + timedelta(days=3), margin) == ["certificate_inside_margin"]
    assert stops(step, state, last + timedelta(days=4), margin) == []


def test_a_charge_certificate_is_printed_once_and_posted_only_if_it_was_printed() -> None:
    out = replace(ASKED_TRIBUNAL, certificate_requested_on=date(2026, 5, 5))
    on = date(2026, 5, 6)
    assert stops(Step.REQUEST_CHARGE_CERTIFICATE, out, on) == ["certificate_already_requested"]
    assert stops(Step.SERVE_CHARGE_CERTIFICATE, ASKED_TRIBUNAL, on) == ["certificate_not_requested"]


def test_a_charge_certificate_waits_until_the_tribunal_was_asked_after_the_period() -> None:
    for confirmed in (None, date(2026, 5, 4)):
        state = replace(NOTICE, no_appeal_confirmed_on=confirmed)
        assert stops(Step.REQUEST_CHARGE_CERTIFICATE, state, date(2026, 5, 20)) == ["tribunal_not_asked"]
        out = replace(state, certificate_requested_on=date(2026, 5, 20))
        assert stops(Step.SERVE_CHARGE_CERTIFICATE, out, date(2026, 5, 20)) == ["tribunal_not_asked"]


@pytest.mark.parametrize("kind", HoldKind)
def test_no_hold_of_any_kind_lets_a_certificate_through(kind: HoldKind) -> None:
    held = replace(ASKED_TRIBUNAL, holds={UUID(int=1): kind})
    out = replace(held, certificate_requested_on=date(2026, 5, 20))
    assert f"held_{kind}" in stops(Step.REQUEST_CHARGE_CERTIFICATE, held, date(2026, 6, 1))
    assert f"held_{kind}" in stops(Step.SERVE_CHARGE_CERTIFICATE, out, date(2026, 6, 1))


def test_a_rejection_is_measured_by_its_service_and_silence_is_acceptance_on_day_57() -> None:
    state = replace(
        NOTICE, stage=Stage.REPRESENTED, representations_received_on=date(2026, 5, 4),
        capacity=Capacity.RECIPIENT, claims=1,
    )  # fmt: skip
    out = replace(state, rejection_requested_on=date(2026, 6, 24))
    for step, before in ((Step.REQUEST_REJECTION, state), (Step.REJECT_REPRESENTATIONS, out)):
        assert stops(step, before, date(2026, 6, 24)) == []
        assert stops(step, before, date(2026, 6, 26)) == ["decision_too_late"]
    assert stops(Step.REJECT_REPRESENTATIONS, state, date(2026, 6, 24)) == ["rejection_not_requested"]
    assert stops(Step.TREAT_AS_ACCEPTED, state, date(2026, 6, 28)) == ["decision_still_possible"]
    assert stops(Step.TREAT_AS_ACCEPTED, state, date(2026, 6, 29)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"capacity": Capacity.UNDECIDED}, "capacity_undecided"),
        ({"claims": 0}, "no_claims_listed"),
        ({"claims_open": frozenset({UUID(int=3)})}, "claims_unanswered"),
        ({"holds": {UUID(int=1): HoldKind.DECEASED}}, "held_deceased"),
    ],
)
def test_no_rejection_leaves_a_point_or_a_person_unanswered(change: dict[str, object], reason: str) -> None:
    state = replace(
        NOTICE, stage=Stage.REPRESENTED, representations_received_on=date(2026, 5, 4),
        capacity=Capacity.RECIPIENT, claims=1,
    )  # fmt: skip
    changed = replace(state, **change)  # type: ignore[arg-type]
    assert stops(Step.REQUEST_REJECTION, changed, date(2026, 5, 6)) == [reason]


def test_a_debt_goes_to_the_court_after_14_days_and_only_from_a_checked_address() -> None:
    state = replace(ASKED_TRIBUNAL, stage=Stage.CHARGE_CERTIFICATE, certificate_served_on=date(2026, 5, 12))
    assert stops(Step.REQUEST_REGISTRATION, state, date(2026, 5, 25)) == ["registration_too_early"]
    assert stops(Step.REQUEST_REGISTRATION, state, date(2026, 5, 26)) == []
    doubted = replace(state, address_doubted_on=date(2026, 5, 20), address_checked_on=date(2026, 5, 19))
    assert stops(Step.REQUEST_REGISTRATION, doubted, date(2026, 5, 26)) == ["address_in_doubt"]


def test_the_court_registers_only_what_it_was_asked_to() -> None:
    state = replace(ASKED_TRIBUNAL, stage=Stage.CHARGE_CERTIFICATE, certificate_served_on=date(2026, 5, 12))
    assert stops(Step.REGISTER_DEBT, state, date(2026, 5, 26)) == ["registration_not_asked_for"]
    asked = replace(state, registration_requested_on=date(2026, 5, 26))
    assert stops(Step.REGISTER_DEBT, asked, date(2026, 5, 29)) == []


def test_a_warrant_is_asked_for_after_21_days_and_while_no_application_waits() -> None:
    certified = replace(
        NOTICE, certificate_from=Stage.NOTICE_TO_OWNER, certificate_served_on=date(2026, 5, 26)
    )
    state = replace(certified, stage=Stage.ORDER_FOR_RECOVERY, order_served_on=date(2026, 6, 16))
    assert stops(Step.REQUEST_WARRANT, state, date(2026, 7, 6)) == ["warrant_too_early"]
    assert stops(Step.REQUEST_WARRANT, state, date(2026, 7, 7)) == []
    pending = replace(state, holds={UUID(int=1): HoldKind.COURT_APPLICATION})
    assert "held_court_application" in stops(Step.REQUEST_WARRANT, pending, date(2026, 7, 7))
    told = replace(state, late_statement_on=date(2026, 7, 6))
    assert "held_court_application" in stops(Step.REQUEST_WARRANT, told, date(2026, 7, 7))
    assert stops(Step.ISSUE_WARRANT, state, date(2026, 7, 7)) == ["warrant_not_asked_for"]
    asked = replace(state, warrant_requested_on=date(2026, 7, 7))
    assert stops(Step.ISSUE_WARRANT, asked, date(2026, 7, 9)) == []


def test_a_step_that_does_not_leave_from_a_stage_says_so() -> None:
    for step, row in BY_STEP.items():
        for stage in set(Stage) - row.before:
            assert stops(step, replace(SERVED, stage=stage), date(2026, 6, 1)) == ["not_from_this_stage"]


@pytest.mark.parametrize(
    ("state", "step", "on"),
    [
        (SERVED, Step.ASK_KEEPER, date(2026, 3, 31)),
        (replace(SERVED, keeper_asked_on=date(2026, 4, 1)), Step.RECORD_KEEPER, date(2026, 4, 1)),
        (KNOWN, Step.REQUEST_NOTICE_TO_OWNER, date(2026, 3, 31)),
        (replace(SERVED, keeper_answer=KeeperAnswer.EXPORTED), Step.WRITE_OFF, date(2026, 3, 31)),
        (NOTICE, Step.REQUEST_CHARGE_CERTIFICATE, date(2026, 5, 5)),
        (
            replace(NOTICE, certificate_requested_on=date(2026, 5, 6)),
            Step.SERVE_CHARGE_CERTIFICATE,
            date(2026, 5, 6),
        ),
    ],
)
def test_what_falls_due_next_and_when(state: State, step: Step, on: date) -> None:
    due = next_due(state, Tolerances())
    assert due is not None
    assert (due.step, due.on) == (step, on)


def test_nothing_falls_due_on_a_closed_case_or_a_mark_no_register_holds() -> None:
    assert next_due(replace(SERVED, stage=Stage.PAID), Tolerances()) is None
    assert next_due(replace(SERVED, mark=MarkDeclared.FOREIGN), Tolerances()) is None


@pytest.mark.parametrize(
    ("on", "paid", "owed"),
    [
        (date(2026, 3, 16), 0, 3500), (date(2026, 3, 17), 0, 7000), (date(2026, 3, 10), 1000, 2500),
        (date(2026, 3, 20), 8000, 0),
    ],
)  # fmt: skip
def test_what_is_owed_counts_the_discount_to_its_last_day(on: date, paid: int, owed: int) -> None:
    assert replace(SERVED, paid=Money(paid)).owed(on) == Money(owed)


def test_a_reoffered_discount_is_kept_until_its_own_day_but_not_after_a_certificate() -> None:
    again = replace(SERVED, discount_offered_until=date(2026, 5, 1))
    assert again.owed(date(2026, 5, 1)) == Money(3500)
    assert replace(again, certificate_served_on=date(2026, 4, 20)).owed(date(2026, 5, 1)) == Money(10500)
