"""The enforcement agents as a gateway: send a batch once, collect what came, and the adapter over files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from pydantic import TypeAdapter

from parking.recovery.agents.messages import (
    Collected,
    FeeAdded,
    FromAgent,
    Instruct,
    NotTaken,
    PaidDirect,
    Returned,
    Taken,
    ToAgent,
)
from parking.recovery.agents.returns import ReturnReason
from parking.store.exchange.collecting import collect
from parking.store.exchange.lines import Lines
from parking.store.exchange.post import Arrived, Exchange, Page, Problem, Receipt, Received
from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber


class Agents(Protocol):
    """One firm of agents. Call it outside any transaction; a recall not acknowledged is not done."""

    def send(self, batch: UUID, messages: Sequence[ToAgent], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""

    def collect(self) -> Arrived[FromAgent]:
        """Return what has come and was not put away."""

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""


def _told(message: ToAgent) -> Money:
    match message:
        case Instruct():
            return message.debt
        case PaidDirect():
            return message.paid
        case _:
            return NOTHING


def _heard(message: FromAgent) -> Money:
    match message:
        case FeeAdded():
            return message.fee
        case Collected():
            return message.paid
        case _:
            return NOTHING


_TO: TypeAdapter[ToAgent] = TypeAdapter(ToAgent)
_FROM: TypeAdapter[FromAgent] = TypeAdapter(FromAgent)
TO_AGENT: Lines[ToAgent] = Lines("parking.to_agent", 1, _TO, _told)
FROM_AGENT: Lines[FromAgent] = Lines("parking.from_agent", 1, _FROM, _heard)


class AgentFiles:
    """A firm of agents over an exchange of files in our own layout."""

    def __init__(self, exchange: Exchange, returns: Mapping[str, ReturnReason]) -> None:
        self._exchange, self._returns = exchange, returns

    def send(self, batch: UUID, messages: Sequence[ToAgent], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""
        name = f"to-agent-{batch}.jsonl"
        records = {_reference(one.id, one.number): _told(one).pence for one in messages}
        # What an agent reports unasked must be about a case that it was instructed in.
        instructed = {one.number.text: 0 for one in messages if isinstance(one, Instruct)}
        return self._exchange.put(name, TO_AGENT.write(name, messages), records | instructed, again=again)

    def collect(self) -> Arrived[FromAgent]:
        """Return what has come; a report on a case never given to the agent is a problem, not a report."""
        return collect(self._exchange, self._read, _about)

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._exchange.put_away(receipts)

    def _read(self, file: Received) -> Page[FromAgent]:
        page = FROM_AGENT.read(file)
        good, problems = [], list(page.problems)
        for line, message in page.numbered:
            if isinstance(message, Returned) and message.reason not in self._returns:
                says = f"there is no code {message.reason!r} in the table of returns"
                problems.append(Problem(file.name, line, "reason", says))
            elif isinstance(message, Collected) and message.of_which_fees > message.paid:
                problems.append(
                    Problem(file.name, line, "of_which_fees", "the fees are more than the payment")
                )
            else:
                good.append((line, message))
        return replace(page, numbered=tuple(good), problems=tuple(problems))


def _reference(message: UUID, number: PcnNumber) -> str:
    # Both: an answer under our id but for another PCN is no answer to what we sent.
    return f"{message} {number}"


def _about(message: FromAgent) -> str | None:
    if isinstance(message, Taken | NotTaken):
        return _reference(message.answers, message.number)
    return message.number.text
