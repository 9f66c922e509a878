"""A firm of enforcement agents inside this machine: it takes cases, reports, and misbehaves when told to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from parking.law.charges import AgentStage
from parking.recovery.agents.gateway import FROM_AGENT, TO_AGENT, AgentFiles
from parking.recovery.agents.messages import (
    Collected,
    Declined,
    FeeAdded,
    FromAgent,
    NotTaken,
    Returned,
    Taken,
    ToAgent,
)
from parking.recovery.agents.returns import ReturnReason, load_returns
from parking.store.exchange.far_side import Desk
from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.memory import MemoryExchange
from parking.store.exchange.post import Arrived, FarSide, Receipt
from parking.values import clock
from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber

_STRANGER = PcnNumber("ZZ99999999")
_NAMES = UUID("1f6d2f6e-7f0b-5d7d-8a55-3c1b6d0c9e42")  # made up, so that the same report has the same id


class FarAgents:
    """The agents' own side of an exchange. A test or a demonstration plays the visit and the debtor."""

    def __init__(self, exchange: FarSide, faults: Faults = NO_FAULTS) -> None:
        self._desk, self._faults = Desk(exchange, faults), faults
        self._news: list[FromAgent] = []

    def add_fee(self, number: PcnNumber, stage: AgentStage, fee: Money, on: date) -> None:
        """Let a stage begin, with its fee."""
        name = _id("fee", number.text, stage)
        self._news.append(FeeAdded(id=name, number=number, stage=stage, fee=fee, added_on=on))

    def collected(self, number: PcnNumber, paid: Money, on: date, *, fees: Money = NOTHING) -> None:
        """Let the debtor pay the agent."""
        name = _id("collected", number.text, str(paid.pence), on.isoformat())
        self._news.append(Collected(id=name, number=number, paid=paid, of_which_fees=fees, collected_on=on))

    def return_case(self, number: PcnNumber, reason: str, on: date) -> None:
        """Let the agent send the case back."""
        name = _id("returned", number.text, reason, on.isoformat())
        self._news.append(Returned(id=name, number=number, reason=reason, returned_on=on))

    def work(self) -> None:
        """Read what was sent, answer it, send the reports, and deliver what is ready."""
        for file in self._desk.take():
            told = [message for _, message in TO_AGENT.read(file).numbered]
            self._answer(self._replies(file.name, told))
        if self._news:
            self._answer(self._news)
            self._news = []
        self._desk.deliver()

    def _replies(self, batch: str, told: Sequence[ToAgent]) -> list[FromAgent]:
        replies = [_taken(message) for message in told]
        if not replies:
            return replies
        hit = self._faults.pick(batch, len(replies))
        stranger = replace(_taken(told[hit]), id=_id("stranger", batch), number=_STRANGER)
        if Fault.REJECTS_A_RECORD in self._faults:
            message = told[hit]
            replies[hit] = NotTaken(
                id=_id("not taken", message.id.hex),
                answers=message.id,
                number=message.number,
                why=Declined.INCOMPLETE,
            )
        if Fault.ANSWERS_UNASKED in self._faults:
            replies.append(stranger)
        return replies

    def _answer(self, messages: Sequence[FromAgent]) -> None:
        kept = tuple(messages)
        total = sum((FROM_AGENT.money(message).pence for message in kept), 0)
        said = total + (1 if Fault.TOTAL_IS_OUT in self._faults else 0)

        def write(name: str) -> bytes:
            return FROM_AGENT.write_under(name, kept, pence=said)

        self._desk.answer(f"from-agent-{self._desk.serial()}.jsonl", write)


class StandInAgents:
    """The gateway with its far agents behind it; play the visit through `far`."""

    def __init__(self, faults: Faults = NO_FAULTS, returns: Mapping[str, ReturnReason] | None = None) -> None:
        exchange = MemoryExchange()
        self._files = AgentFiles(exchange, returns or load_returns())
        self.far = FarAgents(exchange, faults)

    def send(self, batch: UUID, messages: Sequence[ToAgent], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""
        return self._files.send(batch, messages, again=again)

    def collect(self) -> Arrived[FromAgent]:
        """Let the far agents work, then return what has come."""
        self.far.work()
        return self._files.collect()

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._files.put_away(receipts)


def _taken(message: ToAgent) -> FromAgent:
    return Taken(id=_id("taken", message.id.hex), answers=message.id, number=message.number, at=clock.now())


def _id(*parts: str) -> str:
    return str(uuid5(_NAMES, " ".join(parts)))
