"""The tribunal gateway: one contract for the stand-in and for files, and every way it misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.folder import FolderExchange
from parking.store.exchange.post import Arrived
from parking.tribunal.far import FarTribunal
from parking.tribunal.from_tribunal import (
    Answer,
    AppealAnswered,
    AppealDecided,
    AppealNotified,
    AppealWithdrawn,
    Direction,
    DirectionsGiven,
    FromTribunal,
    Leave,
    MessageRefused,
    MessageTaken,
    Outcome,
    PinGiven,
    Refusal,
    ReviewNotified,
    ReviewStep,
)
from parking.tribunal.gateway import FROM_TRIBUNAL, TribunalFiles
from parking.tribunal.stand_in import StandInTribunal
from parking.tribunal.to_tribunal import (
    AskAppeal,
    AskPin,
    DocumentsDelivered,
    NotContested,
    RecommendationAnswered,
    Referred,
    ToTribunal,
)
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ANN, BOB, CAT = PcnNumber("RU00000011"), PcnNumber("RU00000029"), PcnNumber("RU00000037")


class OverFiles(TribunalFiles):
    """The file adapter with a far tribunal that works in the same folder before each look."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        exchange = FolderExchange(folder)
        super().__init__(exchange)
        self.far = FarTribunal(exchange, faults)

    def collect(self) -> Arrived[FromTribunal]:
        self.far.work()
        return super().collect()


Gateway = StandInTribunal | OverFiles
Make = Callable[[Faults], Gateway]


@pytest.fixture(params=["stand-in", "files"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "files":
        return lambda faults: OverFiles(tmp_path, faults)
    return StandInTribunal


def ask(*numbers: PcnNumber) -> list[ToTribunal]:
    return [AskAppeal(id=new_id(), number=number, asked_at=clock.now()) for number in numbers]


def answers(arrived: Arrived[FromTribunal]) -> dict[PcnNumber, Answer]:
    return {m.number: m.answer for m in arrived.messages if isinstance(m, AppealAnswered)}


def test_each_pcn_is_answered_for_the_instant_the_tribunal_looked(make: Make) -> None:
    with clock.pinned(MONDAY):
        tribunal = make(NO_FAULTS)
        tribunal.far.register(BOB, date(2026, 11, 1))
        tribunal.send(new_id(), ask(ANN, BOB))
        arrived = tribunal.collect()
    assert answers(arrived) == {ANN: Answer.NONE_REGISTERED, BOB: Answer.REGISTERED}
    first = next(m for m in arrived.messages if isinstance(m, AppealAnswered))
    assert (first.asked_at, first.looked_at) == (MONDAY, MONDAY)
    assert arrived.problems == ()


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (lambda far: far.register(ANN, date(2026, 11, 1), Leave.LATE_WITHOUT_LEAVE), Answer.REGISTERED),
        (lambda far: far.withdraw(ANN, date(2026, 11, 2)), Answer.NONE_REGISTERED),
        (lambda far: far.decide(ANN, Outcome.REFUSED, date(2026, 11, 2)), Answer.NONE_REGISTERED),
    ],
    ids=["late, waiting for leave", "withdrawn", "decided"],
)
def test_only_an_open_appeal_or_one_waiting_for_leave_counts(
    make: Make, say: Callable[[FarTribunal], object], expected: Answer
) -> None:
    tribunal = make(NO_FAULTS)
    tribunal.far.register(ANN, date(2026, 11, 1))
    say(tribunal.far)
    tribunal.send(new_id(), ask(ANN))
    assert answers(tribunal.collect()) == {ANN: expected}


def test_a_review_that_is_granted_opens_the_appeal_again(make: Make) -> None:
    tribunal = make(NO_FAULTS)
    tribunal.far.register(ANN, date(2026, 11, 1))
    tribunal.far.decide(ANN, Outcome.REFUSED, date(2026, 11, 2))
    tribunal.far.review(ANN, ReviewStep.GRANTED, date(2026, 11, 9))
    tribunal.send(new_id(), ask(ANN))
    assert answers(tribunal.collect()) == {ANN: Answer.REGISTERED}


