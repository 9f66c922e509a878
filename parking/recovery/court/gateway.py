"""The court as a gateway: send a batch once, collect what came, and the adapter over files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from parking.recovery.court.layout import CourtLayout
from parking.recovery.court.reading import read_reply
from parking.recovery.court.records import CourtBatch, CourtFile
from parking.recovery.court.replies import Acknowledged, CourtReply, Rejected, SealedAuthority, WarrantSealed
from parking.recovery.court.writing import write_batch
from parking.store.exchange.collecting import collect
from parking.store.exchange.post import Arrived, Exchange, Page, Problem, Receipt, Received, Sent


class Court(Protocol):
    """The outside court. Call it outside any transaction; what it has not sealed is not registered."""

    def draft(self, batch: CourtBatch) -> CourtFile:
        """Return the file a batch would be, with its hash, sending nothing."""

    def send(self, batch: CourtBatch, *, again: bool = False) -> CourtFile:
        """Send a batch once; sent before, nothing happens unless `again` says that it was lost."""

    def collect(self) -> Arrived[CourtReply]:
        """Return what has come and was not put away."""

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""


class CourtFiles:
    """The court over an exchange of files, under a mapping."""

    def __init__(self, exchange: Exchange, layout: CourtLayout) -> None:
        self._exchange, self._layout = exchange, layout

    def draft(self, batch: CourtBatch) -> CourtFile:
        """Return the file a batch would be, with its hash, sending nothing."""
        return write_batch(batch, self._layout)

    def send(self, batch: CourtBatch, *, again: bool = False) -> CourtFile:
        """Send a batch once; sent before, nothing happens unless `again` says that it was lost."""
        file = self.draft(batch)
        records = {_reference(batch.number, one.number.text): one.due.pence for one in batch.records}
        anywhere = {one.number.text: 0 for one in batch.records}
        self._exchange.put(file.name, file.content, records | anywhere, again=again)
        return file

    def collect(self) -> Arrived[CourtReply]:
        """Return what has come; a reply about what we did not send is a problem, not a reply."""
        return collect(self._exchange, self._read, _about)

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._exchange.put_away(receipts)

    def _read(self, file: Received) -> Page[CourtReply]:
        page = read_reply(file, self._layout)
        good, problems = [], list(page.problems)
        for line, reply in page.numbered:
            wrong = self._disagrees(file.name, line, reply)
            if wrong is None:
                good.append((line, reply))
            else:
                problems.append(wrong)
        return replace(page, numbered=tuple(good), problems=tuple(problems))

    def _disagrees(self, file: str, line: int, reply: CourtReply) -> Problem | None:
        """Return what keeps a reply about a whole batch from agreeing with the batch we sent."""
        if not isinstance(reply, Acknowledged | SealedAuthority):
            return None
        notes = (self._exchange.sent(name) for name in self._layout.names_of(reply.batch))
        sent = next((note for note in notes if note is not None), None)
        if sent is None:
            return Problem(file, line, "batch", f"we sent no batch {reply.batch}")
        count, pence = _count(sent, reply.batch), sent.pence
        if isinstance(reply, SealedAuthority):
            said, whole = reply.registered + reply.rejected, reply.rejected == 0
        else:
            said, whole = reply.count, True
        if said != count:
            return Problem(file, line, "count", f"batch {reply.batch} held {count} records, not {said}")
        if (whole and reply.total.pence != pence) or reply.total.pence > pence:
            says = f"batch {reply.batch} came to {pence} pence, not {reply.total.pence}"
            return Problem(file, line, "total", says)
        return None


def _reference(batch: int, number: str) -> str:
    return f"{batch} {number}"


def _count(sent: Sent, batch: int) -> int:
    return sum(1 for reference in sent.records if reference.startswith(f"{batch} "))


def _about(reply: CourtReply) -> str | None:
    match reply:
        case Acknowledged() | SealedAuthority():
            return None  # checked against the batch itself
        case Rejected() | WarrantSealed():
            return _reference(reply.batch, reply.number.text)
        case _:
            return reply.number.text
