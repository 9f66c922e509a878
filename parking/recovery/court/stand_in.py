"""A court inside this machine: it registers, rejects, seals and revokes, and misbehaves when told to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from parking.law.grounds import WitnessGround
from parking.recovery.court.asked import Asked, read_asked
from parking.recovery.court.fields import REPLIES
from parking.recovery.court.files import Mapped
from parking.recovery.court.gateway import CourtFiles
from parking.recovery.court.layout import CourtLayout, load_layout
from parking.recovery.court.reading import row_of
from parking.recovery.court.records import CourtBatch, CourtFile, Transaction
from parking.recovery.court.replies import (
    Acknowledged,
    CourtReply,
    LateApplication,
    LateDecided,
    LateDecision,
    Mend,
    Rejected,
    ReplyKind,
    Revoked,
    SealedAuthority,
    WarrantSealed,
)
from parking.store.exchange.far_side import Desk
from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.memory import MemoryExchange
from parking.store.exchange.post import Arrived, FarSide, Receipt
from parking.values import clock
from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber

_STRANGER = PcnNumber("ZZ99999999")
_PENNY = Money(1)
_WARRANTS = (Transaction.REQUEST_WARRANT, Transaction.REISSUE_WARRANT)


class FarCourt:
    """The court's own side of an exchange. A test or a demonstration plays the respondent and the judge."""

    def __init__(self, exchange: FarSide, layout: CourtLayout, faults: Faults = NO_FAULTS) -> None:
        self._desk, self._layout, self._faults = Desk(exchange, faults), layout, faults

    def revoke(self, number: PcnNumber, ground: WitnessGround, on: date) -> None:
        """Let a witness statement be accepted: the order is revoked."""
        reply = Revoked(id="", number=number, ground=ground, revoked_on=on, notified_on=on)
        self._answer(ReplyKind.REVOCATION, [reply])

    def apply_late(self, number: PcnNumber, on: date) -> None:
        """Let the respondent ask to file a witness statement late."""
        reply = LateApplication(id="", number=number, received_on=on, notified_on=on)
        self._answer(ReplyKind.LATE_APPLICATION, [reply])

    def decide_late(self, number: PcnNumber, decision: LateDecision, on: date) -> None:
        """Let the court decide such an application."""
        reply = LateDecided(id="", number=number, decision=decision, decided_on=on, notified_on=on)
        self._answer(ReplyKind.LATE_DECISION, [reply])

    def work(self) -> None:
        """Read what was sent, answer it, and deliver what is ready."""
        for file in self._desk.take():
            self._take_batch(*read_asked(file, self._layout))
        self._desk.deliver()

    def _take_batch(self, batch: int, records: Sequence[Asked]) -> None:
        today, total = clock.today(), _sum(records)
        self._answer(
            ReplyKind.ACKNOWLEDGEMENT,
            [Acknowledged(id="", batch=batch, count=len(records), total=total, received_on=today)],
        )
        good, rejections = list(records), list[CourtReply]()
        if Fault.REJECTS_A_RECORD in self._faults:
            bad = good.pop(self._faults.pick(f"batch {batch}", len(good)))
            rejections.append(self._rejected(batch, bad.number))
        if Fault.ANSWERS_UNASKED in self._faults:
            rejections.append(self._rejected(batch, _STRANGER))
        if rejections:
            self._answer(ReplyKind.REJECTION, rejections)
        if any(record.transaction is Transaction.REGISTER for record in records):
            sealed = SealedAuthority(
                id="",
                batch=batch,
                registered_on=today,
                registered=len(good),
                rejected=len(records) - len(good),
                total=_sum(good),
            )
            self._answer(ReplyKind.SEALED_AUTHORITY, [sealed])
        warrants = [self._warrant(batch, record) for record in good if record.transaction in _WARRANTS]
        if warrants:
            self._answer(ReplyKind.WARRANT_SEALED, warrants)

    def _rejected(self, batch: int, number: PcnNumber) -> CourtReply:
        reasons = sorted(self._layout.reasons)
        code = reasons[self._faults.pick(number.text, len(reasons))]
        return Rejected(id="", batch=batch, number=number, reason=code, says="", mend=Mend.PERSON)

    def _warrant(self, batch: int, record: Asked) -> CourtReply:
        return WarrantSealed(
            id="",
            batch=batch,
            number=record.number,
            warrant=f"W{batch:06d}-{record.number}",
            sealed_on=clock.today(),
            due=record.due,
        )

    def _answer(self, kind: ReplyKind, replies: Sequence[CourtReply]) -> None:
        mapped = Mapped(self._layout, self._layout.replies[kind], REPLIES[kind])
        rows = [row_of(reply, kind) for reply in replies]
        sums = [value for row in rows if isinstance(value := row.get(mapped.schema.adds_up), Money)]
        total = sum(sums, NOTHING) + (_PENNY if Fault.TOTAL_IS_OUT in self._faults else NOTHING)

        def write(name: str) -> bytes:
            return mapped.write(name, {"file": name, "count": len(rows), "total": total}, rows)

        self._desk.answer(self._layout.replies[kind].file.replace("*", self._desk.serial()), write)


class StandInCourt:
    """The gateway with its far court behind it; play the respondent and the judge through `far`."""

    def __init__(self, faults: Faults = NO_FAULTS, layout: CourtLayout | None = None) -> None:
        exchange, layout = MemoryExchange(), layout or load_layout()
        self._files = CourtFiles(exchange, layout)
        self.far = FarCourt(exchange, layout, faults)

    def draft(self, batch: CourtBatch) -> CourtFile:
        """Return the file a batch would be, with its hash, sending nothing."""
        return self._files.draft(batch)

    def send(self, batch: CourtBatch, *, again: bool = False) -> CourtFile:
        """Send a batch once; sent before, nothing happens unless `again` says that it was lost."""
        return self._files.send(batch, again=again)

    def collect(self) -> Arrived[CourtReply]:
        """Let the far court work, then return what has come."""
        self.far.work()
        return self._files.collect()

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._files.put_away(receipts)


def _sum(records: Sequence[Asked]) -> Money:
    return sum((record.due for record in records), NOTHING)
