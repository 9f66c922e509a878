"""What may be said against a charge: grounds of representations and grounds of witness statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from parking.law.basis import Basis
from parking.law.dated import Dated, LawDataError, Table, Version
from parking.law.reasons import Provision

K = TypeVar("K", bound=StrEnum)


class RepresentationGround(StrEnum):
    """A ground of formal representations; compelling reasons stand beside the grounds."""

    NO_CONTRAVENTION = "no_contravention"
    NOT_THE_OWNER = "not_the_owner"
    WITHOUT_CONSENT = "without_consent"
    HIRED_OUT = "hired_out"
    CHARGE_TOO_HIGH = "charge_too_high"
    PROCEDURAL_IMPROPRIETY = "procedural_impropriety"
    ORDER_INVALID = "order_invalid"
    NOBODY_PREVENTED = "nobody_prevented"
    ALREADY_PAID = "already_paid"
    COMPELLING_REASONS = "compelling_reasons"


class WitnessGround(StrEnum):
    """A ground of a witness statement: one and only one may be stated."""

    NOTICE_NOT_RECEIVED = "notice_not_received"
    NO_ANSWER_RECEIVED = "no_answer_received"
    APPEAL_UNANSWERED = "appeal_unanswered"
    PAID = "paid"


class LeadsTo(StrEnum):
    """What follows when the court accepts a witness statement."""

    FRESH_NOTICE = "fresh_notice"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground as it stands on a day."""

    key: RepresentationGround | WitnessGround
    letter: str
    says: str
    bases: frozenset[Basis]
    hire_firm: bool
    needs: tuple[str, ...]
    leads_to: LeadsTo | None
    provision: Provision


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds in force on a day, in the order of the statute."""

    representations: tuple[Ground, ...]
    witness_statement: tuple[Ground, ...]

    def representation(self, key: RepresentationGround) -> Ground:
        """Return a ground of representations."""
        return next(ground for ground in self.representations if ground.key == key)

    def witness(self, key: WitnessGround) -> Ground:
        """Return a ground of a witness statement."""
        return next(ground for ground in self.witness_statement if ground.key == key)

    def open_to(self, basis: Basis, *, hire_firm: bool = True) -> tuple[Ground, ...]:
        """Return the grounds of representations that fit how the notice was given and to whom."""
        return tuple(
            ground
            for ground in self.representations
            if basis in ground.bases and (hire_firm or not ground.hire_firm)
        )


DatedGrounds = tuple[tuple[Dated[Ground], ...], tuple[Dated[Ground], ...]]


def read_grounds(table: Table) -> DatedGrounds:
    """Return the grounds of a regime, every one there and none strange."""
    representations = _read(table.table("representations"), RepresentationGround)
    witness = _read(table.table("witness_statement"), WitnessGround)
    table.done()
    return representations, witness


def grounds_at(dated: DatedGrounds, day: date) -> Grounds:
    """Return the grounds in force on a day."""
    representations, witness = (tuple(g.at(day) for g in kind if g.known_on(day)) for kind in dated)
    return Grounds(representations, witness)


def _read(table: Table, kind: type[K]) -> tuple[Dated[Ground], ...]:
    rows = dict(table.named_tables())
    if set(rows) != set(kind):
        raise LawDataError(f"{table.where}: exactly {', '.join(kind)}, not {', '.join(rows)}")
    return tuple(_ground(kind(name), row) for name, row in rows.items())


def _ground(key: StrEnum, table: Table) -> Dated[Ground]:
    bases = frozenset(Basis(name) for name in table.words("bases")) or frozenset(Basis)
    letter, says, needs = table.text_or("letter", ""), table.text("says"), table.words("needs")
    hire_firm = table.yes("hire_firm")
    leads_to = table.one_of("leads", LeadsTo) if table.has("leads") else None
    versions = []
    for law in table.tables("law"):
        since, provision = law.day("from"), law.provision()
        law.done()
        ground = Ground(_key(key), letter, says, bases, hire_firm, needs, leads_to, provision)
        versions.append(Version(since, ground))
    table.done()
    return Dated(f"the ground {key}", tuple(versions))


def _key(key: StrEnum) -> RepresentationGround | WitnessGround:
    if isinstance(key, RepresentationGround | WitnessGround):
        return key
    raise TypeError(f"{key!r} is not a ground")
