"""Invented vehicles: their marks carry an age identifier that no vehicle will have before 2040."""

from __future__ import annotations

import random
from dataclasses import dataclass

from parking.values.mark import Mark

# Age identifiers 40 to 49 stand for March 2040 to March 2049: no vehicle on a road has one.
NOT_ISSUED_BEFORE_2040 = range(40, 50)
_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
MAKES = ("FORD", "VAUXHALL", "NISSAN", "TOYOTA", "VOLKSWAGEN", "KIA", "PEUGEOT", "SKODA", "BMW", "TESLA")
COLOURS = ("BLACK", "WHITE", "GREY", "BLUE", "RED", "SILVER", "GREEN")


@dataclass(frozen=True, slots=True)
class Invented:
    """A vehicle that does not exist."""

    mark: Mark
    make: str
    colour: str


def fleet(chance: random.Random, size: int) -> list[Invented]:
    """Return invented vehicles, a few of which will be met again and again."""
    return [_one(chance) for _ in range(size)]


def _one(chance: random.Random) -> Invented:
    def letters(count: int) -> str:
        return "".join(chance.choice(_LETTERS.replace("O", "")) for _ in range(count))

    mark = f"{letters(2)}{chance.choice(NOT_ISSUED_BEFORE_2040)}{letters(3)}"
    return Invented(Mark.read(mark), chance.choice(MAKES), chance.choice(COLOURS))
