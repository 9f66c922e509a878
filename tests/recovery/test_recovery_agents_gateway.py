"""The agents' gateway: one contract for the stand-in and for files, and every way it misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from parking.law.charges import AgentStage
from parking.recovery.agents.gateway import FROM_AGENT, AgentFiles
from parking.recovery.agents.messages import (
    Collected,
    FeeAdded,
    FromAgent,
    Hold,
    Instruct,
    NotTaken,
    PaidDirect,
    Recall,
    RecallReason,
    Resume,
    Returned,
    Taken,
    ToAgent,
)
from parking.recovery.agents.returns import InvalidReturnsError, ReturnLeads, load_returns
from parking.recovery.agents.stand_in import FarAgents, StandInAgents
from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.folder import FolderExchange
from parking.store.exchange.post import Arrived
from parking.values.ids import new_id
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

ON = date(2026, 9, 1)
ANN, BOB = PcnNumber("RU00000011"), PcnNumber("RU00000029")


class OverFiles(AgentFiles):
    """The file adapter with far agents that work in the same folder before each look."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        exchange = FolderExchange(folder)
        super().__init__(exchange, load_returns())
        self.far = FarAgents(exchange, faults)

    def collect(self) -> Arrived[FromAgent]:
        self.far.work()
        return super().collect()


Gateway = StandInAgents | OverFiles
Make = Callable[[Faults], Gateway]


