"""A tribunal inside this machine: the same files, never leaving the memory, answered by a played tribunal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from parking.store.exchange.faults import NO_FAULTS, Faults
from parking.store.exchange.memory import MemoryExchange
from parking.store.exchange.post import Arrived, Receipt
from parking.tribunal.far import FarTribunal
from parking.tribunal.from_tribunal import FromTribunal
from parking.tribunal.gateway import TribunalFiles
from parking.tribunal.to_tribunal import ToTribunal


class StandInTribunal:
    """The gateway with its far tribunal behind it; play the appellant through `far`."""

    def __init__(self, faults: Faults = NO_FAULTS) -> None:
        exchange = MemoryExchange()
        self._files = TribunalFiles(exchange)
        self.far = FarTribunal(exchange, faults)

    def attach(self, pack: bytes, *, again: bool = False) -> str:
        """Leave an evidence pack for the tribunal and return its SHA-256."""
        return self._files.attach(pack, again=again)

    def send(self, batch: UUID, messages: Sequence[ToTribunal], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""
        return self._files.send(batch, messages, again=again)

    def collect(self) -> Arrived[FromTribunal]:
        """Let the far tribunal work, then return what has come."""
        self.far.work()
        return self._files.collect()

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._files.put_away(receipts)
