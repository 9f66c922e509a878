"""The way any stand-in works: take what was sent, lose or answer it, and deliver in time, late or twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parking.store.exchange.faults import Fault, Faults
from parking.store.exchange.post import FarSide, Received
from parking.values import clock


@dataclass(slots=True)
class _Outgoing:
    name: str
    write: Callable[[str], bytes]
    waits: int


class Desk:
    """The counter of an outside system, with the faults that are switched on."""

    def __init__(self, exchange: FarSide, faults: Faults) -> None:
        self.exchange, self.faults = exchange, faults
        self._lost: set[str] = set()
        self._answered: set[str] = set()
        self._shelf: list[_Outgoing] = []
        # A stand-in that starts anew in the same folder must not write over what waits there.
        self._since, self._made = clock.unix_milliseconds(), 0

    def take(self) -> tuple[Received, ...]:
        """Take the files to answer: not those that get lost, nor those answered before."""
        kept = []
        for one in self.exchange.take():
            if Fault.LOSES_A_BATCH in self.faults and one.name not in self._lost:
                self._lost.add(one.name)
            elif one.name not in self._answered:
                self._answered.add(one.name)
                kept.append(one)
        return tuple(kept)

    def serial(self) -> str:
        """Return the next number for a file, in order of making."""
        self._made += 1
        return f"{self._since}-{self._made:06d}"

    def answer(self, name: str, write: Callable[[str], bytes]) -> None:
        """Shelve an answer; `write` is given the name of the file it makes."""
        waits = self.faults.waits if Fault.ANSWERS_LATE in self.faults else 0
        self._shelf.append(_Outgoing(name, write, waits))
        if Fault.ANSWERS_TWICE in self.faults:
            self._shelf.append(_Outgoing(_again(name), write, waits + 1))

    def deliver(self) -> None:
        """Hand over what is ready; everything else comes nearer by one."""
        ready = [one for one in self._shelf if one.waits == 0]
        self._shelf = [one for one in self._shelf if one.waits > 0]
        for one in self._shelf:
            one.waits -= 1
        for one in ready:
            self.exchange.deliver(one.name, one.write(one.name))


def _again(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-again.{ending}" if dot else f"{name}-again"
