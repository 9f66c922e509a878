"""Reading for officers and their devices: places now, what became of a PCN, what I gave today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.access import access_code, code_for
from parking.cases.errors import NoSuchCaseError
from parking.cases.history import registry
from parking.cases.history.issue import PcnServed, beginning
from parking.cases.models import Case, EventRow, NumberSeries
from parking.evidence.models import Photograph
from parking.issue.actions import Outcome
from parking.issue.models import DisputedIntake
from parking.law.basis import Basis
from parking.law.state import Stage
from parking.parties.models import Vehicle
from parking.patrol.errors import NothingSentError, NotYoursError
from parking.patrol.rules import Standpoint, is_known, standpoint
from parking.places.models import Place
from parking.places.queries import enforceable, every_enforceable, place_coded
from parking.places.rules import Enforceable
from parking.values import clock


def places_at(session: Session, *, council: Council, at: datetime) -> list[Standpoint]:
    """Return every place by name with what may be issued there at a minute."""
    rows = every_enforceable(session, authority=council.id, at=at)
    return [_standpoint(council, here, at) for here in rows if is_known(here)]


def place_at(session: Session, *, council: Council, code: str, at: datetime) -> Standpoint:
    """Return one place with what may be issued there at a minute."""
    place_id = place_coded(session, authority=council.id, code=code)
    return _standpoint(council, enforceable(session, authority=council.id, place_id=place_id, at=at), at)


def _standpoint(council: Council, here: Enforceable, at: datetime) -> Standpoint:
    return standpoint(
        here,
        at,
        listed=council.law(clock.day_of(at)).contraventions,
        policies=council.policies,
        demonstration=council.is_demonstration,
    )


# Asked with every PCN that is sent, so built once.
_INTAKE, _CASE = DisputedIntake.__table__.c, Case.__table__.c
_DISPUTED = select(_INTAKE.reason, _INTAKE.body).where(
    _INTAKE.authority_id == bindparam("authority"),
    _INTAKE.client_ref == bindparam("pcn"),
    _INTAKE.settled_at.is_(None),
)
_EVENT, _SERIES = EventRow.__table__.c, NumberSeries.__table__.c
_SENT = (
    select(
        _CASE.id, _CASE.number, _CASE.holds, _CASE.stage, _EVENT.kind, _EVENT.version, _EVENT.facts,
        _SERIES.secret, _INTAKE.id.is_not(None).label("is_disputed"),
    )
    .join(EventRow.__table__, (_EVENT.case_id == _CASE.id) & (_EVENT.seq == 1))
    .outerjoin(
        NumberSeries.__table__,
        (_SERIES.authority_id == _CASE.authority_id) & (_SERIES.prefix == func.substr(_CASE.number, 1, 2)),
    )
    .outerjoin(
        DisputedIntake.__table__,
        (_INTAKE.authority_id == _CASE.authority_id)
        & (_INTAKE.client_ref == _CASE.client_ref)
        & _INTAKE.settled_at.is_(None),
    )
    .where(_CASE.authority_id == bindparam("authority"), _CASE.client_ref == bindparam("pcn"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a PCN: its case, or that it was kept whole for a person and why."""

    pcn_ref: UUID
    case_id: UUID | None
    number: str
    access_code: str | None
    held: bool
    checks_failed: tuple[str, ...]
    stage: str | None
    kept_because: str | None


def became_now(pcn_ref: UUID, outcome: Outcome | None) -> Became | None:
    """Return what became of a PCN whose number was taken in this very act; None: ask `became_of`."""
    if outcome is None or outcome.issued.access_code is None:
        return None
    return Became(
        pcn_ref=pcn_ref,
        case_id=outcome.issued.case_id,
        number=outcome.issued.number,
        access_code=outcome.issued.access_code,
        held=outcome.issued.held,
        checks_failed=outcome.checked.failed,
        stage=Stage.SERVED.value,
        kept_because=None,
    )