@pytest.fixture(params=["stand-in", "files"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "files":
        return lambda faults: OverFiles(tmp_path, faults)
    return StandInAgents


def instruct(number: PcnNumber = ANN) -> Instruct:
    return Instruct(
        id=new_id(),
        number=number,
        warrant="W000008-1",
        warrant_ends_on=date(2027, 8, 31),
        debt=Money(11500),
        debtor="Ann Ashdown",
        address=("1 Invented Lane", "Exampleton"),
        postcode="EX1 1AA",
        vulnerable=True,
        care="Call before you visit.",
    )


def instructed(agents: Gateway) -> None:
    agents.send(new_id(), [instruct(ANN), instruct(BOB)])
    agents.put_away(agents.collect().receipts)


def test_everything_we_say_is_acknowledged(make: Make) -> None:
    agents = make(NO_FAULTS)
    told: list[ToAgent] = [
        instruct(),
        Recall(id=new_id(), number=ANN, why=RecallReason.REVOKED),
        Hold(id=new_id(), number=ANN, why=RecallReason.BREATHING_SPACE, until=date(2026, 11, 1)),
        Resume(id=new_id(), number=ANN),
        PaidDirect(id=new_id(), number=ANN, paid=Money(5000), left=Money(6500), paid_on=ON),
    ]
    agents.send(new_id(), told)
    arrived = agents.collect()
    assert [m.answers for m in arrived.messages if isinstance(m, Taken)] == [m.id for m in told]
    assert arrived.problems == ()


def test_fees_money_and_returns_are_reported(make: Make) -> None:
    agents = make(NO_FAULTS)
    instructed(agents)
    agents.far.add_fee(ANN, AgentStage.COMPLIANCE, Money(7500), ON)
    agents.far.collected(ANN, Money(19000), ON, fees=Money(7500))
    agents.far.return_case(BOB, "GONE_AWAY", ON)
    fee, money, back = agents.collect().messages
    assert isinstance(fee, FeeAdded)
    assert (fee.stage, fee.fee) == (AgentStage.COMPLIANCE, Money(7500))
    assert isinstance(money, Collected)
    assert (money.paid, money.of_which_fees) == (Money(19000), Money(7500))
    assert isinstance(back, Returned)
    assert load_returns()[back.reason].leads is ReturnLeads.ADDRESS


def test_a_recall_that_is_not_taken_says_so(make: Make) -> None:
    agents, recall = make(Faults.of(Fault.REJECTS_A_RECORD)), new_id()
    agents.send(new_id(), [Recall(id=recall, number=ANN, why=RecallReason.PAID)])
    (answer,) = agents.collect().messages
    assert isinstance(answer, NotTaken)
    assert answer.answers == recall


def test_a_lost_recall_has_no_acknowledgement_until_it_is_sent_again(make: Make) -> None:
    agents, batch = make(Faults.of(Fault.LOSES_A_BATCH)), new_id()
    recall: list[ToAgent] = [Recall(id=new_id(), number=ANN, why=RecallReason.PAID)]
    assert agents.send(batch, recall) is True
    assert agents.send(batch, recall) is False
    assert agents.collect() == Arrived()
    assert agents.send(batch, recall, again=True) is True
    assert len(agents.collect().messages) == 1


def test_the_same_reports_come_until_they_are_put_away(make: Make) -> None:
    agents = make(NO_FAULTS)
    instructed(agents)
    agents.far.collected(ANN, Money(19000), ON)
    first = agents.collect()
    assert agents.collect() == first
    agents.put_away(first.receipts)
    assert agents.collect() == Arrived()


def test_a_second_report_of_the_same_money_has_the_same_id(make: Make) -> None:
    agents = make(Faults.of(Fault.ANSWERS_TWICE))
    instructed(agents)
    agents.put_away(agents.collect().receipts)
    agents.far.collected(ANN, Money(19000), ON)
    first = agents.collect()
    agents.put_away(first.receipts)
    assert agents.collect().messages == first.messages != ()


def test_a_late_report_comes_after_so_many_looks(make: Make) -> None:
    agents = make(Faults.of(Fault.ANSWERS_LATE, waits=2))
    agents.send(new_id(), [instruct()])
    assert [len(agents.collect().messages) for _look in range(3)] == [0, 0, 1]


def test_an_acknowledgement_of_what_we_did_not_send_is_a_problem(make: Make) -> None:
    agents = make(Faults.of(Fault.ANSWERS_UNASKED))
    agents.send(new_id(), [instruct()])
    arrived = agents.collect()
    assert len(arrived.messages) == 1
    assert [problem.field for problem in arrived.problems] == ["reference"]


def test_a_fee_on_a_case_the_agent_was_never_given_is_a_problem(make: Make) -> None:
    agents = make(NO_FAULTS)
    agents.send(new_id(), [instruct(ANN)])
    agents.far.add_fee(BOB, AgentStage.ENFORCEMENT, Money(23500), ON)
    arrived = agents.collect()
    assert not any(isinstance(m, FeeAdded) for m in arrived.messages)
    assert [problem.field for problem in arrived.problems] == ["reference"]


def test_a_total_out_by_a_penny_is_a_problem(make: Make) -> None:
    agents = make(Faults.of(Fault.TOTAL_IS_OUT))
    instructed(agents)
    agents.far.collected(ANN, Money(19000), ON)
    (problem,) = agents.collect().problems
    assert problem.says == "the heading says 19001 pence, the records come to 19000"


def test_a_return_under_an_unknown_code_is_named_and_the_rest_is_kept(make: Make) -> None:
    agents = make(NO_FAULTS)
    instructed(agents)
    agents.far.return_case(ANN, "MOON", ON)
    agents.far.return_case(BOB, "PAID", ON)
    arrived = agents.collect()
    assert [m.number for m in arrived.messages if isinstance(m, Returned)] == [BOB]
    (problem,) = arrived.problems
    assert (problem.line, problem.field) == (2, "reason")


def test_fees_above_the_payment_and_sums_below_zero_are_named(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    agents = AgentFiles(exchange, load_returns())
    agents.send(new_id(), [instruct(ANN)])
    wrong = Collected(id="c1", number=ANN, paid=Money(100), of_which_fees=Money(101), collected_on=ON)
    below = FROM_AGENT.write("x", [wrong]).replace(b'"paid":100', b'"paid":-100')
    exchange.deliver("a.jsonl", FROM_AGENT.write("a.jsonl", [wrong]))
    exchange.deliver("b.jsonl", below)
    arrived = agents.collect()
    assert arrived.messages == ()
    assert [(p.file, p.field) for p in arrived.problems] == [
        ("a.jsonl", "of_which_fees"),
        ("b.jsonl", "paid"),
    ]


def test_the_table_of_returns_is_checked(tmp_path: Path) -> None:
    place = tmp_path / "returns.toml"
    with pytest.raises(InvalidReturnsError, match="is missing"):
        load_returns(place)
    place.write_text('[returns.A]\nsays = "A."\nleads = "somewhere"\n')
    with pytest.raises(InvalidReturnsError, match=r"returns\.A\.leads"):
        load_returns(place)
    assert {reason.leads for reason in load_returns().values()} == set(ReturnLeads)
