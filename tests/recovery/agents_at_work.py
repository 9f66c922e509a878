"""Telling and hearing the agents in tests."""

from __future__ import annotations

from datetime import date

from parking.recovery.agents.gateway import Agents
from parking.recovery.agents.outbox import send_to_agents
from parking.recovery.agents_news import hear_agents
from parking.recovery.reports import Heard
from parking.simulation.specimens import Specimen
from parking.values import clock
from tests.recovery.court_cases import at


def told(specimen: Specimen, agents: Agents, day: date, hour: int = 12) -> int:
    """Send the agents what waits for them."""
    with clock.pinned(at(day, hour).at):
        return send_to_agents(agents, council=specimen.council, by=at(day, hour))


def heard_agents(specimen: Specimen, agents: Agents, day: date, hour: int = 12) -> Heard:
    """Hear the agents."""
    with clock.pinned(at(day, hour).at):
        return hear_agents(agents, council=specimen.council, by=at(day, hour))