def became_of(session: Session, *, authority: UUID, pcn_ref: UUID) -> Became:
    """Return what became of what was sent under a reference; an open dispute comes first."""
    row = session.execute(_SENT, {"authority": authority, "pcn": pcn_ref}).one_or_none()
    if row is None or row.is_disputed:
        return _kept_whole(session, authority, pcn_ref)
    began = beginning(registry.read(row.kind, row.version, row.facts))
    is_given = isinstance(began, PcnServed)  # one that goes by post opens to nobody until it is served
    return Became(
        pcn_ref=pcn_ref,
        case_id=row.id,
        number=row.number,
        access_code=code_for(row.secret, row.number) if row.secret and is_given else None,
        held=row.holds > 0,
        checks_failed=began.checks_failed,
        stage=row.stage,
        kept_because=None,
    )


def _kept_whole(session: Session, authority: UUID, pcn_ref: UUID) -> Became:
    kept = session.execute(_DISPUTED, {"authority": authority, "pcn": pcn_ref}).one_or_none()
    if kept is None:
        raise NothingSentError
    number = str(kept.body["number"])
    return Became(
        pcn_ref=pcn_ref,
        case_id=None,
        number=number,
        access_code=_access_code(session, authority, number),
        held=True,
        checks_failed=(),
        stage=None,
        kept_because=kept.reason,
    )


def _access_code(session: Session, authority: UUID, number: str) -> str | None:
    try:
        return access_code(session, authority=authority, number=number)
    except NoSuchCaseError:
        return None  # given under a number of no series of ours: a person finds out whose


@dataclass(frozen=True, slots=True)
class Mine:
    """A PCN an officer gave, as the officer's own list shows it."""

    case_id: UUID
    pcn_ref: UUID
    number: str
    mark: str
    place: str
    code: str
    suffix: str
    contravention_at: datetime
    held: bool
    by_post: bool

    @property
    def contravention(self) -> str:
        """The code with its suffix."""
        return self.code + self.suffix


def given_by(session: Session, *, authority: UUID, officer_id: UUID, on: date) -> list[Mine]:
    """Return the PCNs an officer gave on a day, newest first."""
    rows = session.execute(
        _mine(authority, officer_id)
        .where(_taken_on(on))
        .order_by(Case.contravention_at.desc(), Case.id.desc())
    )
    return [Mine(*row) for row in rows]


def mine(session: Session, *, authority: UUID, officer_id: UUID, case_id: UUID) -> Mine:
    """Return one PCN that an officer gave: nobody else's."""
    row = session.execute(_mine(authority, officer_id).where(Case.id == case_id)).one_or_none()
    if row is None:
        raise NotYoursError
    return Mine(*row)


def _taken_on(on: date) -> ColumnElement[bool]:
    """Given on a day; or, where it goes by post, seen on it."""
    by_post = Case.basis != Basis.KERB.value
    return or_(and_(~by_post, Case.served_on == on), and_(by_post, Case.contravention_on == on))


def _mine(authority: UUID, officer_id: UUID) -> Select[Any]:
    return (
        select(
            Case.id, Case.client_ref, Case.number, Vehicle.mark, Place.name, Case.code, Case.suffix,
            Case.contravention_at, Case.holds > 0, Case.basis != Basis.KERB.value,
        )
        .join(Vehicle, Vehicle.id == Case.vehicle_id)
        .join(Place, Place.id == Case.place_id)
        .where(Case.authority_id == authority, Case.officer_id == officer_id)
    )  # fmt: skip


def photographs_waiting(session: Session, *, authority: UUID, pcn_ref: UUID) -> tuple[UUID, ...]:
    """Return the photographs that came for a PCN not yet issued, in the order they came."""
    return tuple(
        session.scalars(
            select(Photograph.client_ref)
            .where(
                Photograph.authority_id == authority,
                Photograph.pcn_ref == pcn_ref,
                Photograph.case_id.is_(None),
            )
            .order_by(Photograph.received_at, Photograph.id)
        )
    )
