"""What is owed: penalty charges by band and level, the court's fee, and the enforcement agents' fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parking.law.dated import Dated, LawDataError, Table, Version
from parking.law.reasons import Provision
from parking.values.money import NOTHING, Money


class Level(StrEnum):
    """How serious the contravention is, as the list fixes it."""

    HIGHER = "higher"
    LOWER = "lower"


class UnknownBandError(LookupError):
    """The law of that day has no such band."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A penalty charge: in full, paid early, and after a charge certificate."""

    full: Money
    early: Money
    increased: Money
    provision: Provision


@dataclass(frozen=True, slots=True)
class PenaltyCharges:
    """The charges in force from a day: one for each band and level."""

    by_band: dict[tuple[int, Level], Charge]
    provision: Provision
    says: str
    since: date

    def charge(self, band: int, level: Level) -> Charge:
        """Return the charge of a band and level."""
        try:
            return self.by_band[band, level]
        except KeyError:
            bands = sorted({known for known, _ in self.by_band})
            raise UnknownBandError(f"the bands are {bands}, not {band!r}") from None


@dataclass(frozen=True, slots=True)
class Fee:
    """A fixed fee."""

    amount: Money
    provision: Provision
    says: str
    since: date


class AgentStage(StrEnum):
    """How far the enforcement agent has gone."""

    COMPLIANCE = "compliance"
    ENFORCEMENT = "enforcement"
    SALE = "sale"


@dataclass(frozen=True, slots=True)
class AgentFees:
    """The enforcement agents' fees in force from a day."""

    fixed: dict[AgentStage, Money]
    above: Money
    share: tuple[int, int]
    provision: Provision
    says: str
    since: date

    def fee(self, stage: AgentStage, debt: Money) -> Money:
        """Return the fee a stage adds for a debt, before any VAT."""
        over = debt - self.above if debt > self.above else NOTHING
        return self.fixed[stage] + (NOTHING if stage is AgentStage.COMPLIANCE else over.share(*self.share))


@dataclass(frozen=True, slots=True)
class Charges:
    """Every amount of a regime, dated."""

    penalty: Dated[PenaltyCharges]
    court_fee: Dated[Fee]
    agent_fees: Dated[AgentFees]


def read_charges(table: Table) -> Charges:
    """Return the amounts of a regime."""
    penalty = tuple(Version(c.since, c) for c in map(_penalty, table.tables("penalty_charge")))
    court = tuple(Version(f.since, f) for f in map(_court_fee, table.tables("court_fee")))
    agents = tuple(Version(f.since, f) for f in map(_agent_fees, table.tables("agent_fees")))
    table.done()
    return Charges(
        Dated("the penalty charge", penalty),
        Dated("the court's fee", court),
        Dated("the agents' fees", agents),
    )


def _penalty(table: Table) -> PenaltyCharges:
    provision, says, since = table.provision(), table.text("says"), table.day("from")
    early, surcharge = table.share("early"), table.share("surcharge")
    by_band: dict[tuple[int, Level], Charge] = {}
    for row in table.tables("bands"):
        band = row.whole("band")
        for level in Level:
            full = Money(row.whole(level))
            if (band, level) in by_band:
                raise LawDataError(f"{row.where}: band {band} stands twice")
            by_band[band, level] = Charge(full, full.share(*early), full + full.share(*surcharge), provision)
        row.done()
    table.done()
    return PenaltyCharges(by_band, provision, says, since)


def _court_fee(table: Table) -> Fee:
    fee = Fee(Money(table.whole("pence")), table.provision(), table.text("says"), table.day("from"))
    table.done()
    return fee


def _agent_fees(table: Table) -> AgentFees:
    fees = AgentFees(
        {stage: Money(table.whole(stage)) for stage in AgentStage},
        Money(table.whole("above")),
        table.share("share"),
        table.provision(),
        table.text("says"),
        table.day("from"),
    )
    table.done()
    return fees
