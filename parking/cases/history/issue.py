"""How a case begins: a PCN is served."""

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


IssueEvent = PcnServed


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
        case _:
            assert_never(event)
