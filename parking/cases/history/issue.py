"""How a case begins: a PCN is given at the kerb, or prepared to go by post."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from parking.law.basis import Basis
from parking.law.state import MarkDeclared, Stage, State
from parking.values import clock
from parking.values.money import Money


class HowServed(StrEnum):
    """How a kerb PCN reached the motorist (SI 2022/71 reg 9)."""

    AFFIXED = "affixed"
    HANDED = "handed"


@dataclass(frozen=True, slots=True)
class PcnServed:
    """A civil enforcement officer fixed a PCN to a vehicle or handed it over."""

    number: str
    vehicle_id: UUID
    vehicle_digest: str
    mark: MarkDeclared
    place_id: UUID
    restriction_id: UUID | None
    enforcement_authority: str
    on_street: bool
    code: str
    suffix: str
    level: str
    contravention_at: datetime
    served_at: datetime
    how: HowServed
    officer_id: UUID
    observed_from: datetime | None
    observed_until: datetime | None
    paid_until: datetime | None
    first_seen_at: datetime | None
    full: Money
    discounted: Money
    increased: Money
    discount_until: date
    photographs: tuple[str, ...]
    note_id: UUID | None
    note_digest: str | None
    checks_failed: tuple[str, ...]
    overridden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PcnPrepared:
    """A PCN that has to go by post: begun at the kerb but not given, or seen by an approved device.

    For a drive-away `prepare_started_at` must come before `ended_at`, when the vehicle left: to
    observe is not to begin to prepare (SI 2022/71 reg 10(4)).
    """

    number: str
    vehicle_id: UUID
    vehicle_digest: str
    mark: MarkDeclared
    place_id: UUID
    restriction_id: UUID | None
    enforcement_authority: str
    on_street: bool
    basis: Basis
    code: str
    suffix: str
    level: str
    contravention_at: datetime
    officer_id: UUID
    observed_from: datetime | None
    observed_until: datetime | None
    prepare_started_at: datetime | None
    ended_at: datetime
    device_certificate: str | None
    full: Money
    discounted: Money
    increased: Money
    photographs: tuple[str, ...]
    note_id: UUID | None
    note_digest: str | None
    checks_failed: tuple[str, ...]
    paid_until: datetime | None = None
    first_seen_at: datetime | None = None
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostalPcnRequested:
    """A postal PCN waits to be printed for the person liable."""

    paper_id: UUID
    party_id: UUID
    requested_on: date


@dataclass(frozen=True, slots=True)
class PostalPcnWithdrawn:
    """A postal PCN asked of the print room may no longer go."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class PostalPcnServed:
    """The postal PCN was posted on the day printed on it; it is its own enforcement notice."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    posted_on: date
    served_on: date
    discount_until: date


@dataclass(frozen=True, slots=True)
class PostalServiceExtended:
    """A supervisor relies on the six months that follow a keeper register's silence (unverified rule)."""

    on: date
    reason: str
    decision_digest: str


Began = PcnServed | PcnPrepared
"""How a case can begin: with a PCN given at the kerb, or with one that has to go by post."""


def beginning(first: object) -> Began:
    """Return the first event of a case as what it is, whichever way its PCN goes."""
    if isinstance(first, PcnServed | PcnPrepared):
        return first
    raise TypeError(f"a case begins with a PCN, not with {type(first).__name__}")


IssueEvent = (
    PcnServed
    | PcnPrepared
    | PostalPcnRequested
    | PostalPcnWithdrawn
    | PostalPcnServed
    | PostalServiceExtended
)


def evolve(state: State, event: IssueEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case PcnServed():
            return replace(
                state,
                stage=Stage.SERVED,
                basis=Basis.KERB,
                contravention_at=event.contravention_at,
                contravention_on=clock.day_of(event.contravention_at),
                served_on=clock.day_of(event.served_at),
                code=event.code,
                full=event.full,
                discounted=event.discounted,
                increased=event.increased,
                discount_until=event.discount_until,
                mark=event.mark,
            )
        case PcnPrepared():
            return replace(
                state,
                stage=Stage.PREPARED,
                basis=event.basis,
                contravention_at=event.contravention_at,
                contravention_on=clock.day_of(event.contravention_at),
                code=event.code,
                full=event.full,
                discounted=event.discounted,
                increased=event.increased,
                mark=event.mark,
            )
        case PostalPcnRequested(requested_on=day):
            return replace(state, notice_requested_on=day)
        case PostalPcnWithdrawn():
            return replace(state, notice_requested_on=None)
        case PostalPcnServed(posted_on=posted, served_on=served, discount_until=until):
            return replace(
                state,
                stage=Stage.SERVED_BY_POST,
                notice_requested_on=None,
                notice_posted_on=posted,
                served_on=served,
                discount_until=until,
                notices_to_owner=state.notices_to_owner + 1,
            )
        case PostalServiceExtended(on=day):
            return replace(state, postal_extension_on=day)
        case _:
            assert_never(event)
