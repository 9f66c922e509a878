"""What became of representations, kept beside what was written."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from parking.representations.kinds import Outcome
from parking.representations.models import Representation


def note_on(session: Session, *, authority: UUID, representation_id: UUID, **values: object) -> None:
    """Note on representations who is taken to have made them, or when their days began."""
    session.execute(
        update(Representation)
        .where(Representation.authority_id == authority, Representation.id == representation_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def ended(
    session: Session,
    *,
    authority: UUID,
    representation_id: UUID,
    outcome: Outcome,
    on: date,
    note_id: UUID | None = None,
) -> None:
    """Note how representations ended, and where the reasons stand."""
    values: dict[str, Any] = {"outcome": outcome.value, "decided_on": on}
    if note_id is not None:
        values["decision_note_id"] = note_id
    note_on(session, authority=authority, representation_id=representation_id, **values)


def ended_row(
    *, authority: UUID, representation_id: UUID, outcome: Outcome, on: date
) -> tuple[Table, dict[str, Any]]:
    """Return the change that notes how representations ended, for one who writes many together."""
    change = {"id": representation_id, "authority_id": authority, "outcome": outcome.value, "decided_on": on}
    return Representation.__table__, change
