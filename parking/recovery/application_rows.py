"""The rows of applications to the court: kept, answered, decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.recovery.enforcement_errors import NoSuchApplicationError
from parking.recovery.enforcement_models import CourtApplication

OPEN = ("waiting", "answered")


def open_application(session: Session, *, authority: UUID, case_id: UUID) -> CourtApplication:
    """Return the application that waits in a case."""
    found = session.scalars(
        select(CourtApplication)
        .where(
            CourtApplication.authority_id == authority,
            CourtApplication.case_id == case_id,
            CourtApplication.state.in_(OPEN),
        )
        .order_by(CourtApplication.notified_on.desc(), CourtApplication.id.desc())
    ).first()
    if found is None:
        raise NoSuchApplicationError("No application to the court waits in this case.")
    return found


def decide_open(session: Session, *, authority: UUID, case_id: UUID, state: str, on: date) -> None:
    """Note how the application that waits in a case ended, if there is one."""
    session.execute(
        update(CourtApplication)
        .where(
            CourtApplication.authority_id == authority,
            CourtApplication.case_id == case_id,
            CourtApplication.state.in_(OPEN),
        )
        .values(state=state, decided_on=on)
        .execution_options(synchronize_session=False)
    )
