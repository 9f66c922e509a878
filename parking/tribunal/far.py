"""The tribunal's side of the exchange, played: a register of appeals, answers, and faults when told to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from parking.store.exchange.far_side import Desk
from parking.store.exchange.faults import NO_FAULTS, Fault, Faults
from parking.store.exchange.post import FarSide
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
from parking.tribunal.gateway import FROM_TRIBUNAL, TO_TRIBUNAL
from parking.tribunal.to_tribunal import (
    AskAppeal,
    AskPin,
    DocumentsDelivered,
    ToTribunal,
)
from parking.values import clock
from parking.values.canonical import sha256
from parking.values.pcn_number import PcnNumber

_STRANGER = PcnNumber("ZZ99999999")
_NAMES = UUID("5bb8ab03-6e0b-5c5f-9a2c-7e2e3a1f0c11")  # made up, so that the same notice has the same id
_PIN_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike on paper


class FarTribunal:
    """The tribunal's own side of an exchange. A test or a demonstration plays appellant and adjudicator."""

    def __init__(self, exchange: FarSide, faults: Faults = NO_FAULTS) -> None:
        self._desk, self._faults = Desk(exchange, faults), faults
        self._appeals: dict[PcnNumber, str] = {}
        self._open: set[PcnNumber] = set()
        self._news: list[FromTribunal] = []
        self._packs: set[str] = set()

    def register(self, number: PcnNumber, received_on: date, leave: Leave = Leave.IN_TIME) -> str:
        """Let somebody appeal, or let a late appeal in; return the appeal's reference."""
        appeal = self._appeals.setdefault(number, f"AP-{len(self._appeals) + 1:05d}")
        self._open.add(number)
        self._news.append(
            AppealNotified(
                id=_id("notified", appeal, leave),
                number=number,
                appeal=appeal,
                received_on=received_on,
                leave=leave,
                notified_on=clock.today(),
            )
        )
        return appeal

    def withdraw(self, number: PcnNumber, on: date) -> None:
        """Let the appellant withdraw."""
        appeal = self._appeals[number]
        self._open.discard(number)
        said = AppealWithdrawn(id=_id("withdrawn", appeal), number=number, appeal=appeal, withdrawn_on=on)
        self._news.append(said)

    def decide(
        self,
        number: PcnNumber,
        outcome: Outcome,
        on: date,
        *,
        served_on: date | None = None,
        directions: Sequence[Direction] = (),
        after_review: bool = False,
    ) -> None:
        """Let the adjudicator decide."""
        appeal = self._appeals[number]
        self._open.discard(number)
        self._news.append(
            AppealDecided(
                id=_id("decided", appeal, outcome, on.isoformat()),
                number=number,
                appeal=appeal,
                outcome=outcome,
                decided_on=on,
                served_on=served_on or on,
                directions=tuple(directions),
                after_review=after_review,
            )
        )

    def review(self, number: PcnNumber, step: ReviewStep, on: date) -> None:
        """Let a decision be reviewed."""
        appeal = self._appeals[number]
        if step is ReviewStep.GRANTED:
            self._open.add(number)
        said = ReviewNotified(id=_id("review", appeal, step), number=number, appeal=appeal, step=step, on=on)
        self._news.append(said)

    def direct(self, message: UUID, number: PcnNumber, on: date, directions: Sequence[Direction]) -> None:
        """Let the adjudicator direct what happens to a case that was referred in a message of ours."""
        self._news.append(
            DirectionsGiven(
                id=_id("directed", message.hex),
                answers=message,
                number=number,
                given_on=on,
                directions=tuple(directions),
                says="",
            )
        )

    def work(self) -> None:
        """Read what was sent, answer it, send the news, and deliver what is ready."""
        files = self._desk.take()
        packs = [file for file in files if file.name.startswith("pack-")]
        # A pack and the message that names it may come together: packs go first.
        self._packs |= {file.receipt.sha256 for file in packs}
        for file in (one for one in files if one not in packs):
            asked = [message for _, message in TO_TRIBUNAL.read(file).numbered]
            self._answer(self._replies(file.name, asked))
        if self._news:
            self._answer(self._news)
            self._news = []
        self._desk.deliver()

    def _answer(self, messages: Sequence[FromTribunal]) -> None:
        kept = tuple(messages)
        out = 1 if Fault.TOTAL_IS_OUT in self._faults else 0

        def write(name: str) -> bytes:
            return FROM_TRIBUNAL.write_under(name, kept, pence=0, count=len(kept) + out)

        self._desk.answer(f"from-tribunal-{self._desk.serial()}.jsonl", write)

    def _replies(self, batch: str, asked: Sequence[ToTribunal]) -> list[FromTribunal]:
        replies = [self._reply(message) for message in asked]
        if Fault.REJECTS_A_RECORD in self._faults and replies:
            hit = self._faults.pick(batch, len(replies))
            replies[hit] = _refused(asked[hit], Refusal.UNKNOWN_NUMBER)
        if Fault.ANSWERS_UNASKED in self._faults and replies:
            stranger = replies[self._faults.pick(batch, len(replies))]
            replies.append(replace(stranger, id=f"{stranger.id}-stranger", number=_STRANGER))
        return replies

    def _reply(self, message: ToTribunal) -> FromTribunal:
        number, answers = message.number, message.id
        if isinstance(message, AskAppeal):
            found = Answer.REGISTERED if number in self._open else Answer.NONE_REGISTERED
            return AppealAnswered(
                id=_id("answer", answers.hex),
                answers=answers,
                number=number,
                answer=found,
                asked_at=message.asked_at,
                looked_at=clock.now(),
            )
        if isinstance(message, AskPin):
            return PinGiven(
                id=_id("pin", answers.hex),
                answers=answers,
                number=number,
                rejection=message.rejection,
                pin=pin_for(message.rejection),
            )
        if isinstance(message, DocumentsDelivered) and message.pack_sha256 not in self._packs:
            return _refused(message, Refusal.UNREADABLE)
        return MessageTaken(
            id=_id("taken", answers.hex), answers=answers, number=number, taken_at=clock.now()
        )


def pin_for(rejection: UUID) -> str:
    """Return the PIN this stand-in gives for a notice of rejection, always the same one."""
    lot = bytes.fromhex(sha256(rejection.bytes))
    return "".join(_PIN_LETTERS[byte % len(_PIN_LETTERS)] for byte in lot[:6])


def _refused(message: ToTribunal, why: Refusal) -> MessageRefused:
    return MessageRefused(
        id=_id("refused", message.id.hex), answers=message.id, number=message.number, why=why
    )


def _id(*parts: str) -> str:
    return str(uuid5(_NAMES, " ".join(parts)))
