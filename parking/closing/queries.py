"""Reading decisions that end cases: the exception report, and what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from parking.closing.errors import NoSuchDecisionError
from parking.closing.models import Decision
from parking.closing.reasons import Kind
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as reports and the second person see it."""

    id: UUID
    case_id: UUID
    kind: Kind
    reason: str
    text: str
    given_up: Money
    decided_at: datetime
    decided_by: str
    needs_second: bool
    second_by: str | None
    second_agrees: bool | None
    second_text: str | None


@dataclass(frozen=True, slots=True)
class Exceptional:
    """How often one person gave one reason in a period, and what was given up by it."""

    decided_by: str
    kind: Kind
    reason: str
    count: int
    given_up: Money


_COLUMNS = (
    Decision.id, Decision.case_id, Decision.kind, Decision.reason, Decision.text, Decision.given_up_pence,
    Decision.decided_at, Decision.decided_by, Decision.needs_second, Decision.second_by,
    Decision.second_agrees, Decision.second_text,
)  # fmt: skip


def exceptions(session: Session, *, authority: UUID, since: date, until: date) -> list[DecisionRow]:
    """Return every case a person ended or re-opened in a period, newest first: nothing can be left out."""
    return _rows(
        session,
        select(*_COLUMNS)
        .where(Decision.authority_id == authority, Decision.decided_on >= since, Decision.decided_on <= until)
        .order_by(Decision.decided_at.desc(), Decision.id.desc()),
    )


def exception_totals(session: Session, *, authority: UUID, since: date, until: date) -> list[Exceptional]:
    """Return the same by person, kind and reason, the largest sums first."""
    given_up = func.sum(Decision.given_up_pence)
    rows = session.execute(
        select(Decision.decided_by, Decision.kind, Decision.reason, func.count(), given_up)
        .where(Decision.authority_id == authority, Decision.decided_on >= since, Decision.decided_on <= until)
        .group_by(Decision.decided_by, Decision.kind, Decision.reason)
        .order_by(given_up.desc(), Decision.decided_by, Decision.kind, Decision.reason)
    )
    return [Exceptional(r[0], Kind(r[1]), r[2], r[3], Money(int(r[4]))) for r in rows]


def second_looks_due(session: Session, *, authority: UUID) -> list[DecisionRow]:
    """Return the decisions that wait for a second person, oldest first."""
    return _rows(
        session,
        select(*_COLUMNS)
        .where(
            Decision.authority_id == authority,
            Decision.needs_second.is_(True),
            Decision.second_by.is_(None),
        )
        .order_by(Decision.decided_at, Decision.id),
    )


def decision(session: Session, *, authority: UUID, decision_id: UUID) -> DecisionRow:
    """Return one decision."""
    rows = _rows(
        session, select(*_COLUMNS).where(Decision.authority_id == authority, Decision.id == decision_id)
    )
    if not rows:
        raise NoSuchDecisionError("There is no such decision.")
    return rows[0]


def decision_of_paper(session: Session, *, authority: UUID, paper_id: UUID) -> DecisionRow:
    """Return the decision that a letter tells of."""
    rows = _rows(
        session, select(*_COLUMNS).where(Decision.authority_id == authority, Decision.paper_id == paper_id)
    )
    if not rows:
        raise NoSuchDecisionError("No decision belongs to this letter.")
    return rows[0]


def _rows(session: Session, query: Select[tuple[object, ...]]) -> list[DecisionRow]:
    return [
        DecisionRow(r[0], r[1], Kind(r[2]), r[3], r[4], Money(r[5]), *r[6:]) for r in session.execute(query)
    ]
