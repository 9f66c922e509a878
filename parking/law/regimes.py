"""The law of one regime on one day: the frozen snapshot that is handed to every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parking.law import prescribed as statements
from parking.law import timeline
from parking.law.basis import Basis
from parking.law.charges import AgentFees, Charge, Charges, Fee, Level, read_charges
from parking.law.contraventions import ContraventionList, read_contraventions
from parking.law.counting import Calendar, Period, latest_posting
from parking.law.dated import Dated, LawDataError, NotYetLawError, Table, read_content
from parking.law.grounds import DatedGrounds, Grounds, grounds_at, read_grounds
from parking.law.holidays import shipped_calendar
from parking.law.prescribed import PaperKind, Statement, read_prescribed
from parking.law.rules import Rule, RuleInForce, read_rules
from parking.law.timeline import DISCOUNT, FULL_CHARGE, Clock, ClockInForce, ClockRow, read_timeline
from parking.values.canonical import digest

FOLDER = Path(__file__).parent / "data"
HOLIDAYS = "holidays"
ENGLAND = "england"
FILES = ("charges", "contraventions", "grounds", "prescribed", "regime", "rules", "timeline")
CODE_LIST = "contravention_list"


class UnknownRegimeError(LookupError):
    """No folder of law stands for that regime."""

    def __init__(self, regime: str) -> None:
        super().__init__(f"regime {regime!r} is not built yet")


@dataclass(frozen=True, slots=True)
class Regime:
    """Everything a regime's folder holds, in every version."""

    name: str
    title: str
    nation: str
    covers: str
    digest: str
    clocks: Mapping[Clock, ClockRow]
    charges: Charges
    lists: Dated[ContraventionList]
    grounds: DatedGrounds
    statements: Mapping[PaperKind, tuple[Statement, ...]]
    rules: Mapping[Rule, Dated[RuleInForce]]


@dataclass(frozen=True, slots=True)
class Law:
    """The law of a regime on a day; a rule that was not law on that day raises NotYetLawError."""

    regime: str
    title: str
    nation: str
    day: date
    digest: str
    _clocks: Mapping[Clock, ClockInForce] = field(compare=False, repr=False)
    _whole: Regime = field(compare=False, repr=False)

    def clock(self, clock: Clock) -> ClockInForce:
        """Return a clock as it runs on this day, with its provision and its plain words."""
        try:
            return self._clocks[clock]
        except KeyError:
            raise NotYetLawError(f"the clock {clock} is not held for {self.day.isoformat()}") from None

    def period(self, clock: Clock) -> Period:
        """Return how long a clock runs."""
        return self.clock(clock).period

    def has(self, clock: Clock) -> bool:
        """Return whether a clock is law on this day."""
        return clock in self._clocks

    @property
    def clocks(self) -> tuple[ClockInForce, ...]:
        """Every clock in force, in the order of the case."""
        return tuple(self._clocks.values())

    @property
    def calendar(self) -> Calendar:
        """The shipped bank holidays of the nation; an authority counts with its own."""
        return shipped_calendar(self.nation)

    @property
    def grace(self) -> ClockInForce:
        """The minutes after a permitted parking period in which no charge may be imposed."""
        return self.clock(Clock.GRACE)

    @property
    def court_fee(self) -> Fee:
        """The fee for registering a debt."""
        return self._whole.charges.court_fee.at(self.day)

    @property
    def agent_fees(self) -> AgentFees:
        """The fees of enforcement agents."""
        return self._whole.charges.agent_fees.at(self.day)

    @property
    def contraventions(self) -> ContraventionList:
        """The national list of contraventions."""
        return self._whole.lists.at(self.day)

    @property
    def grounds(self) -> Grounds:
        """What may be said against a charge."""
        return _grounds(self._whole.name, self.day)

    def rule(self, rule: Rule) -> RuleInForce:
        """Return a rule that has no clock, with its provision and its plain words."""
        return self._whole.rules[rule].at(self.day)

    def charge(self, band: int, level: Level) -> Charge:
        """Return the penalty charge of a band and level."""
        return self._whole.charges.penalty.at(self.day).charge(band, level)

    def prescribed(self, kind: PaperKind, basis: Basis | None = None) -> tuple[Statement, ...]:
        """Return what a paper printed on this day must and should say."""
        return statements.in_force(self._whole.statements[kind], self.day, basis)

    def discount(self, basis: Basis) -> ClockInForce:
        """Return the clock of the reduced amount, which runs from service."""
        return self.clock(DISCOUNT[basis])

    def full_charge(self, basis: Basis) -> ClockInForce:
        """Return the clock of the full charge: from the contravention at the kerb, from service by post."""
        return self.clock(FULL_CHARGE[basis])

    def grace_ends(self, permitted_until: datetime) -> datetime:
        """Return the last instant at which an overstay is still protected."""
        return self.grace.period.last_instant(permitted_until)

    def deemed_service(self, posted_on: date, calendar: Calendar) -> date:
        """Return the day a notice sent by first class post is taken as served."""
        return self.period(Clock.DEEMED_SERVICE).last_day(posted_on, calendar)

    def latest_posting(self, serve_by: date, calendar: Calendar) -> date:
        """Return the last working day to post on for service to be deemed by a day."""
        return latest_posting(serve_by, self.period(Clock.DEEMED_SERVICE), calendar)


