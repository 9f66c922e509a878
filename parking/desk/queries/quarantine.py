"""Reading what a person must look at: PCNs that failed their checks, disputed ones, orders without a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history import registry
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.history.issue import Began, PcnPrepared, PcnServed
from parking.cases.models import EventRow
from parking.cases.queries import CaseRow, held_cases
from parking.cases.record import By
from parking.issue.actions import ask_checks
from parking.issue.models import DisputedIntake
from parking.issue.rules import Draft
from parking.law.reasons import Reason
from parking.law.state import HoldKind
from parking.places.models import Order, Restriction
from parking.values.mark import Mark

_KINDS = ("pcn_served", "pcn_prepared", "hold_set", "hold_released")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A PCN that was taken in with failed checks and waits for a person."""

    row: CaseRow
    began: Began
    recorded_at: datetime
    hold_id: UUID
    review_on: date


def quarantined(session: Session, *, authority: UUID) -> list[Quarantined]:
    """Return open PCNs held for failed checks, oldest first."""
    rows = held_cases(session, authority=authority)
    events = session.execute(
        select(EventRow.case_id, EventRow.kind, EventRow.version, EventRow.facts, EventRow.recorded_at)
        .where(
            EventRow.authority_id == authority,
            EventRow.case_id.in_([row.id for row in rows]),
            EventRow.kind.in_(_KINDS),
        )
        .order_by(EventRow.case_id, EventRow.seq)
    )
    began: dict[UUID, tuple[Began, datetime]] = {}
    holds: dict[UUID, dict[UUID, HoldSet]] = {}
    for row in events:
        match registry.read(row.kind, row.version, row.facts):
            case PcnServed() | PcnPrepared() as event:
                began[row.case_id] = event, row.recorded_at
            case HoldSet(kind=HoldKind.CHECKS_FAILED) as event:
                holds.setdefault(row.case_id, {})[event.hold_id] = event
            case HoldReleased(hold_id=released):
                holds.get(row.case_id, {}).pop(released, None)
    return [
        Quarantined(row, *began[row.id], hold.hold_id, hold.review_on)
        for row in rows
        for hold in holds.get(row.id, {}).values()
    ]


def failed_checks(
    session: Session, *, council: Council, row: CaseRow, began: Began, at: datetime
) -> dict[str, Reason | None]:
    """Return each check a PCN failed when it was taken in, with its reason as it reads today.

    The history keeps codes only. Asked again, a check gives its facts: None where what made it
    fail has been put right since.
    """
    draft = Draft(
        client_ref=row.id,
        officer_id=began.officer_id,
        place_id=began.place_id,
        mark=Mark.read(row.mark),
        declared=began.mark,
        make=row.make,
        colour=row.colour,
        code=began.code,
        suffix=began.suffix,
        contravention_at=began.contravention_at,
        observed_from=began.observed_from,
        observed_until=began.observed_until,
        paid_until=began.paid_until,
        first_seen_at=began.first_seen_at,
        served_at=began.served_at if isinstance(began, PcnServed) else None,
    )
    asked = ask_checks(session, council=council, draft=draft, by=By("system", "desk", at))
    found = {
        reason.code: reason
        for reason in (*asked.stops, *asked.review)
        if reason.facts.get("number") != row.number  # a PCN is no duplicate of itself
    }
    return {code: found.get(code) for code in began.checks_failed}


@dataclass(frozen=True, slots=True)
class Disputed:
    """A PCN that was given under a number that stands on another case."""

    id: UUID
    client_ref: UUID
    reason: str
    body: dict[str, Any]
    received_at: datetime


def disputed(session: Session, *, authority: UUID, most: int = 50) -> list[Disputed]:
    """Return disputed intakes nobody has settled, oldest first."""
    rows = session.execute(
        select(
            DisputedIntake.id, DisputedIntake.client_ref, DisputedIntake.reason, DisputedIntake.body,
            DisputedIntake.received_at,
        )
        .where(DisputedIntake.authority_id == authority, DisputedIntake.settled_at.is_(None))
        .order_by(DisputedIntake.received_at, DisputedIntake.id)
        .limit(most)
    )  # fmt: skip
    return [Disputed(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class OrderMissing:
    """An order whose text nobody has attached: no notice to owner may rest on it."""

    id: UUID
    reference: str
    title: str
    places: int


def orders_not_attached(session: Session, *, authority: UUID) -> list[OrderMissing]:
    """Return the orders without a document, with how many places rest on each."""
    rows = session.execute(
        select(Order.id, Order.reference, Order.title, func.count(func.distinct(Restriction.place_id)))
        .join(Restriction, Restriction.order_id == Order.id, isouter=True)
        .where(Order.authority_id == authority, Order.document_sha256.is_(None))
        .group_by(Order.id, Order.reference, Order.title)
        .order_by(Order.reference, Order.id)
    )
    return [OrderMissing(*row) for row in rows]
