"""A simulated court seals and a simulated agent takes cases, through the same actions as the real ones."""

from __future__ import annotations

from apiflask import APIFlask

from parking.law.state import Stage
from parking.recovery.enforcement_queries import agents_out, exceptions, unheard
from parking.simulation.enforcement import tell_agents, tell_warrants
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from tests.recovery.court_cases import WARRANT_DAY, at_court, state_of


def test_a_case_comes_from_its_order_to_an_agent_who_heard(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        one, two = at_court(specimen, 2)
        tell_warrants(
            council=specimen.council, cases=[one, two], officer=specimen.officer, officer_name="Olu Officer",
            on=WARRANT_DAY,
        )  # fmt: skip
        tell_agents(council=specimen.council, cases=[one], officer=specimen.officer, on=WARRANT_DAY)
        assert {state_of(specimen, case).stage for case in (one, two)} == {Stage.WARRANT}
        with reading(authority=specimen.id) as session:
            assert [each.case_id for each in agents_out(session, authority=specimen.id)] == [one]
            assert unheard(session, authority=specimen.id) == []
            assert exceptions(session, authority=specimen.id) == []
