"""Reading cases: one by id, by number or mark, their history, and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, bindparam, select
from sqlalchemy.orm import Session

from parking.cases.errors import NoSuchCaseError
from parking.cases.history import registry
from parking.cases.history.issue import Began, PcnServed, beginning
from parking.cases.history.registry import Event
from parking.cases.models import Case, EventRow
from parking.law.state import Stage
from parking.law.steps import Step
from parking.parties.models import Vehicle
from parking.places.models import Place
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as pages show it."""

    id: UUID
    number: str
    mark: str
    make: str
    colour: str
    place_id: UUID
    place: str
    town: str
    code: str
    suffix: str
    level: str
    contravention_at: datetime
    served_on: date | None  # a PCN that goes by post is not served yet
    stage: Stage
    is_closed: bool
    holds: int
    charge: Money
    discounted: Money
    discount_until: date | None
    paid: Money
    next_step: str | None
    next_due_on: date | None
    enforcement_authority: str
    officer_id: UUID
    liable_party_id: UUID | None

    def owed(self, on: date) -> Money:
        """Return what is owed on a day, from the projection (equal to State.owed)."""
        if self.is_closed:
            return Money(0)
        in_time = self.discount_until is not None and on <= self.discount_until
        return max((self.discounted if in_time else self.charge) - self.paid, Money(0))


_COLUMNS = (
    Case.id, Case.number, Vehicle.mark, Vehicle.make, Vehicle.colour, Case.place_id, Place.name,
    Place.town, Case.code, Case.suffix, Case.level, Case.contravention_at, Case.served_on, Case.stage,
    Case.is_closed, Case.holds, Case.charge_pence, Case.discounted_pence, Case.discount_until,
    Case.paid_pence, Case.next_step, Case.next_due_on, Case.enforcement_authority, Case.officer_id,
    Case.liable_party_id,
)  # fmt: skip
_JOINED = (
    select(*_COLUMNS).join(Vehicle, Vehicle.id == Case.vehicle_id).join(Place, Place.id == Case.place_id)
)
# Asked all day at every desk, so built once: building a statement costs more than its answer.
_OWN = _JOINED.where(Case.authority_id == bindparam("authority"))
_BY_ID = _OWN.where(Case.id == bindparam("case"))
_SAME_NUMBER = Case.number == bindparam("number")
_SAME_MARK = (Vehicle.authority_id == bindparam("authority")) & (Vehicle.mark == bindparam("mark"))
_FOUND = _OWN.order_by(Case.contravention_at.desc(), Case.id).limit(bindparam("most", type_=Integer))
_WITH = {
    (True, False): _FOUND.where(_SAME_NUMBER),
    (False, True): _FOUND.where(_SAME_MARK),
    (True, True): _FOUND.where(_SAME_NUMBER, _SAME_MARK),
}
_HISTORY = (
    select(
        EventRow.seq, EventRow.kind, EventRow.version, EventRow.facts, EventRow.happened_at,
        EventRow.recorded_at, EventRow.actor, EventRow.door, EventRow.hash,
    )
    .where(EventRow.authority_id == bindparam("authority"), EventRow.case_id == bindparam("case"))
    .order_by(EventRow.seq)
)  # fmt: skip


def case(session: Session, *, authority: UUID, case_id: UUID) -> CaseRow:
    """Return one case of an authority."""
    row = session.execute(_BY_ID, {"authority": authority, "case": case_id}).one_or_none()
    if row is None:
        raise NoSuchCaseError("There is no such case.")
    return _row(row)


def cases_with(
    session: Session, *, authority: UUID, number: str | None = None, mark: str | None = None, most: int = 50
) -> list[CaseRow]:
    """Return cases by whole number, or by whole mark, newest first; never a part of either."""
    query = _WITH[number is not None, mark is not None]
    rows = session.execute(query, {"authority": authority, "number": number, "mark": mark, "most": most})
    return [_row(row) for row in rows]


def held_cases(session: Session, *, authority: UUID, most: int = 200) -> list[CaseRow]:
    """Return open cases that stand still, oldest first."""
    rows = session.execute(
        _JOINED.where(Case.authority_id == authority, Case.holds > 0, Case.is_closed.is_(False))
        .order_by(Case.contravention_at, Case.id)
        .limit(most)
    )
    return [_row(row) for row in rows]


def by_officer(
    session: Session, *, authority: UUID, officer_id: UUID, on: date, most: int = 100
) -> list[CaseRow]:
    """Return what an officer issued on a day, newest first."""
    rows = session.execute(
        _JOINED.where(Case.authority_id == authority, Case.officer_id == officer_id, Case.served_on == on)
        .order_by(Case.contravention_at.desc(), Case.id)
        .limit(most)
    )
    return [_row(row) for row in rows]


def due(
    session: Session, *, authority: UUID, step: Step, on: date, after: UUID | None, most: int
) -> list[UUID]:
    """Return cases whose next step is due by a day and which nothing holds, in the order of their ids."""
    query = select(Case.id).where(
        Case.authority_id == authority,
        Case.next_step == step.value,
        Case.next_due_on <= on,
        Case.holds == 0,
        Case.is_closed.is_(False),
    )
    if after is not None:
        query = query.where(Case.id > after)
    return list(session.scalars(query.order_by(Case.id).limit(most)))


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a history, as it was recorded."""

    seq: int
    kind: str
    event: Event
    happened_at: datetime
    recorded_at: datetime
    actor: str
    door: str
    hash: str


def history(session: Session, *, authority: UUID, case_id: UUID) -> list[Happened]:
    """Return everything that happened to a case, oldest first."""
    rows = session.execute(_HISTORY, {"authority": authority, "case": case_id}).all()
    if not rows:
        raise NoSuchCaseError("There is no such case.")
    return [
        Happened(
            row.seq, row.kind, registry.read(row.kind, row.version, row.facts), row.happened_at,
            row.recorded_at, row.actor, row.door, row.hash,
        )
        for row in rows
    ]  # fmt: skip


def pcn_began(session: Session, *, authority: UUID, case_id: UUID) -> Began:
    """Return the event that began a case, whether its PCN was given or goes by post."""
    return beginning(history(session, authority=authority, case_id=case_id)[0].event)


def pcn_served(session: Session, *, authority: UUID, case_id: UUID) -> PcnServed:
    """Return the event that began a case at the kerb."""
    first = history(session, authority=authority, case_id=case_id)[0].event
    if not isinstance(first, PcnServed):
        raise NoSuchCaseError("this case did not begin with a PCN at the kerb")
    return first


def _row(row: Row[Any]) -> CaseRow:
    values = row._asdict()
    values["place"] = values.pop("name")
    values["stage"] = Stage(values["stage"])
    for column, name in (
        ("charge_pence", "charge"),
        ("discounted_pence", "discounted"),
        ("paid_pence", "paid"),
    ):
        values[name] = Money(values.pop(column))
    return CaseRow(**values)
