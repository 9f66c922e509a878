"""Entering a figure that no case can give: a row is added, none is ever changed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.cases.record import By
from parking.statistics.errors import NotEnteredByHandError
from parking.statistics.measures import Measure, Source
from parking.statistics.models import ManualFigure
from parking.statistics.periods import FinancialYear
from parking.values.ids import new_id


def enter_figure(
    session: Session,
    *,
    authority: UUID,
    year: FinancialYear,
    measure: Measure,
    value: int,
    source: str,
    by: By,
) -> None:
    """Add a figure for a year; it stands until a later one does, and is kept after that."""
    if measure.source is not Source.BY_HAND:
        raise NotEnteredByHandError(f"{measure.title} comes from the cases. To change it, correct a case.")
    session.execute(
        insert(ManualFigure),
        {
            "id": new_id(),
            "authority_id": authority,
            "year": year.starts_in,
            "measure": measure.id,
            "value": value,
            "entered_by": by.actor,
            "entered_at": by.at,
            "source": source,
        },
    )
