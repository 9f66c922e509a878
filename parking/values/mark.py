"""Registration marks: normalised, shown as on a plate, and compared loosely for look-ups only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 17  # a vehicle identification number, where a vehicle shows no mark


class MarkFormat(StrEnum):
    """The shape of a mark; what can be asked of whom depends on it."""

    CURRENT = "current"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    Q_PLATE = "q_plate"
    NORTHERN_IRELAND = "ni"
    NORTHERN_IRELAND_REVERSED = "ni_reversed"
    DATELESS = "dateless"
    DATELESS_REVERSED = "dateless_reversed"
    MILITARY = "military"
    DIPLOMATIC = "diplomatic"
    TRADE_OLD = "trade_old"
    TRADE_NEW = "trade_new"
    FOREIGN_OR_OTHER = "foreign_or_other"


# Order matters: the first pattern that fits names the format (shared facts: vrm_formats).
_PATTERNS: tuple[tuple[MarkFormat, str], ...] = (
    (MarkFormat.CURRENT, r"[A-HJ-PR-Y]{2}(0[2-9]|[1-9][0-9])[A-HJ-PR-Z]{3}"),
    (MarkFormat.PREFIX, r"[A-HJ-NPR-TV-Y][1-9][0-9]{0,2}[A-HJ-PR-Y]{3}"),
    (MarkFormat.SUFFIX, r"[A-HJ-PR-Y]{3}[1-9][0-9]{0,2}[A-HJ-NPR-TV-Y]"),
    (MarkFormat.Q_PLATE, r"Q[1-9][0-9]{0,2}[A-HJ-PR-Y]{3}"),
    (MarkFormat.NORTHERN_IRELAND, r"(?=[A-Z]{1,3}[0-9])[A-Z]{0,2}[IZ][A-Z]{0,2}[1-9][0-9]{0,3}"),
    (
        MarkFormat.NORTHERN_IRELAND_REVERSED,
        r"(?=[0-9]{1,4}[A-Z]{1,3}$)[1-9][0-9]{0,3}[A-Z]{0,2}[IZ][A-Z]{0,2}",
    ),
    (MarkFormat.DATELESS, r"([A-Z]{3}[1-9][0-9]{0,2}|[A-Z]{1,2}[1-9][0-9]{0,3})"),
    (MarkFormat.DATELESS_REVERSED, r"([1-9][0-9]{0,2}[A-Z]{3}|[1-9][0-9]{0,3}[A-Z]{1,2})"),
    (MarkFormat.MILITARY, r"([0-9]{2}[A-Z]{2}[0-9]{2}|[A-Z]{2}[0-9]{2}[A-Z]{2})"),
    (MarkFormat.DIPLOMATIC, r"[0-9]{3}[DX][0-9]{3}"),
    (MarkFormat.TRADE_OLD, r"[0-9]{3}[A-Z]{1,3}"),
    (MarkFormat.TRADE_NEW, r"[0-9]{5}"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_SPACED = {
    MarkFormat.CURRENT: re.compile(r"(.{4})(.{3})"),
    MarkFormat.PREFIX: re.compile(r"(.\d+)(.{3})"),
    MarkFormat.SUFFIX: re.compile(r"(.{3})(\d+.)"),
    MarkFormat.Q_PLATE: re.compile(r"(.\d+)(.{3})"),
    MarkFormat.NORTHERN_IRELAND: re.compile(r"([A-Z]+)(\d+)"),
    MarkFormat.NORTHERN_IRELAND_REVERSED: re.compile(r"(\d+)([A-Z]+)"),
    MarkFormat.DATELESS: re.compile(r"([A-Z]+)(\d+)"),
    MarkFormat.DATELESS_REVERSED: re.compile(r"(\d+)([A-Z]+)"),
    MarkFormat.DIPLOMATIC: re.compile(r"(.{3})(.)(.{3})"),
}
_STRONGLY_ALIKE = str.maketrans("OQDILZSB", "00011258")
# Marks the keeper register holds under the mark itself: only these are worth an enquiry.
_WITH_KEEPER = {
    MarkFormat.CURRENT,
    MarkFormat.PREFIX,
    MarkFormat.SUFFIX,
    MarkFormat.Q_PLATE,
    MarkFormat.NORTHERN_IRELAND,
    MarkFormat.NORTHERN_IRELAND_REVERSED,
    MarkFormat.DATELESS,
    MarkFormat.DATELESS_REVERSED,
}


class InvalidMarkError(ValueError):
    """Not a registration mark: nothing is left of it, or it is longer than any mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A registration mark as read: A to Z and 0 to 9 only, O and 0 never swapped."""

    text: str

    @classmethod
    def read(cls, raw: str) -> Mark:
        """Return the mark in what somebody typed, in any case, with spaces or hyphens."""
        upper = unicodedata.normalize("NFKC", raw).upper()
        text = "".join(c for c in upper if c.isascii() and c.isalnum())
        if not text:
            raise InvalidMarkError("Enter a registration mark: letters and numbers, such as AB12 CDE.")
        if len(text) > LONGEST:
            raise InvalidMarkError(f"A registration mark has at most {LONGEST} letters and numbers.")
        return cls(text)

    @property
    def format(self) -> MarkFormat:
        """The first format the mark fits."""
        for name, pattern in _COMPILED:
            if pattern.fullmatch(self.text):
                return name
        return MarkFormat.FOREIGN_OR_OTHER

    @property
    def has_keeper_record(self) -> bool:
        """Whether the keeper register can answer for a mark of this shape."""
        return self.format in _WITH_KEEPER

    @property
    def is_odd(self) -> bool:
        """Whether an officer should be asked about it (a warning, never a refusal)."""
        return not self.has_keeper_record

    @property
    def shown(self) -> str:
        """The mark as on a plate, with its space."""
        spaced = _SPACED.get(self.format)
        found = spaced.fullmatch(self.text) if spaced else None
        return " ".join(found.groups()) if found else self.text

    @property
    def loose(self) -> str:
        """A key that look-alike marks share: to find what excuses, never to change a mark."""
        return self.text.translate(_STRONGLY_ALIKE)

    def __str__(self) -> str:
        return self.shown