def built_regimes() -> tuple[str, ...]:
    """Return the regimes that have a folder of law."""
    return tuple(sorted(p.name for p in FOLDER.iterdir() if p.is_dir() and p.name != HOLIDAYS))


@lru_cache(maxsize=8192)
def law_at(day: date, regime: str = ENGLAND) -> Law:
    """Return the law of a regime on a day."""
    whole = regime_of(regime)
    clocks = _clocks(regime, max((since for since in _changes(regime) if since <= day), default=date.min))
    return Law(whole.name, whole.title, whole.nation, day, whole.digest, clocks, whole)


@cache
def regime_of(name: str) -> Regime:
    """Return a regime with every version of its law."""
    if name not in built_regimes():
        raise UnknownRegimeError(name)
    content = {path.stem: read_content(path) for path in sorted((FOLDER / name).glob("*.toml"))}
    return read_regime(name, content)


def read_regime(name: str, content: Mapping[str, dict[str, Any]]) -> Regime:
    """Return a regime from what its files hold; a missing, strange or malformed part is refused."""
    missing = [stem for stem in FILES if stem not in content]
    strange = [stem for stem in content if stem not in FILES and not stem.startswith(CODE_LIST)]
    if missing or strange:
        raise LawDataError(f"{name}: missing files {missing}, strange files {strange}")
    tables = {stem: Table(f"{name}/{stem}.toml", held) for stem, held in content.items()}
    about = tables["regime"]
    regime = Regime(
        name=about.text("name"),
        title=about.text("title"),
        nation=about.text("nation"),
        covers=about.text("covers"),
        digest=digest(_plain(content)),
        clocks=MappingProxyType(read_timeline(tables["timeline"])),
        charges=read_charges(tables["charges"]),
        lists=read_contraventions(tables["contraventions"], tables),
        grounds=read_grounds(tables["grounds"]),
        statements=MappingProxyType(read_prescribed(tables["prescribed"])),
        rules=MappingProxyType(read_rules(tables["rules"])),
    )
    about.done()
    return regime


@cache
def _changes(regime: str) -> frozenset[date]:
    """Return the days on which a clock began to say something new: between two of them none changes."""
    return frozenset(v.since for row in regime_of(regime).clocks.values() for v in row.terms.versions)


@cache
def _clocks(regime: str, since: date) -> Mapping[Clock, ClockInForce]:
    rows = regime_of(regime).clocks.values()
    return MappingProxyType(
        {row.clock: timeline.in_force(row, since) for row in rows if row.terms.known_on(since)}
    )


@lru_cache(maxsize=1024)
def _grounds(regime: str, day: date) -> Grounds:
    return grounds_at(regime_of(regime).grounds, day)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
