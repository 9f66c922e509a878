"""An exchange of files that never leaves the memory: for stand-ins and tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from parking.store.exchange.post import Receipt, Received, Sent, SentDifferentlyError
from parking.values.canonical import sha256


class MemoryExchange:
    """Both sides of an exchange, in dictionaries; it keeps the promises of the folder."""

    def __init__(self) -> None:
        self._out: dict[str, bytes] = {}
        self._in: dict[str, bytes] = {}
        self._sent: dict[str, Sent] = {}
        self._read: set[str] = set()
        self._references: set[str] = set()

    def put(self, name: str, content: bytes, records: Mapping[str, int], *, again: bool = False) -> bool:
        """Send a file once and say whether it went; `again` sends the same bytes once more."""
        note, before = Sent(name, sha256(content), dict(records)), self._sent.get(name)
        if before is not None and before.sha256 != note.sha256:
            raise SentDifferentlyError(f"{name} was sent before with other content")
        if before is not None and not again:
            return False
        self._out[name], self._sent[name] = content, note
        self._references |= records.keys()
        return True

    def sent(self, name: str) -> Sent | None:
        """Return what we remember of a file we sent."""
        return self._sent.get(name)

    def ever_sent(self, references: Collection[str]) -> frozenset[str]:
        """Return those references that stood in any file we sent."""
        return frozenset(self._references.intersection(references))

    def waiting(self) -> tuple[Received, ...]:
        """Return the files to read, by name; a file whose very bytes were read before is left out."""
        fresh: dict[str, Received] = {}
        for name in sorted(self._in):
            one = Received(name, self._in[name])
            digest = one.receipt.sha256
            if digest in fresh or digest in self._read:
                del self._in[name]
            else:
                fresh[digest] = one
        return tuple(fresh.values())

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Keep the files of these receipts as read."""
        for receipt in receipts:
            if receipt.name in self._in and sha256(self._in[receipt.name]) == receipt.sha256:
                del self._in[receipt.name]
                self._read.add(receipt.sha256)

    def take(self) -> tuple[Received, ...]:
        """Take every file sent since the last time."""
        taken = tuple(Received(name, content) for name, content in sorted(self._out.items()))
        self._out.clear()
        return taken

    def deliver(self, name: str, content: bytes) -> None:
        """Leave a file for us to read."""
        self._in[name] = content
