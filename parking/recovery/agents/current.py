"""The enforcement agents each authority reaches, chosen by the wiring."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from parking.authorities.queries import Council
from parking.recovery.agents.gateway import Agents

EXTENSION = "parking.agents"
AgentsOf = Callable[[Council], Agents]


def all_agents() -> AgentsOf:
    """Return what gives each authority its own exchange with its agents."""
    found: AgentsOf = current_app.extensions[EXTENSION]
    return found


def agents_of(council: Council) -> Agents:
    """Return the agents as one authority reaches them."""
    return all_agents()(council)
