"""A print run whose pieces were counted and differ: its cases stand still until somebody explains it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.record import By, load
from parking.fairness.errors import CountAgreesError, RunDiffersAlreadyError, RunNotInDoubtError
from parking.fairness.holding import release, set_hold
from parking.fairness.models import RunDifference
from parking.law.state import HoldKind
from parking.notices.queries import papers_in_run, run
from parking.values import clock
from parking.values.ids import new_id


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference that nobody has explained yet."""

    id: UUID
    expected: int
    counted: int
    held: tuple[tuple[UUID, UUID], ...]
    found_at: datetime
    found_by: str


def run_differs(
    session: Session, *, council: Council, run_id: UUID, counted: int, owner: str, note: str, by: By
) -> int:
    """Record that the count of a run differs, and hold each of its open cases; return how many."""
    row = run(session, authority=council.id, run_id=run_id)
    if counted == row.pieces:
        raise CountAgreesError("That is the count of the run, so there is no difference to record.")
    if difference_of(session, authority=council.id, run_id=run_id) is not None:
        raise RunDiffersAlreadyError("The count of this run is being looked at already.")
    on = clock.day_of(by.at)
    review_on = on + timedelta(days=council.policies.value(PolicyKind.PRINT_DIFFERENCE_DAYS, on))
    held = []
    papers = papers_in_run(session, authority=council.id, run_id=run_id)
    for case_id in sorted({paper.case_id for paper in papers}):
        if load(session, authority=council.id, case_id=case_id).state.is_closed:
            continue
        hold_id = set_hold(
            session, council=council, case_id=case_id, kind=HoldKind.PRINT_RUN_UNRECONCILED, owner=owner,
            review_on=review_on, note=note, by=by,
        )  # fmt: skip
        held.append([str(case_id), str(hold_id)])
    session.execute(
        insert(RunDifference),
        {
            "id": new_id(),
            "authority_id": council.id,
            "run_id": run_id,
            "expected": row.pieces,
            "counted": counted,
            "held": held,
            "found_at": by.at,
            "found_by": by.actor,
        },
    )
    return len(held)


def run_explained(session: Session, *, council: Council, run_id: UUID, note: str, by: By) -> int:
    """Record that a difference was explained, and release its holds; return how many."""
    row = difference_of(session, authority=council.id, run_id=run_id)
    if row is None:
        raise RunNotInDoubtError("Nobody recorded a difference in this run, or it was explained already.")
    released = 0
    for case_id, hold_id in row.held:
        if hold_id in load(session, authority=council.id, case_id=case_id).state.holds:
            release(session, council=council, case_id=case_id, hold_id=hold_id, note=note, by=by)
            released += 1
    session.execute(
        update(RunDifference)
        .where(RunDifference.authority_id == council.id, RunDifference.id == row.id)
        .values(explained_at=by.at, explained_by=by.actor)
        .execution_options(synchronize_session=False)
    )
    return released


def difference_of(session: Session, *, authority: UUID, run_id: UUID) -> DifferenceRow | None:
    """Return the difference of a run that nobody has explained, or None."""
    row = session.execute(
        select(
            RunDifference.id, RunDifference.expected, RunDifference.counted, RunDifference.held,
            RunDifference.found_at, RunDifference.found_by,
        )
        .where(
            RunDifference.authority_id == authority,
            RunDifference.run_id == run_id,
            RunDifference.explained_at.is_(None),
        )
        .order_by(RunDifference.id)
    ).first()  # fmt: skip
    if row is None:
        return None
    held = tuple((UUID(case_id), UUID(hold_id)) for case_id, hold_id in row.held)
    return DifferenceRow(row.id, row.expected, row.counted, held, row.found_at, row.found_by)
