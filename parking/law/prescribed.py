"""The statements each paper must or should carry, as sentences that papers print and the linter looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import Formatter

from parking.law.basis import Basis
from parking.law.dated import LawDataError, NotYetLawError, Table
from parking.law.reasons import Provision
from parking.law.timeline import Force


class PaperKind(StrEnum):
    """A paper for which the law or guidance says what it carries."""

    PCN_KERB = "pcn_kerb"
    PCN_POSTAL = "pcn_postal"
    NOTICE_TO_OWNER = "notice_to_owner"
    NOTICE_OF_REJECTION = "notice_of_rejection"
    NOTICE_OF_ACCEPTANCE = "notice_of_acceptance"
    CHARGE_CERTIFICATE = "charge_certificate"
    ORDER_FOR_RECOVERY = "order_for_recovery"


class MissingFactError(LookupError):
    """A sentence was to be printed without a fact it needs."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a paper, with places for the facts of the case in braces."""

    kind: PaperKind
    key: str
    force: Force
    says: str
    bases: frozenset[Basis]
    provision: Provision
    since: date

    @property
    def must(self) -> bool:
        """Whether statute requires it, rather than guidance."""
        return self.force is Force.MUST

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts it needs, in order, each once."""
        return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(self.says) if name))

    def fill(self, facts: Mapping[str, str]) -> str:
        """Return the sentence as printed; a fact that is absent or empty is refused."""
        absent = [name for name in self.facts if not facts.get(name, "").strip()]
        if absent:
            raise MissingFactError(f"{self.kind}.{self.key} needs {', '.join(absent)}")
        return self.says.format_map({name: facts[name] for name in self.facts})

    def stands_in(self, printed: str) -> bool:
        """Return whether a printed text carries the sentence, whatever its facts and line breaks."""
        return re.search(self._pattern(), " ".join(printed.split())) is not None

    def _pattern(self) -> str:
        parts = []
        for words, name, _, _ in Formatter().parse(self.says):
            parts.append(re.escape(words))
            if name:
                parts.append(r"\S.{0,2000}?")
        return "".join(parts)


def read_prescribed(table: Table) -> dict[PaperKind, tuple[Statement, ...]]:
    """Return every version of every statement of a regime; a paper without statements is refused."""
    read = {}
    for kind in PaperKind:
        statements = tuple(_statement(kind, row) for row in table.tables(kind))
        seen = {(s.key, s.since) for s in statements}
        if not statements or len(seen) != len(statements):
            raise LawDataError(f"{table.where}: {kind} needs statements, each key once from one day")
        read[kind] = statements
    table.done()
    return read


def in_force(
    statements: tuple[Statement, ...], day: date, basis: Basis | None = None
) -> tuple[Statement, ...]:
    """Return the newest version of each statement in force on a day, for one basis or for all."""
    newest: dict[str, Statement] = {}
    for statement in statements:
        known = newest.get(statement.key)
        if statement.since <= day and (known is None or known.since < statement.since):
            newest[statement.key] = statement
    found = tuple(s for s in newest.values() if basis is None or basis in s.bases)
    if not any(s.must for s in found):
        raise NotYetLawError(f"what this paper must say is not held for {day.isoformat()}")
    return found


def _statement(kind: PaperKind, row: Table) -> Statement:
    statement = Statement(
        kind=kind,
        key=row.text("key"),
        force=row.one_of("force", Force),
        says=row.text("says"),
        bases=frozenset(Basis(name) for name in row.words("bases")) or frozenset(Basis),
        provision=row.provision(),
        since=row.day("from"),
    )
    row.done()
    return statement
