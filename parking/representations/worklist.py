"""Representations that wait for a person: by the last day on which a decision can still be posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.cases.snapshot import state_of
from parking.law.counting import UnknownHolidaysError
from parking.law.state import Capacity, Stage
from parking.parties.models import Vehicle
from parking.representations.models import Representation

_ONE_DAY = timedelta(days=1)
_LATE_WAITS_IN = (Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.CHARGE_CERTIFICATE)


@dataclass(frozen=True, slots=True)
class Undecided:
    """Representations whose days run: when they end, and by when a rejection must be posted."""

    case_id: UUID
    number: str
    mark: str
    received_on: date
    starts_on: date
    alarm_on: date
    last_day: date
    post_by: date | None  # None where the bank holidays of that year are not entered yet
    capacity: Capacity
    rejection_waits: bool
    held: bool

    def alarms(self, on: date) -> bool:
        """Whether the authority's own alarm day has come."""
        return on >= self.alarm_on


@dataclass(frozen=True, slots=True)
class Late:
    """Late representations that wait for somebody to decide on admitting them."""

    case_id: UUID
    number: str
    mark: str
    received_on: date
    decide_by: date


def undecided(session: Session, *, council: Council) -> list[Undecided]:
    """Return representations whose days run, those that end first at the top."""
    rows = session.execute(
        select(
            Case.id, Case.number, Vehicle.mark, Case.lapses_on, Case.holds, Case.state,
            Representation.id.label("row_id"), Representation.received_on, Representation.starts_on,
            Representation.capacity,
        )
        .join(Representation, Representation.case_id == Case.id)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(
            Case.authority_id == council.id,
            Case.stage == Stage.REPRESENTED.value,
            Case.lapses_on.is_not(None),
            Representation.authority_id == council.id,
            Representation.starts_on.is_not(None),
        )
        .order_by(Case.lapses_on, Case.id, Representation.recorded_at)
    )  # fmt: skip
    found = []
    for row in rows:
        state = state_of(row.state)
        if state is not None and state.representation != row.row_id:
            continue  # an earlier set in the same case, decided long ago
        alarm = council.policies.value(PolicyKind.DECISION_ALARM_DAY, row.starts_on)
        found.append(
            Undecided(
                case_id=row.id,
                number=row.number,
                mark=row.mark,
                received_on=row.received_on,
                starts_on=row.starts_on,
                alarm_on=row.starts_on + (alarm - 1) * _ONE_DAY,
                last_day=row.lapses_on,
                post_by=post_by(council, row.lapses_on),
                capacity=Capacity(row.capacity),
                rejection_waits=state is not None and state.rejection_requested_on is not None,
                held=row.holds > 0,
            )
        )
    return found


def late_ones(session: Session, *, council: Council) -> list[Late]:
    """Return late representations that wait, those that came first at the top."""
    rows = session.execute(
        select(Case.id, Case.number, Vehicle.mark, Case.state, Representation.received_on)
        .join(Representation, Representation.case_id == Case.id)
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .where(
            Case.authority_id == council.id,
            Case.stage.in_([stage.value for stage in _LATE_WAITS_IN]),
            Representation.authority_id == council.id,
            Representation.is_late.is_(True),
            Representation.starts_on.is_(None),
            Representation.outcome.is_(None),
        )
        .order_by(Representation.received_on, Case.id)
    )
    return [
        Late(
            row.id,
            row.number,
            row.mark,
            row.received_on,
            row.received_on + council.policies.value(PolicyKind.ADMIT_LATE_DAYS, row.received_on) * _ONE_DAY,
        )
        for row in rows
        if (state := state_of(row.state)) is None or state.late_representations_on == row.received_on
    ]


def post_by(council: Council, last_day: date) -> date | None:
    """Return the last day to post on for service by a day, or None where the holidays are not known."""
    try:
        return council.law(last_day).latest_posting(last_day, council.calendar)
    except UnknownHolidaysError:
        return None
