"""The tribunal as we reach it: what we may ask and tell, what comes back, and the adapter over files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID

from pydantic import TypeAdapter

from parking.store.exchange.collecting import collect
from parking.store.exchange.lines import Lines, no_money
from parking.store.exchange.post import Arrived, Exchange, Receipt
from parking.tribunal.from_tribunal import (
    AppealAnswered,
    DirectionsGiven,
    FromTribunal,
    MessageRefused,
    MessageTaken,
    PinGiven,
)
from parking.tribunal.to_tribunal import ToTribunal
from parking.values.canonical import sha256
from parking.values.pcn_number import PcnNumber

_TO: TypeAdapter[ToTribunal] = TypeAdapter(ToTribunal)
_FROM: TypeAdapter[FromTribunal] = TypeAdapter(FromTribunal)
TO_TRIBUNAL: Lines[ToTribunal] = Lines("parking.to_tribunal", 1, _TO, no_money)
FROM_TRIBUNAL: Lines[FromTribunal] = Lines("parking.from_tribunal", 1, _FROM, no_money)
_REPLIES = (AppealAnswered, PinGiven, MessageTaken, MessageRefused, DirectionsGiven)


class Tribunal(Protocol):
    """The outside tribunal. Call it outside any transaction; silence is no answer."""

    def attach(self, pack: bytes, *, again: bool = False) -> str:
        """Leave an evidence pack and return its SHA-256; a message that names it goes after."""

    def send(self, batch: UUID, messages: Sequence[ToTribunal], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""

    def collect(self) -> Arrived[FromTribunal]:
        """Return what has come and was not put away."""

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""


class TribunalFiles:
    """The tribunal over an exchange of files in our own layout."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def attach(self, pack: bytes, *, again: bool = False) -> str:
        """Leave an evidence pack for the tribunal and return its SHA-256."""
        digest = sha256(pack)
        self._exchange.put(f"pack-{digest}.pdf", pack, {}, again=again)
        return digest

    def send(self, batch: UUID, messages: Sequence[ToTribunal], *, again: bool = False) -> bool:
        """Send a batch once and say whether it went; `again` sends a lost one once more."""
        name = f"to-tribunal-{batch}.jsonl"
        records = {_reference(message.id, message.number): 0 for message in messages}
        return self._exchange.put(name, TO_TRIBUNAL.write(name, messages), records, again=again)

    def collect(self) -> Arrived[FromTribunal]:
        """Return what has come; an answer to a message we did not send is a problem, not an answer."""
        return collect(self._exchange, FROM_TRIBUNAL.read, _answered)

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Say that everything of these files is recorded."""
        self._exchange.put_away(receipts)


def _reference(message: UUID, number: PcnNumber) -> str:
    # Both: an answer under our id but for another PCN is no answer to what we asked.
    return f"{message} {number}"


def _answered(message: FromTribunal) -> str | None:
    return _reference(message.answers, message.number) if isinstance(message, _REPLIES) else None
