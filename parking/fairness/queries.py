"""What waits for somebody: holds by their day, dates that would lapse under one, instalments missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.cases.record import load_unlocked
from parking.cases.snapshot import state_of
from parking.fairness.arrangements import RUNNING, Due
from parking.fairness.models import Arrangement, Circumstance, Instalment
from parking.law.state import HoldKind, Stage
from parking.parties.models import Vehicle
from parking.values.money import NOTHING, Money


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A hold that waits to be looked at again."""

    case_id: UUID
    number: str
    mark: str
    hold_id: UUID
    kind: HoldKind
    review_on: date
    ends_on: date | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class LapsingRow:
    """A held case whose last lawful day is near or past."""

    case_id: UUID
    number: str
    mark: str
    stage: Stage
    lapses_on: date
    kinds: tuple[HoldKind, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The facts behind one hold."""

    what: str
    reference: str
    begins_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """An arrangement that runs, and how far the money that came in has got."""

    case_id: UUID
    number: str
    mark: str
    agreed_on: date
    due: tuple[Due, ...]
    paid: Money

    def missed(self, today: date) -> Money:
        """Return what should have come in before a day and did not, earliest instalments first."""
        wanted = sum((each.amount for each in self.due if each.on < today), NOTHING)
        return max(wanted - self.paid, NOTHING)

    @property
    def left(self) -> Money:
        """What is still to come."""
        return max(sum((each.amount for each in self.due), NOTHING) - self.paid, NOTHING)

    @property
    def first_unpaid(self) -> Due | None:
        """The first instalment that the money does not cover whole."""
        before = NOTHING
        for each in self.due:
            before += each.amount
            if before > self.paid:
                return each
        return None


def holds_to_review(
    session: Session, *, authority: UUID, until: date | None = None, most: int = 500
) -> list[HeldRow]:
    """Return holds by the day somebody looks at them again, the longest overdue first."""
    query = (
        select(Case.id, Case.number, Vehicle.mark, Case.state, Case.is_closed)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Case.authority_id == authority, Case.holds > 0)
        .order_by(Case.review_on, Case.id)
        .limit(most)
    )
    if until is not None:
        query = query.where(Case.review_on <= until)
    rows = session.execute(query).all()
    ends = _ends(session, authority, [row.id for row in rows])
    found = []
    for row in rows:
        state = state_of(row.state) or load_unlocked(session, authority=authority, case_id=row.id).state
        found += [
            HeldRow(
                row.id, row.number, row.mark, hold_id, kind, state.reviews[hold_id], ends.get(hold_id),
                row.is_closed,
            )
            for hold_id, kind in state.holds.items()
            if until is None or state.reviews[hold_id] <= until
        ]  # fmt: skip
    return sorted(found, key=lambda held: (held.review_on, held.number, held.hold_id))


def lapsing_under_holds(
    session: Session, *, council: Council, today: date, most: int = 500
) -> list[LapsingRow]:
    """Return held cases whose last lawful day comes within the days of policy, soonest first."""
    days = council.policies.value(PolicyKind.LAPSE_ALARM_DAYS, today)
    rows = session.execute(
        select(Case.id, Case.number, Vehicle.mark, Case.stage, Case.lapses_on, Case.state)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(
            Case.authority_id == council.id,
            Case.holds > 0,
            Case.is_closed.is_(False),
            Case.lapses_on <= today + timedelta(days=days),
        )
        .order_by(Case.lapses_on, Case.id)
        .limit(most)
    ).all()
    found = []
    for row in rows:
        state = state_of(row.state) or load_unlocked(session, authority=council.id, case_id=row.id).state
        kinds = tuple(sorted(state.holds.values()))
        found.append(LapsingRow(row.id, row.number, row.mark, Stage(row.stage), row.lapses_on, kinds))
    return found


def facts_of(session: Session, *, authority: UUID, case_id: UUID) -> dict[UUID, Told]:
    """Return the facts behind the holds of a case, by hold."""
    rows = session.execute(
        select(
            Circumstance.hold_id, Circumstance.what, Circumstance.reference, Circumstance.begins_on,
            Circumstance.ends_on,
        )
        .where(Circumstance.authority_id == authority, Circumstance.case_id == case_id)
        .order_by(Circumstance.id)
    )  # fmt: skip
    return {row[0]: Told(row[1], row[2], row[3], row[4]) for row in rows}


def plans(session: Session, *, authority: UUID, case_id: UUID | None = None) -> list[Plan]:
    """Return the arrangements that run, of one case or of all, the earliest agreed first."""
    query = (
        select(
            Arrangement.id, Arrangement.case_id, Case.number, Vehicle.mark, Arrangement.agreed_on,
            Arrangement.paid_before_pence, Case.paid_pence, Instalment.due_on, Instalment.pence,
        )
        .join(Instalment, Instalment.arrangement_id == Arrangement.id)
        .join(Case, Case.id == Arrangement.case_id)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(Arrangement.authority_id == authority, Arrangement.state == RUNNING)
        .order_by(Arrangement.agreed_on, Arrangement.id, Instalment.place)
    )  # fmt: skip
    if case_id is not None:
        query = query.where(Arrangement.case_id == case_id)
    return [_plan(list(rows)) for _, rows in groupby(session.execute(query), key=lambda row: row.id)]


def missed_instalments(session: Session, *, authority: UUID, today: date) -> list[Plan]:
    """Return the arrangements in which something that was due has not come: each waits for a person."""
    return [plan for plan in plans(session, authority=authority) if plan.missed(today)]


def _plan(rows: list[Any]) -> Plan:
    first = rows[0]
    return Plan(
        first.case_id,
        first.number,
        first.mark,
        first.agreed_on,
        tuple(Due(row.due_on, Money(row.pence)) for row in rows),
        Money(first.paid_pence - first.paid_before_pence),
    )


def _ends(session: Session, authority: UUID, cases: Iterable[UUID]) -> dict[UUID, date]:
    rows = session.execute(
        select(Circumstance.hold_id, Circumstance.ends_on).where(
            Circumstance.authority_id == authority,
            Circumstance.case_id.in_(list(cases)),
            Circumstance.ends_on.is_not(None),
        )
    )
    return {row.hold_id: row.ends_on for row in rows}
