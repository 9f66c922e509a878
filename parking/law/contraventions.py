"""The national list of contraventions: words, level, suffixes, and what must be known to issue one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parking.law.charges import Level
from parking.law.dated import Dated, LawDataError, Table, Version
from parking.law.reasons import Provision


class UnknownContraventionError(LookupError):
    """The list of that day has no such code."""


class UnknownSuffixError(LookupError):
    """The code has no such suffix."""


class Place(StrEnum):
    """Where a contravention happens."""

    ON_STREET = "on"
    OFF_STREET = "off"
    MOVING = "moving"


class Withheld(StrEnum):
    """Why a code is not issued unless a council turns it on."""

    RESERVED = "reserved"
    LONDON_SCHEME = "london_scheme"
    ESSEX = "essex"
    EXETER = "exeter"
    MOVING = "moving"


class Overstay(StrEnum):
    """What must be known before a contravention of staying too long is issued."""

    PAID_UNTIL = "paid_until"
    FIRST_SEEN = "first_seen"
    PAID_UNTIL_IF_ANY = "paid_until_if_any"


@dataclass(frozen=True, slots=True)
class Contravention:
    """One code of the list."""

    code: str
    description: str
    place: Place
    level: Level | None
    suffixes: str
    suffix_needed: bool
    withheld: Withheld | None
    overstay: Overstay | None
    needs_grace: bool
    by_device: bool

    @property
    def issuable(self) -> bool:
        """Whether a council may issue it without turning it on."""
        return self.withheld is None

    def allows(self, suffix: str) -> bool:
        """Return whether the list lets the code carry this suffix, or none."""
        return suffix in self.suffixes if suffix else not self.suffix_needed


@dataclass(frozen=True, slots=True)
class ContraventionList:
    """One version of the national list."""

    version: str
    since: date
    provision: Provision
    says: str
    by_code: dict[str, Contravention]
    general: dict[str, str]
    specific: dict[tuple[str, str], str]

    def get(self, code: str) -> Contravention:
        """Return the contravention of a code."""
        try:
            return self.by_code[code]
        except KeyError:
            raise UnknownContraventionError(
                f"{code!r} is not a code of the list, version {self.version}"
            ) from None

    def split(self, code_with_suffix: str) -> tuple[Contravention, str]:
        """Return the contravention and suffix of a code as printed: 12r."""
        return self.get(code_with_suffix[:2]), code_with_suffix[2:].lower()

    def meaning(self, code: str, suffix: str) -> str:
        """Return what a suffix means on a code: the code's own meaning first, then the general one."""
        own = self.specific.get((code, suffix))
        if own is not None:
            return own
        if suffix not in self.get(code).suffixes or suffix not in self.general:
            raise UnknownSuffixError(f"code {code} has no suffix {suffix!r}")
        return self.general[suffix]

    def describe(self, code: str, suffix: str = "") -> str:
        """Return the words of a contravention with what its suffix means."""
        words = self.get(code).description
        return f"{words} ({self.meaning(code, suffix)})" if suffix else words

    def issuable(self, *places: Place) -> tuple[Contravention, ...]:
        """Return the codes that may be issued in these kinds of place, in order."""
        return tuple(c for c in self.by_code.values() if c.issuable and c.place in places)


def read_contraventions(table: Table, rows: dict[str, Table]) -> Dated[ContraventionList]:
    """Return the lists of a regime; each version names the table its rows are in."""
    read: dict[str, tuple[dict[str, Contravention], dict[str, str], dict[tuple[str, str], str]]] = {}
    versions = []
    for item in table.tables("list"):
        name = item.text("rows")
        if name not in read:
            if name not in rows:
                raise LawDataError(f"{item.where}: there is no file {name}")
            read[name] = _read_rows(rows[name])
        since = item.day("from")
        provision, version, says = item.provision(), item.text("version"), item.text("says")
        item.done()
        versions.append(Version(since, ContraventionList(version, since, provision, says, *read[name])))
    table.done()
    return Dated("the list of contraventions", tuple(versions))


def _read_rows(
    table: Table,
) -> tuple[dict[str, Contravention], dict[str, str], dict[tuple[str, str], str]]:
    by_code: dict[str, Contravention] = {}
    for row in table.tables("contravention"):
        found = _contravention(row)
        if found.code in by_code:
            raise LawDataError(f"{row.where}: code {found.code} stands twice")
        by_code[found.code] = found
    general = _meanings(table.table("general_suffixes"))
    specific = {
        (code, suffix): meaning
        for code, item in table.table("code_suffixes").named_tables()
        for suffix, meaning in _meanings(item).items()
    }
    table.done()
    for found in by_code.values():
        for suffix in found.suffixes:
            if (found.code, suffix) not in specific and suffix not in general:
                raise LawDataError(f"{table.where}: nothing says what {found.code}{suffix} means")
    return by_code, general, specific


def _contravention(row: Table) -> Contravention:
    place = row.one_of("place", Place)
    withheld = row.one_of("withheld", Withheld) if row.has("withheld") else None
    found = Contravention(
        code=row.text("code"),
        description=row.text("description"),
        place=place,
        level=row.one_of("level", Level) if row.has("level") else None,
        suffixes=row.text_or("suffixes", ""),
        suffix_needed=row.yes("suffix_needed"),
        withheld=Withheld.MOVING if withheld is None and place is Place.MOVING else withheld,
        overstay=row.one_of("overstay", Overstay) if row.has("overstay") else None,
        needs_grace=row.yes("grace"),
        by_device=row.yes("device"),
    )
    row.done()
    if found.issuable and found.level is None:
        raise LawDataError(f"{row.where}: code {found.code} may be issued, so it needs a level")
    return found


def _meanings(table: Table) -> dict[str, str]:
    return {suffix: table.text(suffix) for suffix in table.names()}
