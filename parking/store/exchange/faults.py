"""What an outside system's stand-in does wrong on purpose, the same way every time for one seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parking.values.canonical import sha256


class Fault(StrEnum):
    """One way in which an outside system misbehaves."""

    REJECTS_A_RECORD = "rejects_a_record"
    LOSES_A_BATCH = "loses_a_batch"  # the first time it is sent; sent again it is found
    ANSWERS_TWICE = "answers_twice"  # the second time in another file
    ANSWERS_LATE = "answers_late"  # not when first asked for, but after `waits` more
    ANSWERS_UNASKED = "answers_unasked"  # an answer for a record that was not sent
    TOTAL_IS_OUT = "total_is_out"  # by a penny, or by a record where there is no money


@dataclass(frozen=True, slots=True)
class Faults:
    """Which faults are on, whom they hit, and how long lateness lasts."""

    on: frozenset[Fault] = frozenset()
    seed: int = 0
    waits: int = 2

    @classmethod
    def of(cls, *faults: Fault, seed: int = 0, waits: int = 2) -> Faults:
        """Return these faults."""
        return cls(frozenset(faults), seed, waits)

    def __contains__(self, fault: Fault) -> bool:
        return fault in self.on

    def pick(self, label: str, count: int) -> int:
        """Return which of so many records is hit; the same label always gives the same one."""
        return int(sha256(f"{self.seed}:{label}".encode())[:8], 16) % count


NO_FAULTS = Faults()
