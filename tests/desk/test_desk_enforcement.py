"""Statements, warrants and agents at the desk: what waits, the step, and why it can't be taken."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.law.charges import AgentStage
from parking.law.state import HoldKind, Stage, WitnessGround
from parking.people.permissions import Role
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.court.stand_in import StandInCourt
from parking.simulation.specimens import Specimen
from parking.values import clock
from parking.values.money import Money
from tests.desk.cases import paid
from tests.desk.conftest import Desk
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
from tests.recovery.test_agents import NEXT, held


@pytest.fixture
def order(app: APIFlask, specimen: Specimen) -> UUID:
    """A case whose order for recovery was served, unpaid."""
    with app.app_context():
        (case,) = at_court(specimen)
    return case


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#39;", "'")


def day_of(day: date) -> dict[str, str]:
    names = ("notified_on-day", "notified_on-month", "notified_on-year")
    return dict(zip(names, (str(day.day), str(day.month), str(day.year)), strict=True))


def test_a_manager_certifies_a_batch_and_the_case_waits_for_the_court(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with clock.pinned(at(WARRANT_DAY).at):
        manager = desk(Role.MANAGER)
        assert "EX00000001" in manager.get("/desk/warrants").text
        assert "Choose at least one case" in manager.post("/desk/warrants", data={}).text
        answer = manager.post("/desk/warrants", data={"cases": [str(order)]})
        assert answer.location == "/desk/warrants"
        page = words(manager.get("/desk/warrants").text)
        assert "Batch 500001 is certified: 1 case" in page
        assert "Manager of Exampleton" in page
        assert "Goes tonight" in page
        assert "No warrant may be asked for" in page


def test_a_revocation_at_the_desk_leaves_a_decision_and_a_refund_on_the_court_page(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with app.app_context():
        paid(specimen, order, at(WARRANT_DAY).at, Money(1500))
    with clock.pinned(at(NEXT).at):
        officer = desk(Role.CASE_OFFICER)
        url = f"/desk/cases/{order}/court/revoked"
        assert "Choose the one ground of the statement" in officer.post(url, data={}).text
        sent = {"ground": WitnessGround.NOTICE_NOT_RECEIVED.value, **day_of(NEXT)}
        assert officer.post(url, data=sent).status_code == 303
        page = words(officer.get("/desk/court").text)
        assert "Revoked orders: decide what follows" in page
        assert "£15" in page
        assert "overdue" not in page
        refused = words(officer.post(f"/desk/cases/{order}/court/refer", data={}).text)
        assert "There is a problem" in refused
        assert officer.post(f"/desk/cases/{order}/court/fresh-notice", data={}).status_code == 303
    with clock.pinned(at(NEXT + timedelta(days=11)).at):
        assert "Pay it now: it is overdue" in words(desk(Role.CASE_OFFICER).get("/desk/court").text)
    with app.app_context():
        assert state_of(specimen, order).stage is Stage.SERVED


def test_an_application_is_recorded_and_answered_and_a_second_answer_is_refused_in_words(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with clock.pinned(at(NEXT).at):
        officer = desk(Role.CASE_OFFICER)
        recorded = {"kind": "out_of_time", **day_of(NEXT)}
        assert officer.post(f"/desk/cases/{order}/court/application", data=recorded).status_code == 303
        assert "Thu 30 Jul 2026" in officer.get("/desk/court").text
        answer = {"objects": "yes", "words": "We served it at the address they gave."}
        assert officer.post(f"/desk/cases/{order}/court/answer", data=answer).status_code == 303
        assert "Answered: the court decides" in officer.get("/desk/court").text
        again = officer.post(f"/desk/cases/{order}/court/answer", data=answer)
        assert again.status_code == 200
        assert "There is a problem" in again.text


def test_the_agents_page_shows_a_recall_in_red_until_it_is_heard(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with app.app_context():
        under_warrant(specimen, StandInCourt(), [order])
    with clock.pinned(at(WARRANT_DAY, 13).at):
        officer = desk(Role.CASE_OFFICER)
        assert "EX00000001" in officer.get("/desk/warrants").text
        instruct = f"/desk/cases/{order}/agent/instruct"
        assert officer.post(instruct, data={"care": "Call first.", "vulnerable": "y"}).status_code == 303
        page = words(officer.get("/desk/agents").text)
        assert "May be vulnerable" in page
        assert "Every recall was heard" in page
    with app.app_context():
        tell(specimen, order, NEXT, held(HoldKind.BREATHING_SPACE))
    with clock.pinned(at(NEXT, 13).at):
        officer = desk(Role.CASE_OFFICER)
        assert (
            officer.post(f"/desk/cases/{order}/agent/recall", data={"why": "vulnerable"}).status_code == 303
        )
        page = words(officer.get("/desk/agents").text)
        assert "Not acknowledged" in page
        assert "Stop for now breathing space" in page
        assert "Recall vulnerable" in page


def test_a_fee_outside_the_scale_is_shown_until_somebody_deals_with_it(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with app.app_context():
        agents = StandInAgents()
        under_warrant(specimen, StandInCourt(), [order])
        with_agent(specimen, order)
        told(specimen, agents, WARRANT_DAY)
        agents.far.add_fee(number_of(specimen, order), AgentStage.COMPLIANCE, Money(9000), WARRANT_DAY)
        heard_agents(specimen, agents, WARRANT_DAY)
    with clock.pinned(at(NEXT).at):
        officer = desk(Role.CASE_OFFICER)
        html = officer.get("/desk/court").text
        assert "The scale allows £75" in words(html)
        (settle,) = re.findall(r'action="(/desk/court/reports/[^"]+/settle)"', html)
        assert officer.post(settle).status_code == 303
        assert "Every message of the court and the agents fits its case" in officer.get("/desk/court").text
        assert officer.post(settle).status_code == 404


def test_the_case_page_offers_the_steps_after_the_order(
    app: APIFlask, specimen: Specimen, order: UUID, desk: Desk
) -> None:
    with clock.pinned(at(NEXT).at):
        html = desk(Role.CASE_OFFICER).get(f"/desk/cases/{order}").text
        assert f"/desk/cases/{order}/court/revoked" in html
        assert f"/desk/cases/{order}/court/application" in html
