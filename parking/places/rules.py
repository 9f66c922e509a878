"""Whether a contravention is possible at a place and minute: pure questions over what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from parking.law.question import refused
from parking.law.reasons import Refused
from parking.values import clock


class PlaceKind(StrEnum):
    """On street or off it; the contravention list is split the same way."""

    CAR_PARK = "car_park"
    STREET = "street"


UNKNOWN_PLACES: dict[PlaceKind, tuple[str, str]] = {
    PlaceKind.CAR_PARK: ("UNKNOWN-CP", "A car park not yet known"),
    PlaceKind.STREET: ("UNKNOWN-ST", "A street not yet known"),
}
"""Code and name of the two places that stand in for one nobody knows, until a person finds out."""


class PowerKind(StrEnum):
    """What an authority's power to enforce at a place rests on."""

    SECTION_35 = "section_35"
    ON_STREET = "on_street"
    ON_STREET_AGENCY = "on_street_agency"
    TRUST_LAND = "trust_land"
    UNKNOWN = "unknown"


class PowerStanding(StrEnum):
    """How sure we are of a power; an assumed one serves a demonstration only."""

    CONFIRMED = "confirmed"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class SuspensionKind(StrEnum):
    """Why enforcement stops for a time."""

    FREE_DAY = "free_day"
    EVENT = "event"
    FLOOD = "flood"
    FUNERAL = "funeral"
    POLLING = "polling"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class PowerFact:
    """One stretch of time in which a power held."""

    kind: PowerKind
    standing: PowerStanding
    from_on: date
    until_on: date | None
    in_name_of: str
    ended_because: str


@dataclass(frozen=True, slots=True)
class RestrictionFact:
    """One contravention an order makes possible, and when."""

    id: UUID
    code: str
    suffixes: str
    order_reference: str
    article: str
    is_attached: bool
    in_force_from: date
    in_force_until: date | None
    days: str
    from_minute: int
    to_minute: int
    max_stay_minutes: int | None

    def runs_at(self, at: datetime) -> bool:
        """Whether the order's days and hours include an instant, by the clock in London."""
        wall = clock.local(at)
        minute = wall.hour * 60 + wall.minute
        in_force = self.in_force_from <= wall.date() and (
            self.in_force_until is None or wall.date() <= self.in_force_until
        )
        return (
            in_force and str(wall.isoweekday()) in self.days and self.from_minute <= minute < self.to_minute
        )


@dataclass(frozen=True, slots=True)
class SuspensionFact:
    """A stretch of time in which enforcement stands still here."""

    id: UUID
    kind: SuspensionKind
    from_at: datetime
    until_at: datetime
    ordered_by: str


@dataclass(frozen=True, slots=True)
class Enforceable:
    """Everything that decides whether a PCN may be issued at a place."""

    place_id: UUID
    code: str
    name: str
    town: str
    kind: PlaceKind
    powers: tuple[PowerFact, ...]
    restrictions: tuple[RestrictionFact, ...]
    suspensions: tuple[SuspensionFact, ...]

    @property
    def on_street(self) -> bool:
        """Whether this is a road rather than a car park."""
        return self.kind is PlaceKind.STREET

    def power_on(self, on: date) -> PowerFact | None:
        """Return the power that held on a day."""
        for power in self.powers:
            if power.from_on <= on and (power.until_on is None or on <= power.until_on):
                return power
        return None

    def restriction_for(self, code: str, at: datetime) -> RestrictionFact | None:
        """Return the order's row that makes a code possible here at an instant."""
        return next((r for r in self.restrictions if r.code == code and r.runs_at(at)), None)

    def possible_at(self, at: datetime) -> tuple[RestrictionFact, ...]:
        """Return every contravention an order in force makes possible here at an instant."""
        return tuple(r for r in self.restrictions if r.runs_at(at))


def standings_enough(*, demonstration: bool) -> frozenset[PowerStanding]:
    """Return how sure of a power one must be to enforce; a demonstration may assume it."""
    sure = frozenset({PowerStanding.CONFIRMED})
    return sure | {PowerStanding.ASSUMED} if demonstration else sure


def power_stops(here: Enforceable, on: date, *, demonstration: bool) -> Refused | None:
    """Return why there is no power to enforce here on a day, or None when there is."""
    power = here.power_on(on)
    if power is None:
        ended = [p for p in here.powers if p.until_on is not None and p.until_on < on]
        if ended:
            last = max(ended, key=lambda p: p.until_on or on)
            return refused(
                "power_ended",
                place=here.name,
                ended_on=last.until_on or on,
                because=last.ended_because,
            )
        return refused("no_power", place=here.name)
    if power.standing not in standings_enough(demonstration=demonstration):
        return refused("power_not_confirmed", place=here.name, kind=power.kind.value)
    return None


def order_stops(here: Enforceable, code: str, suffix: str, at: datetime) -> Refused | None:
    """Return why no order here makes this code and suffix a contravention at this minute."""
    rows = [r for r in here.restrictions if r.code == code]
    if not rows:
        return refused("code_not_ordered_here", place=here.name, contravention=code)
    row = here.restriction_for(code, at)
    if row is None:
        return refused("order_not_running", place=here.name, contravention=code, at=at)
    if suffix and suffix not in row.suffixes:
        return refused(
            "suffix_not_ordered_here",
            place=here.name,
            contravention=code,
            suffix=suffix,
            article=row.article,
        )
    return None


def suspension_stops(here: Enforceable, at: datetime) -> Refused | None:
    """Return the suspension that stops enforcement here at an instant, or None."""
    for row in here.suspensions:
        if row.from_at <= at <= row.until_at:
            return refused(
                "enforcement_suspended",
                place=here.name,
                why=row.kind.value,
                from_at=row.from_at,
                until_at=row.until_at,
                ordered_by=row.ordered_by,
            )
    return None