def test_everything_that_can_happen_to_an_appeal_arrives(make: Make) -> None:
    tribunal, on = make(NO_FAULTS), date(2026, 11, 2)
    reference = tribunal.far.register(ANN, on, Leave.LATE_WITH_LEAVE)
    tribunal.far.register(BOB, on)
    tribunal.far.withdraw(BOB, on)
    directions = [Direction.CANCEL_PCN, Direction.REFUND]
    tribunal.far.decide(ANN, Outcome.ALLOWED, on, served_on=date(2026, 11, 4), directions=directions)
    tribunal.far.review(ANN, ReviewStep.ASKED, on)
    told = tribunal.collect().messages
    late, _new, withdrawn, decided, review = told
    assert isinstance(late, AppealNotified)
    assert late.leave is Leave.LATE_WITH_LEAVE
    assert isinstance(withdrawn, AppealWithdrawn)
    assert isinstance(decided, AppealDecided)
    assert (decided.appeal, decided.outcome, decided.served_on) == (
        reference,
        Outcome.ALLOWED,
        date(2026, 11, 4),
    )
    assert decided.directions == (Direction.CANCEL_PCN, Direction.REFUND)
    assert isinstance(review, ReviewNotified)


def test_a_notice_of_rejection_gets_a_pin_of_its_own(make: Make) -> None:
    tribunal, first, second = make(NO_FAULTS), new_id(), new_id()
    asked: list[ToTribunal] = [AskPin(id=new_id(), number=ANN, rejection=r) for r in (first, second)]
    tribunal.send(new_id(), asked)
    pins = {m.rejection: m.pin for m in tribunal.collect().messages if isinstance(m, PinGiven)}
    assert set(pins) == {first, second}
    assert pins[first] != pins[second]


def test_what_we_tell_the_tribunal_is_acknowledged(make: Make) -> None:
    tribunal, on = make(NO_FAULTS), date(2026, 11, 2)
    pack = tribunal.attach(b"%PDF our documents")
    told: list[ToTribunal] = [
        DocumentsDelivered(id=new_id(), number=ANN, appeal="AP-1", pack_sha256=pack, pages=12),
        NotContested(id=new_id(), number=BOB, appeal="AP-2", cancelled_on=on),
        RecommendationAnswered(
            id=new_id(), number=CAT, appeal="AP-3", accepted=False, answered_on=on, reasons="See page 2."
        ),
        Referred(id=new_id(), number=CAT, ground="paid", revoked_on=on),
    ]
    tribunal.send(new_id(), told)
    taken = {m.answers for m in tribunal.collect().messages if isinstance(m, MessageTaken)}
    assert taken == {message.id for message in told}


def test_documents_without_their_pack_are_refused(make: Make) -> None:
    tribunal = make(NO_FAULTS)
    told = DocumentsDelivered(id=new_id(), number=ANN, appeal="AP-1", pack_sha256="a" * 64, pages=12)
    tribunal.send(new_id(), [told])
    (refused,) = tribunal.collect().messages
    assert isinstance(refused, MessageRefused)
    assert refused.why is Refusal.UNREADABLE


def test_directions_on_a_referred_case_answer_the_referral(make: Make) -> None:
    tribunal, referral = make(NO_FAULTS), new_id()
    tribunal.send(new_id(), [Referred(id=referral, number=ANN, ground="paid", revoked_on=date(2026, 11, 2))])
    tribunal.far.direct(referral, ANN, date(2026, 12, 1), [Direction.CANCEL_PCN])
    directed = [m for m in tribunal.collect().messages if isinstance(m, DirectionsGiven)]
    assert [m.answers for m in directed] == [referral]


def test_the_same_messages_come_until_they_are_put_away(make: Make) -> None:
    tribunal = make(NO_FAULTS)
    tribunal.send(new_id(), ask(ANN))
    first = tribunal.collect()
    assert tribunal.collect().messages == first.messages
    tribunal.put_away(first.receipts)
    assert tribunal.collect() == Arrived()


def test_a_batch_sent_twice_is_asked_once(make: Make) -> None:
    tribunal, batch, asked = make(NO_FAULTS), new_id(), ask(ANN)
    assert tribunal.send(batch, asked) is True
    assert tribunal.send(batch, asked) is False
    assert len(tribunal.collect().messages) == 1


def test_a_lost_batch_has_no_answers_until_it_is_sent_again(make: Make) -> None:
    tribunal, batch, asked = make(Faults.of(Fault.LOSES_A_BATCH)), new_id(), ask(ANN)
    tribunal.send(batch, asked)
    assert tribunal.collect() == Arrived()
    tribunal.send(batch, asked, again=True)
    assert answers(tribunal.collect()) == {ANN: Answer.NONE_REGISTERED}


