"""A warrant is asked for, sealed, rejected or ended: never early, never twice, never renewed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.errors import StepRefusedError
from parking.cases.models import Case
from parking.law.state import Stage
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.court_requests import FIRST_NUMBER, send_court_requests
from parking.recovery.enforcement_errors import NothingToRequestError
from parking.recovery.enforcement_models import EnforcementBatch, EnforcementRequest, OutsideReport
from parking.recovery.enforcement_queries import exceptions, warrants_due
from parking.recovery.warrants import request_warrants
from parking.simulation.specimens import Specimen
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import Money
from tests.desk.cases import Register, paid
from tests.recovery.court_cases import (
    LAST_FOR_STATEMENT,
    OFFICER,
    WARRANT_DAY,
    asked_for,
    at,
    at_court,
    heard,
    state_of,
    under_warrant,
)


def night(on: date) -> None:
    instant = clock.at_local(on, 3)
    with clock.pinned(instant):
        run_night(Outside(FakePay(), Register()), at=instant)


@pytest.mark.both_engines
def test_a_warrant_is_asked_for_on_the_day_after_the_21_days_and_sealed(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        with reading(authority=specimen.id) as session:
            assert warrants_due(session, authority=specimen.id, on=LAST_FOR_STATEMENT) == []
            assert [w.case_id for w in warrants_due(session, authority=specimen.id, on=WARRANT_DAY)] == [case]
        with pytest.raises(NothingToRequestError):
            asked_for(specimen, court, [case], LAST_FOR_STATEMENT)
        asked_for(specimen, court, [case])
        assert state_of(specimen, case).warrant_requested_on == WARRANT_DAY
        assert heard(specimen, court, WARRANT_DAY).exceptions == 0
        state = state_of(specimen, case)
        assert (state.stage, state.warrant_issued_on) == (Stage.WARRANT, WARRANT_DAY)
        with reading(authority=specimen.id) as session:
            batch = session.execute(select(EnforcementBatch)).scalar_one()
            assert (batch.number, batch.state, batch.count) == (FIRST_NUMBER, "acknowledged", 1)
            assert (batch.total_pence, batch.certified_name) == (8500, "Ola Officer")  # 75 and the fee
            assert len(batch.sha256) == 64
            request = session.execute(select(EnforcementRequest)).scalar_one()
            assert request.warrant == f"W{FIRST_NUMBER}-EX00000001"


def test_a_case_stands_in_one_batch_and_what_may_not_go_is_left_out_by_name(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (one, two) = StandInCourt(), at_court(specimen, 2)
        asked_for(specimen, court, [one])
        with clock.pinned(at(WARRANT_DAY).at), writing(authority=specimen.id) as session:
            asked = request_warrants(
                session, council=specimen.council, case_ids=[one, two], officer=OFFICER,
                officer_name="Ola Officer", draft=court.draft, by=at(WARRANT_DAY),
            )  # fmt: skip
        assert (asked.batch.number, asked.batch.count) == (FIRST_NUMBER + 1, 1)
        ((left, reasons),) = asked.left_out
        assert left == one
        assert [reason.code for reason in reasons if not isinstance(reason, str)] == ["warrant_asked_for"]


def test_the_court_rejects_one_and_the_order_stands(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        court, cases = StandInCourt(Faults.of(Fault.REJECTS_A_RECORD)), at_court(specimen, 2)
        asked_for(specimen, court, cases)
        assert heard(specimen, court, WARRANT_DAY).exceptions == 0
        stages = sorted(state_of(specimen, case).stage for case in cases)
        assert stages == [Stage.ORDER_FOR_RECOVERY, Stage.WARRANT]
        with reading(authority=specimen.id) as session:
            rejected = session.execute(
                select(EnforcementRequest).where(EnforcementRequest.state == "rejected")
            ).scalar_one()
            assert rejected.reason
            assert rejected.says


def test_an_answer_given_twice_counts_once_and_a_stranger_waits_for_a_person(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        faults = Faults.of(Fault.ANSWERS_TWICE, Fault.ANSWERS_UNASKED)
        court, (case,) = StandInCourt(faults), at_court(specimen)
        asked_for(specimen, court, [case])
        first = heard(specimen, court, WARRANT_DAY)
        again = heard(specimen, court, WARRANT_DAY)
        assert state_of(specimen, case).warrants == 1
        assert again.done == 0
        assert first.exceptions >= 1
        with reading(authority=specimen.id) as session:
            found = exceptions(session, authority=specimen.id)
            assert any("did not send" in each.trouble for each in found)
            assert session.execute(select(OutsideReport).where(OutsideReport.kind == "warrant_sealed")).one()


def test_a_lost_batch_is_sent_again_once_the_authority_s_patience_is_over(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(Faults.of(Fault.LOSES_A_BATCH)), at_court(specimen)
        asked_for(specimen, court, [case])
        heard(specimen, court, WARRANT_DAY)
        assert state_of(specimen, case).stage is Stage.ORDER_FOR_RECOVERY
        for days, sent in ((1, 0), (3, 1)):
            by = at(WARRANT_DAY + timedelta(days=days))
            with clock.pinned(by.at):
                assert send_court_requests(court, council=specimen.council, by=by) == sent
        heard(specimen, court, WARRANT_DAY + timedelta(days=3))
        assert state_of(specimen, case).stage is Stage.WARRANT


def test_a_warrant_sealed_for_a_case_that_was_paid_meanwhile_waits_for_a_person(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        asked_for(specimen, court, [case])
        paid(specimen, case, at(WARRANT_DAY).at, Money(8500))
        assert heard(specimen, court, WARRANT_DAY).exceptions == 1
        assert state_of(specimen, case).stage is Stage.PAID
        with reading(authority=specimen.id) as session:
            (kept,) = exceptions(session, authority=specimen.id)
        assert (kept.case_id, kept.kind) == (case, "warrant_sealed")
        assert kept.trouble


def test_a_warrant_runs_out_the_night_after_its_twelve_months_and_a_new_one_is_a_new_request(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        under_warrant(specimen, court, [case])
        night(date(2027, 7, 2))
        assert state_of(specimen, case).stage is Stage.WARRANT
        night(date(2027, 7, 3))
        state = state_of(specimen, case)
        assert (state.stage, state.warrant_issued_on) == (Stage.ORDER_FOR_RECOVERY, None)
        with reading(authority=specimen.id) as session:
            assert session.execute(select(Case.next_step).where(Case.id == case)).scalar_one() is None
        under_warrant(specimen, court, [case], date(2027, 7, 5))
        assert state_of(specimen, case).warrants == 2
        with reading(authority=specimen.id) as session:
            asks = session.scalars(select(EnforcementRequest.asks).order_by(EnforcementRequest.id)).all()
        assert asks == ["request_warrant", "reissue_warrant"]


def test_the_court_seals_another_sum_than_we_asked_for(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        asked_for(specimen, court, [case])
        with writing(authority=specimen.id) as session:
            session.execute(select(EnforcementRequest)).scalar_one().due_pence = 8400
        assert heard(specimen, court, WARRANT_DAY).exceptions == 1
        assert state_of(specimen, case).stage is Stage.ORDER_FOR_RECOVERY


def test_no_second_warrant_is_asked_for_while_one_is_being_sealed(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        asked_for(specimen, court, [case])
        with pytest.raises((StepRefusedError, NothingToRequestError)):
            asked_for(specimen, court, [case])
