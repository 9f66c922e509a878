"""United Kingdom postcodes, upper case with one space."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")


class InvalidPostcodeError(ValueError):
    """Not a postcode of the United Kingdom."""


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode by shape; whether mail is delivered there is for the post to say."""

    outward: str
    inward: str

    @classmethod
    def read(cls, raw: str) -> Postcode:
        """Return the postcode in what somebody typed."""
        found = _SHAPE.fullmatch(re.sub(r"\s", "", raw).upper())
        if found is None:
            raise InvalidPostcodeError("Enter a full postcode, such as KT15 2AH.")
        return cls(found[1], found[2])

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"