def test_a_refused_question_is_no_answer(make: Make) -> None:
    tribunal = make(Faults.of(Fault.REJECTS_A_RECORD))
    tribunal.send(new_id(), ask(ANN, BOB))
    arrived = tribunal.collect()
    refused = [m.number for m in arrived.messages if isinstance(m, MessageRefused)]
    assert len(refused) == 1
    assert refused[0] not in answers(arrived)
    assert len(answers(arrived)) == 1


def test_a_second_answer_has_the_ids_of_the_first(make: Make) -> None:
    tribunal = make(Faults.of(Fault.ANSWERS_TWICE))
    tribunal.send(new_id(), ask(ANN, BOB))
    first = tribunal.collect()
    tribunal.put_away(first.receipts)
    second = tribunal.collect()
    assert len(first.messages) == 2
    assert [m.id for m in second.messages] == [m.id for m in first.messages]


def test_a_late_answer_comes_after_so_many_looks(make: Make) -> None:
    tribunal = make(Faults.of(Fault.ANSWERS_LATE, waits=2))
    tribunal.send(new_id(), ask(ANN))
    assert [len(tribunal.collect().messages) for _look in range(3)] == [0, 0, 1]


def test_an_answer_for_a_pcn_we_did_not_ask_about_is_a_problem(make: Make) -> None:
    tribunal = make(Faults.of(Fault.ANSWERS_UNASKED))
    tribunal.send(new_id(), ask(ANN, BOB))
    arrived = tribunal.collect()
    assert set(answers(arrived)) == {ANN, BOB}
    (problem,) = arrived.problems
    assert (problem.line, problem.field) == (4, "reference")


def test_a_count_that_is_out_is_a_problem_and_the_answers_stand(make: Make) -> None:
    tribunal = make(Faults.of(Fault.TOTAL_IS_OUT))
    tribunal.send(new_id(), ask(ANN))
    arrived = tribunal.collect()
    assert set(answers(arrived)) == {ANN}
    assert [problem.field for problem in arrived.problems] == ["count"]


def test_a_spoilt_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    exchange, on = FolderExchange(tmp_path), date(2026, 11, 2)
    good = AppealWithdrawn(id="w1", number=ANN, appeal="AP-1", withdrawn_on=on)
    spoilt = FROM_TRIBUNAL.write("x", [good]).splitlines()[1].replace(b"2026-11-02", b"2 November")
    content = FROM_TRIBUNAL.write("x", [good, good]) + b'{"kind":"appeal_dreamt"}\n' + spoilt + b"\nno JSON\n"
    exchange.deliver("news.jsonl", content)
    arrived = TribunalFiles(exchange).collect()
    assert arrived.messages == (good, good)
    assert [(p.line, p.field) for p in arrived.problems] == [
        (4, "kind"),
        (5, "withdrawn_on"),
        (6, "line"),
        (1, "count"),
    ]


def test_a_file_of_another_layout_is_left_unread_and_named(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    exchange.deliver("a.jsonl", b'{"layout":"else","version":1,"file":"a","count":0,"pence":0}\n')
    exchange.deliver("b.jsonl", b"")
    arrived = TribunalFiles(exchange).collect()
    assert [(p.file, p.line) for p in arrived.problems] == [("a.jsonl", 1), ("b.jsonl", 1)]
    assert len(arrived.receipts) == 2


def test_faults_are_the_same_for_the_same_seed() -> None:
    hits = [Faults.of(Fault.REJECTS_A_RECORD, seed=seed).pick("batch 7", 100) for seed in (1, 1, 2)]
    assert hits[0] == hits[1]
    assert hits[0] != hits[2]


def test_no_problem_quotes_a_pcn_number(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    unasked = AppealAnswered(
        id="x",
        answers=UUID(int=1),
        number=ANN,
        answer=Answer.NONE_REGISTERED,
        asked_at=MONDAY,
        looked_at=MONDAY,
    )
    content = FROM_TRIBUNAL.write("x", [unasked]).replace(b'"none_registered"', b'"RU00000011"')
    exchange.deliver("a.jsonl", FROM_TRIBUNAL.write("x", [unasked]))
    exchange.deliver("b.jsonl", content)
    arrived = TribunalFiles(exchange).collect()
    assert len(arrived.problems) == 2
    assert not any(ANN.text in str(problem) for problem in arrived.problems)
