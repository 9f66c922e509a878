"""After the order for recovery, each night: hear the agents, end what ended, tell the court and them."""

from __future__ import annotations

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.nightly.steps import Night
from parking.recovery.agents.gateway import Agents
from parking.recovery.agents.outbox import send_to_agents
from parking.recovery.agents_news import hear_agents
from parking.recovery.court.gateway import Court
from parking.recovery.court_requests import send_court_requests
from parking.recovery.enforcement_night import expire_held_warrants, recall_agents
from parking.recovery.reports import Heard


def hear_the_agents(agents: Agents, *, council: Council, by: By, night: Night) -> None:
    """Bring what the agents sent to its cases; what fits none waits for a person."""
    _count(hear_agents(agents, council=council, by=by), "messages of enforcement agents", night)


def end_enforcement(*, council: Council, by: By, night: Night) -> None:
    """Let warrants of held cases run out, and recall what agents may enforce no more."""
    night.add("warrants run out", expire_held_warrants(council=council, by=by))
    night.add("cases recalled from agents", recall_agents(council=council, by=by))


def write_to_court(court: Court, *, council: Council, by: By, night: Night) -> None:
    """Send the court every certified batch, and again what it did not acknowledge."""
    night.add("batches sent to the court", send_court_requests(court, council=council, by=by))


def write_to_agents(agents: Agents, *, council: Council, by: By, night: Night) -> None:
    """Send the agents what they must hear, and again what they did not acknowledge."""
    night.add("messages sent to enforcement agents", send_to_agents(agents, council=council, by=by))


def _count(heard: Heard, what: str, night: Night) -> None:
    night.add(what, heard.done)
    if heard.exceptions:
        night.waiting[f"{what} that fit no case: look at the exceptions"] = heard.exceptions
