"""A witness statement is one act that undoes everything it must, and nothing it must not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.authorities.policies import PolicyKind
from parking.cases.errors import StepRefusedError
from parking.cases.history.court import Application
from parking.cases.models import Case, EventRow
from parking.law import grounds
from parking.law.state import Stage, WitnessGround
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.applications import answer_application, receive_application
from parking.recovery.court.replies import LateDecision
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.court_requests import send_court_requests
from parking.recovery.enforcement_models import CourtApplication, EnforcementRequest
from parking.recovery.enforcement_queries import (
    applications_waiting,
    exceptions,
    refunds_owed,
    revoked_cases,
)
from parking.recovery.statements import refer, revoke, serve_afresh
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import NOTHING, Money
from tests.desk.cases import paid
from tests.recovery.agents_at_work import heard_agents, told
from tests.recovery.court_cases import (
    OFFICER,
    WARRANT_DAY,
    asked_for,
    at,
    at_court,
    heard,
    number_of,
    state_of,
    under_warrant,
    with_agent,
)

TOLD = date(2026, 7, 6)  # a Monday
LAST_TO_ANSWER = date(2026, 7, 31)  # the 19th working day after it


def revoked(specimen: Specimen, case: UUID, ground: WitnessGround, on: date = TOLD) -> None:
    with clock.pinned(at(on).at), writing(authority=specimen.id) as session:
        revoke(session, council=specimen.council, case_id=case, ground=ground, notified_on=on, by=at(on))


def applied(specimen: Specimen, case: UUID, on: date = TOLD) -> None:
    with clock.pinned(at(on).at), writing(authority=specimen.id) as session:
        receive_application(
            session, council=specimen.council, case_id=case, kind=Application.OUT_OF_TIME, notified_on=on,
            ground=None, by=at(on),
        )  # fmt: skip


def answered(specimen: Specimen, court: StandInCourt, case: UUID, on: date, *, objects: bool) -> None:
    with clock.pinned(at(on).at):
        with writing(authority=specimen.id) as session:
            answer_application(
                session, council=specimen.council, case_id=case, objects=objects,
                words="The order went to the address the person gave us.", officer=OFFICER,
                officer_name="Ola Officer", draft=court.draft, by=at(on),
            )  # fmt: skip
        send_court_requests(court, council=specimen.council, by=at(on))


@pytest.mark.both_engines
def test_ground_a_undoes_order_certificate_warrant_agent_and_notice_in_one_act(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        under_warrant(specimen, court, [case])
        with_agent(specimen, case)
        paid(specimen, case, at(WARRANT_DAY).at, Money(2000))
        revoked(specimen, case, WitnessGround.NOTICE_NOT_RECEIVED)
        state = state_of(specimen, case)
        assert state.stage is Stage.WITNESS_STATEMENT
        assert (state.certificate_served_on, state.registered_on, state.warrant_issued_on) == (
            None,
            None,
            None,
        )
        assert (state.notice_served_on, state.court_fee, state.agent_fees) == (None, NOTHING, NOTHING)
        assert (state.paid, state.refund_due, state.charge()) == (NOTHING, Money(2000), Money(5000))
        assert state.recall_asked_on == TOLD
        with reading(authority=specimen.id) as session:
            kinds = session.scalars(
                select(EventRow.kind).where(EventRow.case_id == case).order_by(EventRow.seq.desc()).limit(2)
            ).all()
            assert list(kinds) == ["agent_recalled", "order_revoked"]
            messages = session.scalars(select(AgentMessage.kind).order_by(AgentMessage.made_at)).all()
            assert sorted(messages) == ["instruct", "paid_direct", "recall"]
            assert session.execute(select(AgentInstruction.state)).scalar_one() == "recalled"
            assert [each.case_id for each in revoked_cases(session, authority=specimen.id)] == [case]
            (owed,) = refunds_owed(session, authority=specimen.id)
            assert (owed.amount, owed.since) == (Money(2000), TOLD)


@pytest.mark.parametrize("ground", [WitnessGround.NO_REJECTION, WitnessGround.APPEALED, WitnessGround.PAID])
def test_on_the_other_grounds_the_notice_stands_and_the_adjudicator_decides(
    app: APIFlask, specimen: Specimen, ground: WitnessGround
) -> None:
    with app.app_context():
        (case,) = at_court(specimen)
        revoked(specimen, case, ground)
        state = state_of(specimen, case)
        assert state.notice_served_on == date(2026, 4, 7)
        with pytest.raises(StepRefusedError) as refused, writing(authority=specimen.id) as session:
            serve_afresh(session, council=specimen.council, case_id=case, by=at(TOLD))
        assert [reason.code for reason in refused.value.reasons] == ["ground_is_for_the_adjudicator"]
        with writing(authority=specimen.id) as session:
            refer(session, council=specimen.council, case_id=case, by=at(TOLD))
        state = state_of(specimen, case)
        assert (state.stage, state.appeal_is_referred) == (Stage.APPEALED, True)


def test_a_fresh_notice_begins_where_the_court_s_notice_began_and_not_after_six_months(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        one, two = at_court(specimen, 2)
        for case in (one, two):
            revoked(specimen, case, WitnessGround.NOTICE_NOT_RECEIVED)
        with writing(authority=specimen.id) as session:
            serve_afresh(session, council=specimen.council, case_id=one, by=at(TOLD))
        state = state_of(specimen, one)
        assert (state.stage, state.relevant_on, state.notices_to_owner) == (Stage.SERVED, TOLD, 1)
        late = date(2027, 1, 5)  # six months beginning with 6 July end on 5 January
        with pytest.raises(StepRefusedError) as refused, writing(authority=specimen.id) as session:
            serve_afresh(session, council=specimen.council, case_id=two, by=at(late))
        assert [reason.code for reason in refused.value.reasons] == ["fresh_notice_too_late"]
        with writing(authority=specimen.id) as session, pytest.raises(StepRefusedError) as wrong:
            refer(session, council=specimen.council, case_id=two, by=at(TOLD))
        assert [reason.code for reason in wrong.value.reasons] == ["ground_is_not_received"]


def test_an_application_stops_the_warrant_and_is_answered_by_the_19th_working_day(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (one, two) = StandInCourt(), at_court(specimen, 2)
        for case in (one, two):
            applied(specimen, case)
        with pytest.raises(Exception, match="None of these cases"):
            asked_for(specimen, court, [one], TOLD)
        with reading(authority=specimen.id) as session:
            waits = applications_waiting(session, authority=specimen.id)
            assert {each.lapses_on for each in waits} == {LAST_TO_ANSWER}
        answered(specimen, court, one, LAST_TO_ANSWER, objects=True)
        with pytest.raises(StepRefusedError) as refused:
            answered(specimen, court, two, LAST_TO_ANSWER + timedelta(days=1), objects=True)
        assert [reason.code for reason in refused.value.reasons] == ["objection_too_late"]
        heard(specimen, court, LAST_TO_ANSWER)
        with reading(authority=specimen.id) as session:
            said = session.execute(select(EnforcementRequest)).scalar_one()
            assert (said.asks, said.state, said.answered_on) == ("object_to_late", "done", LAST_TO_ANSWER)


def test_the_court_s_own_messages_apply_refuse_grant_and_revoke(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        under_warrant(specimen, court, [case])
        number = number_of(specimen, case)
        court.far.apply_late(number, TOLD)
        assert heard(specimen, court, TOLD).done == 1
        assert state_of(specimen, case).late_statement_on == TOLD
        court.far.decide_late(number, LateDecision.REFUSED, TOLD + timedelta(days=9))
        assert heard(specimen, court, TOLD + timedelta(days=10)).done == 1
        assert state_of(specimen, case).late_statement_on is None
        again = TOLD + timedelta(days=30)
        court.far.apply_late(number, again)
        court.far.decide_late(number, LateDecision.GRANTED, again)
        heard(specimen, court, again)
        court.far.revoke(number, grounds.WitnessGround.NO_ANSWER_RECEIVED, again)
        heard(specimen, court, again + timedelta(days=1))
        state = state_of(specimen, case)
        assert (state.stage, state.witness_ground) == (Stage.WITNESS_STATEMENT, WitnessGround.NO_REJECTION)
        with reading(authority=specimen.id) as session:
            assert exceptions(session, authority=specimen.id) == []
            ends = session.scalars(select(CourtApplication.state).order_by(CourtApplication.id)).all()
            assert list(ends) == ["refused", "granted"]


def test_a_revocation_that_fits_no_stage_waits_for_a_person_with_the_reason(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, (case,) = StandInCourt(), at_court(specimen)
        under_warrant(specimen, court, [case])
        number = number_of(specimen, case)
        court.far.revoke(number, grounds.WitnessGround.PAID, TOLD)
        assert heard(specimen, court, TOLD).done == 1
        court.far.revoke(number, grounds.WitnessGround.PAID, TOLD + timedelta(days=1))
        assert heard(specimen, court, TOLD + timedelta(days=1)).exceptions == 1
        with reading(authority=specimen.id) as session:
            (kept,) = exceptions(session, authority=specimen.id)
            assert (kept.kind, kept.case_id) == ("revoked", case)
            assert "Look at the case page" in kept.trouble


def test_a_case_that_was_paid_in_full_is_revoked_too_and_its_extra_goes_back(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        (case,) = at_court(specimen)
        paid(specimen, case, at(WARRANT_DAY).at, Money(8500))
        assert state_of(specimen, case).stage is Stage.PAID
        revoked(specimen, case, WitnessGround.PAID)
        state = state_of(specimen, case)
        assert (state.stage, state.refund_due) == (Stage.WITNESS_STATEMENT, Money(8500))
        days = specimen.council.policies.value(PolicyKind.REFUND_ALARM_DAYS, TOLD)
        with reading(authority=specimen.id) as session:
            (owed,) = refunds_owed(session, authority=specimen.id)
            assert owed.since + timedelta(days=days) == date(2026, 7, 16)
            assert session.execute(select(Case.is_closed).where(Case.id == case)).scalar_one() is False


def test_a_recall_goes_to_the_agent_and_ends_when_it_is_acknowledged(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        court, agents, (case,) = StandInCourt(), StandInAgents(), at_court(specimen)
        under_warrant(specimen, court, [case])
        with_agent(specimen, case)
        told(specimen, agents, WARRANT_DAY)
        revoked(specimen, case, WitnessGround.NOTICE_NOT_RECEIVED)
        assert state_of(specimen, case).agent_instructed_on == WARRANT_DAY
        told(specimen, agents, TOLD)
        assert heard_agents(specimen, agents, TOLD).exceptions == 0
        assert state_of(specimen, case).agent_instructed_on is None
