"""The keeper register: what we ask, what it may answer, and a local stand-in that misbehaves like it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from parking.law.state import KeeperAnswer
from parking.values.mark import Mark


@dataclass(frozen=True, slots=True)
class KeeperQuestion:
    """Who kept this vehicle on the day of the contravention? Our reference comes back with the answer."""

    enquiry_id: UUID
    mark: Mark
    on: date
    tries: int


@dataclass(frozen=True, slots=True)
class KeeperReply:
    """An answer: a name and address only where a keeper was found."""

    answer: KeeperAnswer
    name: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""


class KeeperRegister(Protocol):
    """The outside register, asked in batches and never inside a transaction."""

    def ask(self, questions: Sequence[KeeperQuestion]) -> Mapping[UUID, KeeperReply]:
        """Return the answers there are; a question left out has had no answer yet."""


_FIRST = ("Amara", "Bethan", "Callum", "Daiva", "Ewa", "Farid", "Gŵen", "Hana", "Idris", "Jan", "Łucja", "Mo")
_LAST = ("Ashdown", "Brzeziński", "Carey", "Dŵr", "Ellery", "Farrow", "Gale", "Holt", "Iqbal", "Jarvis")
_ROADS = ("Larkfield Row", "Invented Lane", "Specimen Close", "Nowhere Road", "Madeup Gardens")
_TOWNS = (("Exampleton", "EX1"), ("Nether Sample", "EX2"), ("Placeholder Green", "EX3"))
# Out of a hundred vehicles, roughly what a real register answers.
_SHARES = (
    (88, KeeperAnswer.FOUND),
    (92, KeeperAnswer.NO_KEEPER),
    (95, KeeperAnswer.EXPORTED),
    (97, KeeperAnswer.REFUSED),
)


class StandInRegister:
    """Invents a keeper from the mark, always the same one; some it does not have, some it is slow with."""

    def ask(self, questions: Sequence[KeeperQuestion]) -> Mapping[UUID, KeeperReply]:
        """Return invented answers; a vehicle the register is slow with is answered the second time."""
        replies: dict[UUID, KeeperReply] = {}
        for question in questions:
            lot = hashlib.sha256(question.mark.text.encode()).digest()
            slow = lot[0] * 100 // 256 >= _SHARES[-1][0]
            if slow and question.tries < 2:
                continue
            answer = next((a for share, a in _SHARES if lot[0] * 100 // 256 < share), KeeperAnswer.FOUND)
            replies[question.enquiry_id] = (
                _found(lot) if answer is KeeperAnswer.FOUND else KeeperReply(answer)
            )
        return replies


def _found(lot: bytes) -> KeeperReply:
    town, outward = _TOWNS[lot[1] % len(_TOWNS)]
    return KeeperReply(
        KeeperAnswer.FOUND,
        name=f"{_FIRST[lot[2] % len(_FIRST)]} {_LAST[lot[3] % len(_LAST)]}",
        address=(f"{lot[4] + 1} {_ROADS[lot[5] % len(_ROADS)]}", town),
        postcode=f"{outward} {lot[6] % 9 + 1}{'ABDEFGHJ'[lot[7] % 8]}{'LNPQRSTU'[lot[8] % 8]}",
    )
