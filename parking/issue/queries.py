"""Reading for issue: earlier PCNs of a vehicle, what a suspension caught, what failed its checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parking.cases.errors import NoSuchCaseError
from parking.cases.history import registry
from parking.cases.history.issue import PcnServed
from parking.cases.models import Case, EventRow
from parking.issue.models import DisputedIntake
from parking.issue.rules import Earlier
from parking.parties.models import Vehicle
from parking.values import clock

# Asked with every PCN, so built once: building a statement costs more than SQLite takes to answer it.
_CASE, _VEHICLE, _EVENT = Case.__table__.c, Vehicle.__table__.c, EventRow.__table__.c
_ISSUED_AS = select(_CASE.id, _CASE.number, _CASE.holds).where(
    _CASE.authority_id == bindparam("authority"), _CASE.client_ref == bindparam("client_ref")
)
_EARLIER = (
    select(_CASE.number, _CASE.contravention_at)
    .join(Vehicle.__table__, _VEHICLE.id == _CASE.vehicle_id)
    .where(
        _VEHICLE.authority_id == bindparam("authority"),
        _VEHICLE.mark == bindparam("mark"),
        _CASE.authority_id == bindparam("authority"),
        _CASE.place_id == bindparam("place"),
        _CASE.code == bindparam("code"),
        _CASE.contravention_on >= bindparam("since"),
        _CASE.contravention_on <= bindparam("on"),
    )
    .order_by(_CASE.contravention_at)
)
_FIRST_EVENT = select(_EVENT.kind, _EVENT.version, _EVENT.facts).where(
    _EVENT.authority_id == bindparam("authority"), _EVENT.case_id == bindparam("case"), _EVENT.seq == 1
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A PCN that stands: its case, number and whether a person must look at it first.

    The access code is here only where the number was taken in this act; else ask cases.access.
    """

    case_id: UUID
    number: str
    held: bool
    access_code: str | None = None


def issued_as(session: Session, *, authority: UUID, client_ref: UUID) -> Issued | None:
    """Return what became of something sent before under the same reference."""
    row = session.execute(_ISSUED_AS, {"authority": authority, "client_ref": client_ref}).one_or_none()
    return Issued(row.id, row.number, row.holds > 0) if row else None


def disputed_as(session: Session, *, authority: UUID, client_ref: UUID) -> UUID | None:
    """Return the disputed submission kept under a reference, if there is one."""
    return session.scalar(
        select(DisputedIntake.id).where(
            DisputedIntake.authority_id == authority, DisputedIntake.client_ref == client_ref
        )
    )


def pcn_served(session: Session, *, authority: UUID, case_id: UUID) -> PcnServed:
    """Return the event a case began with."""
    row = session.execute(_FIRST_EVENT, {"authority": authority, "case": case_id}).one_or_none()
    event = registry.read(row.kind, row.version, row.facts) if row else None
    if not isinstance(event, PcnServed):
        raise NoSuchCaseError("there is no such case")
    return event


def number_is_used(session: Session, *, number: str) -> bool:
    """Whether any case in the whole deployment has a number."""
    return session.scalar(select(Case.id).where(Case.number == number)) is not None


def earlier_pcns(
    session: Session, *, authority: UUID, mark: str, place_id: UUID, code: str, at: datetime
) -> tuple[Earlier, ...]:
    """Return a vehicle's PCNs here for the same code on the same day and the day before."""
    on = clock.day_of(at)
    rows = session.execute(
        _EARLIER,
        {
            "authority": authority,
            "mark": mark,
            "place": place_id,
            "code": code,
            "since": on - timedelta(days=1),
            "on": on,
        },
    )
    return tuple(Earlier(row.number, row.contravention_at) for row in rows)


@dataclass(frozen=True, slots=True)
class Caught:
    """A PCN that a suspension of enforcement covers."""

    case_id: UUID
    number: str
    contravention_at: datetime
    stage: str


def caught_by_suspension(
    session: Session, *, authority: UUID, place_id: UUID, from_at: datetime, until_at: datetime
) -> list[Caught]:
    """Return the PCNs given at a place while enforcement was suspended there, oldest first."""
    rows = session.execute(
        select(Case.id, Case.number, Case.contravention_at, Case.stage)
        .where(
            Case.authority_id == authority,
            Case.place_id == place_id,
            Case.contravention_at >= from_at,
            Case.contravention_at <= until_at,
        )
        .order_by(Case.contravention_at, Case.id)
    )
    return [Caught(*row) for row in rows]
