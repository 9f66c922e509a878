"""The court gateway: one contract for the stand-in and for files, and every way it misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parking.law.grounds import WitnessGround
from parking.recovery.court.gateway import CourtFiles
from parking.recovery.court.layout import CourtLayout, load_layout
from parking.recovery.court.records import CourtBatch, RecordNotWellFormedError, Transaction
from parking.recovery.court.replies import (
    Acknowledged,
    CourtReply,
    LateApplication,
    LateDecided,
    LateDecision,
    Mend,
    Rejected,
    Revoked,
    SealedAuthority,
    WarrantSealed,
)
from parking.recovery.court.stand_in import FarCourt, StandInCourt
from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.folder import FolderExchange
from parking.store.exchange.post import Arrived, SentDifferentlyError
from parking.values import clock
from parking.values.money import Money
from tests.recovery.court_specimens import ANN, BOB, CAT, RECORD, batch, fixed_layout, with_own_warrants

MONDAY = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
ON = date(2026, 6, 22)
DEFAULT, FIXED = load_layout(), fixed_layout()


class OverFiles(CourtFiles):
    """The file adapter with a far court that works in the same folder before each look."""

    def __init__(self, folder: Path, layout: CourtLayout, faults: Faults) -> None:
        exchange = FolderExchange(folder)
        super().__init__(exchange, layout)
        self.far = FarCourt(exchange, layout, faults)

    def collect(self) -> Arrived[CourtReply]:
        self.far.work()
        return super().collect()


Gateway = StandInCourt | OverFiles
Make = Callable[[Faults], Gateway]


@pytest.fixture(params=["stand-in", "files", "fixed-width files"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "stand-in":
        return StandInCourt
    layout = DEFAULT if request.param == "files" else FIXED
    return lambda faults: OverFiles(tmp_path, layout, faults)


def warrants() -> CourtBatch:
    asked = replace(
        RECORD, transaction=Transaction.REQUEST_WARRANT, registered_on=ON, order_served_on=date(2026, 7, 1)
    )
    return batch(asked, replace(asked, number=BOB, due=Money(8500)), number=8)


def test_a_batch_is_acknowledged_and_sealed_with_its_count_and_total(make: Make) -> None:
    court = make(NO_FAULTS)
    with clock.pinned(MONDAY):
        file = court.send(batch())
        arrived = court.collect()
    acknowledged, sealed = arrived.messages
    assert isinstance(acknowledged, Acknowledged)
    assert (acknowledged.batch, acknowledged.count, acknowledged.total) == (7, 3, Money(31500))
    assert isinstance(sealed, SealedAuthority)
    assert (sealed.registered, sealed.rejected, sealed.registered_on) == (3, 0, ON)
    assert (file.count, file.total, sealed.total) == (3, Money(31500), Money(31500))
    assert arrived.problems == ()


def test_a_draft_is_the_file_that_would_be_sent(make: Make) -> None:
    court = make(NO_FAULTS)
    assert court.draft(batch()) == court.send(batch())


def test_a_rejected_record_is_named_with_what_to_mend_and_the_rest_is_sealed(make: Make) -> None:
    court = make(Faults.of(Fault.REJECTS_A_RECORD))
    court.send(batch())
    arrived = court.collect()
    (rejected,) = [m for m in arrived.messages if isinstance(m, Rejected)]
    (sealed,) = [m for m in arrived.messages if isinstance(m, SealedAuthority)]
    assert rejected.number in {ANN, BOB, CAT}
    assert rejected.says == DEFAULT.reasons[rejected.reason].says
    assert rejected.mend in set(Mend)
    assert (sealed.registered, sealed.rejected) == (2, 1)
    assert arrived.problems == ()


def test_warrants_are_sealed_one_by_one(make: Make) -> None:
    court = make(NO_FAULTS)
    court.send(warrants())
    sealed = [m for m in court.collect().messages if isinstance(m, WarrantSealed)]
    assert [(m.number, m.due) for m in sealed] == [(ANN, Money(11500)), (BOB, Money(8500))]
    assert not any(isinstance(m, SealedAuthority) for m in court.collect().messages)


def test_what_respondents_ask_of_the_court_arrives(make: Make) -> None:
    court = make(NO_FAULTS)
    court.send(batch())
    court.put_away(court.collect().receipts)
    court.far.apply_late(ANN, ON)
    court.far.decide_late(ANN, LateDecision.GRANTED, ON)
    court.far.revoke(BOB, WitnessGround.PAID, ON)
    told = {type(m): m for m in court.collect().messages}
    assert set(told) == {LateApplication, LateDecided, Revoked}
    revoked = told[Revoked]
    assert isinstance(revoked, Revoked)
    assert (revoked.number, revoked.ground) == (BOB, WitnessGround.PAID)


def test_the_same_replies_come_until_they_are_put_away(make: Make) -> None:
    court = make(NO_FAULTS)
    court.send(batch())
    first = court.collect()
    assert court.collect() == first
    court.put_away(first.receipts)
    assert court.collect() == Arrived()


def test_a_batch_sent_twice_is_registered_once(make: Make) -> None:
    court = make(NO_FAULTS)
    assert court.send(batch()) == court.send(batch())
    assert len(court.collect().messages) == 2


def test_another_batch_under_the_same_number_is_refused(make: Make) -> None:
    court = make(NO_FAULTS)
    court.send(batch())
    with pytest.raises(SentDifferentlyError):
        court.send(batch(RECORD))


def test_a_lost_batch_is_silent_until_it_is_sent_again(make: Make) -> None:
    court = make(Faults.of(Fault.LOSES_A_BATCH))
    court.send(batch())
    assert court.collect() == Arrived()
    court.send(batch(), again=True)
    assert len(court.collect().messages) == 2


def test_a_second_answer_has_the_ids_of_the_first(make: Make) -> None:
    court = make(Faults.of(Fault.ANSWERS_TWICE))
    with clock.pinned(MONDAY):
        court.send(batch())
        first = court.collect()
        court.put_away(first.receipts)
        second = court.collect()
    assert len(first.messages) == 2
    assert second.messages == first.messages


def test_a_late_answer_comes_after_so_many_looks(make: Make) -> None:
    court = make(Faults.of(Fault.ANSWERS_LATE, waits=2))
    court.send(batch())
    assert [len(court.collect().messages) for _look in range(3)] == [0, 0, 2]


def test_a_rejection_of_a_record_we_did_not_send_is_a_problem(make: Make) -> None:
    court = make(Faults.of(Fault.ANSWERS_UNASKED))
    court.send(batch())
    arrived = court.collect()
    assert [type(m) for m in arrived.messages] == [Acknowledged, SealedAuthority]
    (problem,) = arrived.problems
    assert problem.field == "reference"
    assert problem.says == "this answers a record that we did not send"


def test_a_total_out_by_a_penny_is_a_problem_in_each_file(make: Make) -> None:
    court = make(Faults.of(Fault.TOTAL_IS_OUT))
    court.send(batch())
    problems = court.collect().problems
    assert [problem.field for problem in problems] == ["total", "total"]
    assert problems[0].says == "the trailer says 31501 pence, the records come to 31500"


def test_warrants_may_be_asked_for_in_a_layout_of_their_own(tmp_path: Path) -> None:
    court = OverFiles(tmp_path, with_own_warrants(), NO_FAULTS)
    file = court.send(warrants())
    assert file.name == "warrants-0008.txt"
    assert file.content == b"RU00000011|8||115.00\r\nRU00000029|8||85.00\r\n"
    acknowledged, *sealed = court.collect().messages
    assert isinstance(acknowledged, Acknowledged)
    assert (acknowledged.count, acknowledged.total) == (2, Money(20000))
    assert [m.due for m in sealed if isinstance(m, WarrantSealed)] == [Money(11500), Money(8500)]
    with pytest.raises(RecordNotWellFormedError, match="batch each"):
        court.send(batch(RECORD, *warrants().records[1:], number=9))


def over_folder(folder: Path) -> tuple[CourtFiles, FolderExchange]:
    exchange = FolderExchange(folder)
    court = CourtFiles(exchange, DEFAULT)
    court.send(batch())
    return court, exchange


def file_of(names: str, *records: str, count: int | None = None, total: str = "") -> bytes:
    said = len(records) if count is None else count
    lines = [f"TYPE,{names}", "H,x", *(f"R,{r}" for r in records), f"T,{said}{total}"]
    return "\r\n".join([*lines, ""]).encode()


def test_a_batch_acknowledged_with_another_sum_is_not_acknowledged(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    names = "BATCH,COUNT,TOTAL_PENCE,RECEIVED_ON"
    rows = ["7,3,31499,2026-06-22", "7,2,31500,2026-06-22", "9,3,31500,2026-06-22"]
    exchange.deliver("ack-1.csv", file_of(names, *rows, total=",94499"))
    arrived = court.collect()
    assert arrived.messages == ()
    assert [(p.line, p.field, p.says) for p in arrived.problems] == [
        (3, "total", "batch 7 came to 31500 pence, not 31499"),
        (4, "count", "batch 7 held 3 records, not 2"),
        (5, "batch", "we sent no batch 9"),
    ]


def test_every_bad_line_is_named_and_every_good_one_is_kept(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    rows = [
        f"{ANN},A,2026-08-01,2026-08-02",
        f"{BOB},A",
        f"{BOB},Z,2026-08-01,2026-08-02",
        f"{BOB},B,2026-02-30,2026-08-02",
        "RU-BAD,B,2026-08-01,2026-08-02",
        f"{BOB},,2026-08-01,2026-08-02",
        f"{BOB},A,2026-08-01,2026-08-02,more",
        "RU99999999,B,2026-08-01,2026-08-02",
        f'{BOB},"A,2026-08-01,2026-08-02',
        f"{CAT},D,2026-08-01,2026-08-02",
    ]
    exchange.deliver("revocations-1.csv", file_of("PCN,GROUND,REVOKED_ON,NOTIFIED_ON", *rows))
    arrived = court.collect()
    kept = [(m.number, m.ground) for m in arrived.messages if isinstance(m, Revoked)]
    assert kept == [(ANN, WitnessGround.NOTICE_NOT_RECEIVED), (CAT, WitnessGround.PAID)]
    found = sorted((p.line, p.field, p.says) for p in arrived.problems)
    assert [(line, field) for line, field, _ in found] == [
        (4, "REVOKED_ON"),
        (5, "GROUND"),
        (6, "REVOKED_ON"),
        (7, "PCN"),
        (8, "GROUND"),
        (9, "NOTIFIED_ON"),
        (10, "reference"),
        (11, ""),
    ]
    assert found[0][2] == "the line has 3 cells and should have 5"
    assert found[1][2] == "there is no code 'Z' in codes.ground"
    assert found[2][2] == "this is not a day written as %Y-%m-%d"
    assert all(p.file == "revocations-1.csv" for p in arrived.problems)
    assert not any(BOB.text in str(p) for p in arrived.problems)


def test_an_unknown_reason_is_named_and_the_other_rejections_are_kept(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    exchange.deliver("rejections-1.csv", file_of("BATCH,PCN,REASON", f"7,{ANN},R01", f"7,{BOB},R77"))
    arrived = court.collect()
    (kept,) = [m for m in arrived.messages if isinstance(m, Rejected)]
    assert (kept.number, kept.mend) == (ANN, Mend.ADDRESS)
    (problem,) = arrived.problems
    assert str(problem) == "rejections-1.csv, line 4, REASON: there is no code 'R77' in the table of reasons"


def test_a_file_cut_short_is_noticed_and_its_whole_lines_are_kept(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    rows = [f"{ANN},A,2026-08-01,2026-08-02", f"{BOB},A,2026-08-01,2026-08-02"]
    whole = file_of("PCN,GROUND,REVOKED_ON,NOTIFIED_ON", *rows)
    exchange.deliver("revocations-1.csv", whole[: whole.index(b"T,2")])
    arrived = court.collect()
    assert ANN in {m.number for m in arrived.messages if isinstance(m, Revoked)}
    assert arrived.problems != ()


def test_a_trailer_that_counts_otherwise_is_a_problem(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    row = f"{ANN},2026-08-01,2026-08-02"
    exchange.deliver("late-applications-1.csv", file_of("PCN,RECEIVED_ON,NOTIFIED_ON", row, count=2))
    arrived = court.collect()
    assert len(arrived.messages) == 1
    assert [p.says for p in arrived.problems] == ["the trailer says 2 records, the file holds 1"]


def test_a_file_saved_by_a_spreadsheet_is_read_all_the_same(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    row = f"{ANN},2026-08-01,2026-08-02"
    content = b"\xef\xbb\xbf" + file_of("PCN,RECEIVED_ON,NOTIFIED_ON", row)
    exchange.deliver("late-applications-1.csv", content)
    arrived = court.collect()
    assert (len(arrived.messages), arrived.problems) == (1, ())


def test_a_file_nobody_expects_is_named(tmp_path: Path) -> None:
    court, exchange = over_folder(tmp_path)
    exchange.deliver("surprise.csv", b"hello")
    exchange.deliver("warrants-1.csv", b"")
    exchange.deliver("late-decisions-1.csv", "ŵ".encode("utf-16"))
    arrived = court.collect()
    assert {p.file for p in arrived.problems} == {"surprise.csv", "warrants-1.csv", "late-decisions-1.csv"}
    assert len(arrived.receipts) == 3


def test_a_fixed_width_row_too_short_names_the_field_where_it_ends(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    court = CourtFiles(exchange, FIXED)
    court.send(batch())
    far = FarCourt(exchange, FIXED)
    far.revoke(ANN, WitnessGround.PAID, ON)
    far.work()
    file = next(f for f in exchange.waiting() if f.name.startswith("revocations"))
    heading, record, trailer, _ = file.content.split(b"\n")
    exchange.deliver(file.name, b"\n".join([heading, record[:-5], record, record + b"x", trailer, b""]))
    arrived = court.collect()
    assert [type(m) for m in arrived.messages if isinstance(m, Revoked)] == [Revoked]
    short, long, _count = arrived.problems
    assert (short.line, short.field) == (2, "NOTIFIED_ON")
    assert (long.line, long.field) == (4, "NOTIFIED_ON")
