"""PCN numbers: two letters of a series and digits, unique in the whole deployment for ever."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{6,10}")


class InvalidNumberError(ValueError):
    """Not a PCN number: two letters followed by six to ten digits."""


@dataclass(frozen=True, slots=True)
class PcnNumber:
    """A PCN number without spaces, upper case."""

    text: str

    @classmethod
    def read(cls, raw: str) -> PcnNumber:
        """Return the number in what somebody typed: any case, spaces and hyphens ignored."""
        text = re.sub(r"[\s-]", "", raw).upper()
        if not _SHAPE.fullmatch(text):
            raise InvalidNumberError("A PCN number is two letters followed by numbers, such as RU00000015.")
        return cls(text)

    @classmethod
    def made(cls, prefix: str, serial: int, digits: int = 8) -> PcnNumber:
        """Return the number at a place in a series."""
        return cls.read(f"{prefix}{serial:0{digits}d}")

    @property
    def serial(self) -> int:
        """The place in the series."""
        return int(self.text[2:])

    def __str__(self) -> str:
        return self.text
