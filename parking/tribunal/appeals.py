"""Reading and changing the list of appeals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.law.state import Stage
from parking.tribunal.errors import NoSuchAppealError
from parking.tribunal.models import Appeal
from parking.tribunal.states import AppealState

OPEN_STATES = (AppealState.OPEN, AppealState.RECOMMENDED, AppealState.AT_LEGAL)
REFERRED = "referred "  # the tribunal gives a referral no reference of its own
_COLUMNS = (
    Appeal.id, Appeal.case_id, Appeal.reference, Appeal.state, Appeal.received_on, Appeal.notified_on,
    Appeal.was_late, Appeal.decided_on, Appeal.directions, Appeal.complied_on, Appeal.reasons_note_id,
    Case.number, Case.stage, Case.lapses_on,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal with where its case stands."""

    id: UUID
    case_id: UUID
    reference: str
    state: AppealState
    received_on: date
    notified_on: date
    was_late: bool
    decided_on: date | None
    directions: tuple[str, ...]
    complied_on: date | None
    reasons_note_id: UUID | None
    number: str
    stage: Stage
    lapses_on: date | None

    @property
    def is_referral(self) -> bool:
        """Whether we brought the case to the adjudicator ourselves, after the court revoked an order."""
        return self.reference.startswith(REFERRED)


def appeal_for(session: Session, *, authority: UUID, reference: str) -> AppealRow | None:
    """Return an appeal by the tribunal's reference."""
    row = session.execute(_appeals(authority).where(Appeal.reference == reference)).one_or_none()
    return _row(row) if row else None


def open_appeal(session: Session, *, authority: UUID, case_id: UUID) -> AppealRow | None:
    """Return the appeal of a case that waits for a decision or for our answer."""
    row = session.execute(
        _appeals(authority)
        .where(Appeal.case_id == case_id, Appeal.state.in_(OPEN_STATES))
        .order_by(Appeal.notified_on.desc(), Appeal.id.desc())
        .limit(1)
    ).one_or_none()
    return _row(row) if row else None


def the_open_appeal(session: Session, *, authority: UUID, case_id: UUID) -> AppealRow:
    """Return the open appeal of a case; raises NoSuchAppealError."""
    found = open_appeal(session, authority=authority, case_id=case_id)
    if found is None:
        raise NoSuchAppealError("No appeal of this case is open.")
    return found


def appeals_in(session: Session, *, authority: UUID, state: AppealState) -> list[AppealRow]:
    """Return appeals in a state, the one whose last lawful day comes first first."""
    rows = session.execute(
        _appeals(authority)
        .where(Appeal.state == state)
        .order_by(Case.lapses_on.is_(None), Case.lapses_on, Appeal.notified_on, Appeal.id)
    )
    return [_row(row) for row in rows]


def ended_appeals(session: Session, *, authority: UUID) -> list[AppealRow]:
    """Return appeals that ended for the appellant and whose directions nobody noted as done, oldest first."""
    rows = session.execute(
        _appeals(authority)
        .where(Appeal.state == AppealState.ENDED, Appeal.complied_on.is_(None))
        .order_by(Appeal.decided_on, Appeal.id)
    )
    return [_row(row) for row in rows]


def change_appeal(session: Session, *, authority: UUID, appeal_id: UUID, **values: object) -> None:
    """Change what the list says of an appeal."""
    session.execute(
        update(Appeal)
        .where(Appeal.authority_id == authority, Appeal.id == appeal_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _appeals(authority: UUID) -> Select[Any]:
    return select(*_COLUMNS).join(Case, Case.id == Appeal.case_id).where(Appeal.authority_id == authority)


def _row(row: Any) -> AppealRow:
    values = row._asdict()
    return AppealRow(
        **{
            **values,
            "state": AppealState(values["state"]),
            "stage": Stage(values["stage"]),
            "directions": tuple(values["directions"]),
        }
    )
