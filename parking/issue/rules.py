"""The checks before a number is used: pure questions, all asked, so that all reasons show at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parking.cases.history.issue import HowServed
from parking.law.contraventions import Contravention, Overstay, Place, UnknownContraventionError
from parking.law.question import refused
from parking.law.reasons import Reason, Refused
from parking.law.regimes import Law
from parking.law.state import MarkDeclared
from parking.places.rules import Enforceable, order_stops, power_stops, suspension_stops
from parking.values import clock
from parking.values.mark import Mark

CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an officer observed and wants to issue, or has given already."""

    client_ref: UUID
    officer_id: UUID
    place_id: UUID
    mark: Mark
    declared: MarkDeclared
    make: str
    colour: str
    country: str | None = None
    code: str
    suffix: str
    contravention_at: datetime
    observed_from: datetime | None = None
    observed_until: datetime | None = None
    paid_until: datetime | None = None
    first_seen_at: datetime | None = None
    photographs: tuple[UUID, ...] = ()
    note: str = ""
    overrides: tuple[str, ...] = ()
    number: str | None = None
    served_at: datetime | None = None
    how: HowServed = HowServed.AFFIXED
    device_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A PCN this vehicle had at this place for this code, on this day or shortly before."""

    number: str
    contravention_at: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks need to know besides the draft."""

    law: Law
    here: Enforceable
    earlier: tuple[Earlier, ...]
    photographs_kept: frozenset[UUID]
    observation_minutes: int
    now: datetime
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What stops a PCN, what a person should look at afterwards, and what to ask the officer about."""

    stops: tuple[Reason, ...]
    review: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    overridden: tuple[str, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """The codes of everything a person must look at."""
        return tuple(r.code for r in (*self.stops, *self.review))


def check(draft: Draft, around: Surroundings) -> Checked:
    """Ask every check of a draft; a policy the officer overrode, with a reason, no longer stops it."""
    found = tuple(answer.because for answer in _stops(draft, around) if answer is not None)
    over = tuple(r.code for r in found if r.policy and r.code in draft.overrides)
    return Checked(
        stops=tuple(r for r in found if r.code not in over),
        review=tuple(answer.because for answer in _review(draft, around)),
        warnings=tuple(answer.because for answer in _warnings(draft)),
        overridden=over,
    )


def _stops(draft: Draft, around: Surroundings) -> Iterator[Refused | None]:
    on = clock.day_of(draft.contravention_at)
    yield _time_stops(draft, around.now)
    try:
        listed = around.law.contraventions.get(draft.code)
    except UnknownContraventionError:
        yield refused("code_unknown", contravention=draft.code)
        return
    yield from _list_stops(draft, listed, around)
    yield power_stops(around.here, on, demonstration=around.demonstration)
    yield order_stops(around.here, draft.code, draft.suffix, draft.contravention_at)
    yield suspension_stops(around.here, draft.contravention_at)
    yield from _overstay_stops(draft, listed, around)
    yield from _duplicate_stops(draft, around)
    yield from _evidence_stops(draft, around)


def _time_stops(draft: Draft, now: datetime) -> Refused | None:
    latest = max(draft.contravention_at, draft.served_at or draft.contravention_at)
    if latest > now + CLOCK_SLACK:
        return refused("contravention_in_future", at=latest, now=now)
    if draft.served_at is not None and draft.served_at < draft.contravention_at:
        return refused("served_before_contravention", at=draft.served_at)
    return None


def _list_stops(draft: Draft, listed: Contravention, around: Surroundings) -> Iterator[Refused | None]:
    under = around.law.contraventions.provision
    if not listed.issuable and listed.withheld is not None:
        yield refused("code_withheld", under, contravention=draft.code, why=listed.withheld.value)
    if not listed.allows(draft.suffix):
        yield refused("suffix_not_listed", under, contravention=draft.code, suffix=draft.suffix or "none")
    wanted = Place.ON_STREET if around.here.on_street else Place.OFF_STREET
    if listed.issuable and listed.place is not wanted:
        yield refused("code_for_other_place", under, contravention=draft.code, place=around.here.name)


def _overstay_stops(draft: Draft, listed: Contravention, around: Surroundings) -> Iterator[Refused | None]:
    if not listed.needs_grace or listed.overstay is None:
        return
    permitted = permitted_until(draft, listed.overstay, around.here)
    if permitted is None:
        if listed.overstay is Overstay.PAID_UNTIL:
            yield refused("paid_until_missing", contravention=draft.code)
        elif listed.overstay is Overstay.FIRST_SEEN:
            yield refused("first_seen_missing", contravention=draft.code)
        return
    protected_until = around.law.grace_ends(permitted)
    if draft.contravention_at <= protected_until:
        yield refused(
            "inside_grace",
            around.law.grace.provision,
            permitted_until=permitted,
            protected_until=protected_until,
            at=draft.contravention_at,
        )


def permitted_until(draft: Draft, overstay: Overstay, here: Enforceable) -> datetime | None:
    """Return when the permitted parking period ended, from what was paid or when it was first seen."""
    if overstay is not Overstay.FIRST_SEEN:
        return draft.paid_until
    row = here.restriction_for(draft.code, draft.contravention_at)
    if draft.first_seen_at is None or row is None or row.max_stay_minutes is None:
        return None
    return draft.first_seen_at + timedelta(minutes=row.max_stay_minutes)


def _duplicate_stops(draft: Draft, around: Surroundings) -> Iterator[Refused | None]:
    on = clock.day_of(draft.contravention_at)
    for earlier in around.earlier:
        if clock.day_of(earlier.contravention_at) == on:
            yield refused("duplicate", number=earlier.number, at=earlier.contravention_at)


def _evidence_stops(draft: Draft, around: Surroundings) -> Iterator[Refused | None]:
    missing = [ref for ref in draft.photographs if ref not in around.photographs_kept]
    if missing:
        yield refused("photographs_not_arrived", missing=len(missing), listed=len(draft.photographs))
    if not draft.photographs:
        if draft.declared is not MarkDeclared.UNITED_KINGDOM:
            yield refused("odd_mark_needs_photograph", declared=draft.declared.value)
        else:
            yield refused("no_photographs", policy=True)
    wanted = timedelta(minutes=around.observation_minutes)
    start, end = draft.observed_from, draft.observed_until or draft.contravention_at
    watched = end - start if start is not None else timedelta(0)
    if watched < wanted:
        yield refused(
            "observation_too_short",
            policy=True,
            wanted=around.observation_minutes,
            watched=max(int(watched.total_seconds() // 60), 0),
        )


def _review(draft: Draft, around: Surroundings) -> Iterator[Refused]:
    on = clock.day_of(draft.contravention_at)
    for earlier in around.earlier:
        if clock.day_of(earlier.contravention_at) < on:
            yield refused("maybe_continuing", number=earlier.number, at=earlier.contravention_at)


def _warnings(draft: Draft) -> Iterator[Refused]:
    if draft.mark.is_odd and draft.declared is MarkDeclared.UNITED_KINGDOM:
        yield refused("odd_mark", mark_shape=draft.mark.format.value)
