"""Cases brought from their order to a warrant and to an agent, the court and the agent played from within."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.recovery.agents.outbox import send_to_agents
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.agents_news import hear_agents
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.court_news import hear_court
from parking.recovery.court_requests import send_court_requests
from parking.recovery.instructing import instruct_agent
from parking.recovery.warrants import request_warrants
from parking.store.session import writing
from parking.values import clock


def tell_warrants(
    *, council: Council, cases: Sequence[UUID], officer: UUID, officer_name: str, on: date
) -> None:
    """Certify a batch for these cases, and have the court seal every warrant the same day."""
    by, court = By(f"staff:{officer}", "simulation", clock.at_local(on, 10)), StandInCourt()
    with clock.pinned(by.at):
        with writing(authority=council.id) as session:
            request_warrants(
                session, council=council, case_ids=cases, officer=officer, officer_name=officer_name,
                draft=court.draft, by=by,
            )  # fmt: skip
        send_court_requests(court, council=council, by=by)
        hear_court(court, council=council, by=by)


def tell_agents(*, council: Council, cases: Sequence[UUID], officer: UUID, on: date) -> None:
    """Give cases under a warrant to the agent, who acknowledges each."""
    by, agents = By(f"staff:{officer}", "simulation", clock.at_local(on, 11)), StandInAgents()
    with clock.pinned(by.at):
        with writing(authority=council.id) as session:
            for case_id in cases:
                instruct_agent(session, council=council, case_id=case_id, vulnerable=False, care="", by=by)
        send_to_agents(agents, council=council, by=by)
        hear_agents(agents, council=council, by=by)
