"""An agent who holds a case hears of everything that stops it, and we hear of everything the agent does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.errors import StepRefusedError
from parking.cases.history.closing import CaseCancelled
from parking.cases.history.court import Application as Kind
from parking.cases.history.court import CourtApplicationReceived, CourtApplicationRefused, WarrantReturned
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.history.registry import Event
from parking.law.charges import AgentStage
from parking.law.state import HoldKind, Stage, WitnessGround
from parking.payments.accounts import Account
from parking.payments.ledger import balance
from parking.recovery.agents.messages import RecallReason
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.enforcement_queries import agents_out, exceptions, fees_to_return, unheard
from parking.recovery.instructing import agents_to_tell, recall_agent
from parking.recovery.statements import revoke
from parking.simulation.specimens import Specimen
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import NOTHING, Money
from tests.desk.cases import paid
from tests.recovery.agents_at_work import heard_agents, told
from tests.recovery.court_cases import (
    WARRANT_DAY,
    at,
    at_court,
    number_of,
    state_of,
    tell,
    under_warrant,
    with_agent,
)

NEXT = WARRANT_DAY + timedelta(days=1)
HOLD = UUID(int=77)


def out(specimen: Specimen, agents: StandInAgents | None = None) -> UUID:
    """Return a case that an agent holds and has acknowledged."""
    (case,) = at_court(specimen)
    under_warrant(specimen, StandInCourt(), [case])
    with_agent(specimen, case)
    if agents is not None:
        told(specimen, agents, WARRANT_DAY)
        heard_agents(specimen, agents, WARRANT_DAY)
    return case


def held(kind: HoldKind) -> HoldSet:
    return HoldSet(HOLD, kind, "staff:test", NEXT + timedelta(days=60), None, None)


def sweep(specimen: Specimen, on: date = NEXT) -> int:
    with clock.pinned(at(on).at), writing(authority=specimen.id) as session:
        return agents_to_tell(session, council=specimen.council, by=at(on))


def recalled(specimen: Specimen, case: UUID, why: RecallReason) -> None:
    with clock.pinned(at(NEXT).at), writing(authority=specimen.id) as session:
        recall_agent(session, council=specimen.council, case_id=case, why=why, by=at(NEXT))


def messages(specimen: Specimen, case: UUID) -> list[tuple[str, str | None]]:
    with reading(authority=specimen.id) as session:
        rows = session.execute(
            select(AgentMessage.kind, AgentMessage.why)
            .where(AgentMessage.case_id == case)
            .order_by(AgentMessage.made_at, AgentMessage.id)
        )
        return [(row.kind, row.why) for row in rows]


@pytest.mark.both_engines
def test_an_instruction_carries_the_debt_and_its_words_are_forgotten_once_acknowledged(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen)
        assert told(specimen, agents, WARRANT_DAY) == 1
        assert told(specimen, agents, WARRANT_DAY) == 0
        with reading(authority=specimen.id) as session:
            body = session.execute(select(AgentMessage.body)).scalar_one()
            assert (body["debt"], body["debtor"], body["warrant_ends_on"]) == (
                8500,
                "Amara Ellery",
                "2027-07-02",
            )
        assert heard_agents(specimen, agents, WARRANT_DAY).exceptions == 0
        with reading(authority=specimen.id) as session:
            assert session.execute(select(AgentMessage.body)).scalar_one() is None
            assert unheard(session, authority=specimen.id) == []
            assert [each.case_id for each in agents_out(session, authority=specimen.id)] == [case]


@pytest.mark.parametrize(
    ("kind", "why", "comes_back"),
    [
        (HoldKind.BREATHING_SPACE, "breathing_space", False),
        (HoldKind.BREATHING_SPACE_CRISIS, "breathing_space", False),
        (HoldKind.COURT_APPLICATION, "court_application", False),
        (HoldKind.PAYMENT_ARRANGEMENT, "other", False),
        (HoldKind.VULNERABILITY, "vulnerable", True),
        (HoldKind.DECEASED, "deceased", True),
        (HoldKind.INSOLVENCY, "insolvent", True),
    ],
)
def test_a_hold_reaches_the_agent_in_the_act_that_set_it(
    app: APIFlask, specimen: Specimen, kind: HoldKind, why: str, comes_back: bool
) -> None:
    with app.app_context():
        case = out(specimen)
        tell(specimen, case, NEXT, held(kind))
        assert messages(specimen, case)[1:] == [("hold", why)]
        assert sweep(specimen) == int(comes_back)
        if comes_back:
            assert messages(specimen, case)[2:] == [("recall", why)]
        else:
            tell(specimen, case, NEXT + timedelta(days=60), HoldReleased(HOLD, None, None))
            assert messages(specimen, case)[2:] == [("resume", None)]
        assert sweep(specimen) == 0


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (lambda: CaseCancelled(NEXT, "discretion", "d" * 64), RecallReason.CANCELLED),
        (lambda: CourtApplicationReceived(new_id(), Kind.REVIEW, NEXT, None), None),
    ],
)
def test_a_closing_recalls_and_an_application_makes_the_agent_wait(
    app: APIFlask, specimen: Specimen, ends: Callable[[], Event], why: RecallReason | None
) -> None:
    with app.app_context():
        case = out(specimen)
        event = ends()
        tell(specimen, case, NEXT, event)
        assert sweep(specimen) == (1 if why else 0)
        if why:
            assert messages(specimen, case)[-1] == ("recall", why.value)
            return
        assert messages(specimen, case)[-1] == ("hold", "court_application")
        assert isinstance(event, CourtApplicationReceived)
        tell(specimen, case, NEXT + timedelta(days=9), CourtApplicationRefused(event.application_id, NEXT))
        assert messages(specimen, case)[-1] == ("resume", None)


def test_money_paid_to_the_council_is_reported_and_the_last_of_it_brings_the_case_back(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        paid(specimen, case, at(NEXT).at, Money(3000))
        paid(specimen, case, at(NEXT, 13).at, Money(5500))
        with reading(authority=specimen.id) as session:
            told_of = session.execute(
                select(AgentMessage.paid_pence, AgentMessage.left_pence)
                .where(AgentMessage.kind == "paid_direct")
                .order_by(AgentMessage.made_at)
            ).all()
        assert [tuple(row) for row in told_of] == [(3000, 5500), (5500, 0)]
        told(specimen, agents, NEXT, 14)  # sending sweeps first
        assert state_of(specimen, case).recall_asked_on == NEXT
        heard_agents(specimen, agents, NEXT, 15)
        assert state_of(specimen, case).agent_instructed_on is None


def test_a_recall_not_acknowledged_is_shown_until_it_is(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        agents = StandInAgents(Faults.of(Fault.LOSES_A_BATCH))
        case = out(specimen)
        recalled(specimen, case, RecallReason.VULNERABLE)
        told(specimen, agents, NEXT)
        heard_agents(specimen, agents, NEXT)
        with reading(authority=specimen.id) as session:
            (still,) = agents_out(session, authority=specimen.id)
            assert (still.state, still.recall_reason) == ("recalled", "vulnerable")
            assert [each.kind for each in unheard(session, authority=specimen.id)] == ["instruct", "recall"]
        assert told(specimen, agents, NEXT + timedelta(days=1)) == 2
        heard_agents(specimen, agents, NEXT + timedelta(days=1))
        with reading(authority=specimen.id) as session:
            assert agents_out(session, authority=specimen.id) == []
            assert unheard(session, authority=specimen.id) == []


def test_an_agent_who_does_not_take_a_recall_is_an_alarm(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        agents = StandInAgents(Faults.of(Fault.REJECTS_A_RECORD))
        good = StandInAgents()
        case = out(specimen, good)
        recalled(specimen, case, RecallReason.DECEASED)
        told(specimen, agents, NEXT)
        assert heard_agents(specimen, agents, NEXT).exceptions == 1
        with reading(authority=specimen.id) as session:
            (kept,) = exceptions(session, authority=specimen.id)
            assert "Telephone the agent now" in kept.trouble
            (still,) = agents_out(session, authority=specimen.id)
            assert still.state == "recalled"


def test_a_fee_is_checked_against_the_scale_of_its_day_and_taken_once(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        number = number_of(specimen, case)
        agents.far.add_fee(number, AgentStage.COMPLIANCE, Money(7500), NEXT)
        agents.far.add_fee(number, AgentStage.ENFORCEMENT, Money(23501), NEXT)
        heard = heard_agents(specimen, agents, NEXT)
        assert (heard.done, heard.exceptions) == (1, 1)
        assert state_of(specimen, case).agent_fees == Money(7500)
        assert state_of(specimen, case).owed(NEXT) == Money(8500)
        with reading(authority=specimen.id) as session:
            (kept,) = exceptions(session, authority=specimen.id)
            assert "£235.01" in kept.trouble
            assert "The scale allows £235" in kept.trouble
            (still,) = agents_out(session, authority=specimen.id)
            assert still.fees == Money(7500)


def test_no_fee_is_added_while_a_breathing_space_runs(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        tell(specimen, case, NEXT, held(HoldKind.BREATHING_SPACE))
        agents.far.add_fee(number_of(specimen, case), AgentStage.COMPLIANCE, Money(7500), NEXT)
        assert heard_agents(specimen, agents, NEXT).exceptions == 1
        assert state_of(specimen, case).agent_fees == NOTHING


def test_money_the_agent_collected_is_credited_without_the_agent_s_own_fees(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        number = number_of(specimen, case)
        agents.far.collected(number, Money(16000), NEXT, fees=Money(7500))
        heard_agents(specimen, agents, NEXT)
        heard_agents(specimen, agents, NEXT)
        state = state_of(specimen, case)
        assert (state.stage, state.paid) == (Stage.PAID, Money(8500))
        with reading(authority=specimen.id) as session:
            assert balance(session, authority=specimen.id, case_id=case, account=Account.AGENT) == Money(8500)
            assert session.execute(select(AgentInstruction.collected_fees_pence)).scalar_one() == 7500
        assert messages(specimen, case)[-1] == ("recall", "paid")
        assert ("paid_direct", None) not in messages(specimen, case)


@pytest.mark.parametrize(
    ("reason", "doubted", "holds"),
    [
        ("GONE_AWAY", True, []),
        ("DECEASED", False, [HoldKind.DECEASED]),
        ("VULNERABLE", False, [HoldKind.VULNERABILITY]),
        ("NO_GOODS", False, []),
    ],
)
def test_a_return_leads_where_its_reason_says(
    app: APIFlask, specimen: Specimen, reason: str, doubted: bool, holds: list[HoldKind]
) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        agents.far.return_case(number_of(specimen, case), reason, NEXT)
        assert heard_agents(specimen, agents, NEXT).exceptions == 0
        state = state_of(specimen, case)
        assert (state.stage, state.agent_instructed_on) == (Stage.WARRANT, None)
        assert (state.address_doubted_on is not None, list(state.holds.values())) == (doubted, holds)


def test_a_return_after_an_acknowledged_recall_is_no_surprise(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        recalled(specimen, case, RecallReason.OTHER)
        told(specimen, agents, NEXT)
        heard_agents(specimen, agents, NEXT)
        agents.far.return_case(number_of(specimen, case), "RECALLED", NEXT)
        assert heard_agents(specimen, agents, NEXT).exceptions == 0
        with reading(authority=specimen.id) as session:
            assert session.execute(select(AgentInstruction.back_reason)).scalar_one() == "RECALLED"
        tell(specimen, case, NEXT, WarrantReturned(NEXT, "given up"))
        assert state_of(specimen, case).stage is Stage.ORDER_FOR_RECOVERY


def test_nobody_is_sent_to_a_case_that_is_held(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        (case,) = at_court(specimen)
        under_warrant(specimen, StandInCourt(), [case])
        tell(specimen, case, NEXT, held(HoldKind.VULNERABILITY))
        with pytest.raises(StepRefusedError) as refused:
            with_agent(specimen, case, NEXT)
        assert [reason.code for reason in refused.value.reasons] == ["held_vulnerability"]


def test_fees_collected_before_a_revocation_are_to_be_given_back(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        agents = StandInAgents()
        case = out(specimen, agents)
        agents.far.collected(number_of(specimen, case), Money(9500), NEXT, fees=Money(7500))
        heard_agents(specimen, agents, NEXT)
        with clock.pinned(at(NEXT).at), writing(authority=specimen.id) as session:
            revoke(
                session, council=specimen.council, case_id=case, ground=WitnessGround.NOTICE_NOT_RECEIVED,
                notified_on=NEXT, by=at(NEXT),
            )  # fmt: skip
        assert state_of(specimen, case).refund_due == Money(2000)
        with reading(authority=specimen.id) as session:
            (owed,) = fees_to_return(session, authority=specimen.id)
            assert owed.collected_fees == Money(7500)
