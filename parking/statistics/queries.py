"""Reading figures and the cases behind them: a count is the length of its list, by the same SELECT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.models import Case, EventRow
from parking.law.state import Stage
from parking.people.queries import names_of
from parking.places.models import Place
from parking.statistics import kinds
from parking.statistics.measures import Measure, Source
from parking.statistics.models import ManualFigure
from parking.statistics.periods import FinancialYear, Period
from parking.values import clock

_STANDINGS = {
    Source.CASES: ("counted", "nothing recorded"),
    Source.BY_HAND: ("entered by hand", "not entered"),
    Source.NOT_EXERCISED: ("not exercised", "not exercised"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value. None is no value at all, which is never the same as nought."""

    measure: Measure
    value: int | None

    @property
    def standing(self) -> str:
        """How the value came about, or why there is none."""
        given, missing = _STANDINGS[self.measure.source]
        return missing if self.value is None else given


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a list, without its mark or number."""

    case_id: UUID
    served_on: date
    contravention_at: datetime
    place_code: str
    place: str
    code: str
    level: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure somebody entered: the newest stands, earlier ones are kept."""

    value: int
    by: str
    at: datetime
    source: str


def figures(
    session: Session, *, authority: UUID, measures: Iterable[Measure], period: Period
) -> list[Figure]:
    """Return the value of each measure, in the order asked.

    A year that ended before the first PCN on record has no counts: nobody knows that there were none.
    """
    first = first_served_on(session, authority=authority, as_at=period.as_at)
    known = first is not None and first <= period.year.last
    return [Figure(one, _value(session, authority, one, period, known=known)) for one in measures]


def count_cases(session: Session, *, authority: UUID, measure: Measure, period: Period) -> int:
    """Return how many cases a measure's list has; none where no list is behind it."""
    if measure.cases is None:
        return 0
    ids = measure.cases(authority, period).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def list_cases(
    session: Session,
    *,
    authority: UUID,
    measure: Measure,
    period: Period,
    limit: int | None = None,
    offset: int = 0,
) -> list[CaseLine]:
    """Return a measure's cases by day of service, oldest first, or one page of them."""
    if measure.cases is None:
        return []
    rows = session.execute(
        select(
            Case.id, Case.served_on, Case.contravention_at, Place.code.label("place_code"), Place.name,
            Case.code, Case.suffix, Case.level, Case.stage,
        )
        .join(Place, Place.id == Case.place_id)
        .where(Case.authority_id == authority, Case.id.in_(measure.cases(authority, period)))
        .order_by(Case.served_on, Case.contravention_at, Case.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [
        CaseLine(
            row.id, row.served_on, row.contravention_at, row.place_code, row.name, row.code + row.suffix,
            row.level, Stage(row.stage),
        )
        for row in rows
    ]  # fmt: skip


def first_served_on(session: Session, *, authority: UUID, as_at: date) -> date | None:
    """Return the day of the first PCN recorded by a day: before it there is nothing to count."""
    return session.scalar(
        select(func.min(EventRow.happened_on)).where(
            EventRow.authority_id == authority,
            EventRow.kind.in_(sorted(kinds.SERVED)),
            EventRow.recorded_on <= as_at,
        )
    )


def entries(
    session: Session, *, authority: UUID, year: FinancialYear, measure: Measure, as_at: date
) -> list[Entry]:
    """Return what was entered by hand up to the end of a day, newest first."""
    rows = session.execute(
        select(ManualFigure.value, ManualFigure.entered_by, ManualFigure.entered_at, ManualFigure.source)
        .where(
            ManualFigure.authority_id == authority,
            ManualFigure.year == year.starts_in,
            ManualFigure.measure == measure.id,
            ManualFigure.entered_at < clock.start_of(clock.days_after(as_at, 1)),
        )
        .order_by(ManualFigure.entered_at.desc(), ManualFigure.id.desc())
    ).all()
    names = {f"staff:{user}": name for user, name in names_of(session, authority=authority).items()}
    return [Entry(r.value, names.get(r.entered_by, r.entered_by), r.entered_at, r.source) for r in rows]


def _value(session: Session, authority: UUID, measure: Measure, period: Period, *, known: bool) -> int | None:
    match measure.source:
        case Source.CASES:
            if not known:
                return None
            return count_cases(session, authority=authority, measure=measure, period=period)
        case Source.BY_HAND:
            typed = entries(
                session, authority=authority, year=period.year, measure=measure, as_at=period.as_at
            )
            return typed[0].value if typed else None
        case Source.NOT_EXERCISED:
            return None
