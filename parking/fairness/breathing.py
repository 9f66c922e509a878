"""Breathing space: its last day, one hold on each of the person's cases, and the end of a treatment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By, load_unlocked
from parking.fairness.errors import (
    BreathingSpaceOverError,
    FactMissingError,
    NoCrisisError,
    NotTheirCaseError,
)
from parking.fairness.holding import review_hold, set_hold
from parking.fairness.models import Circumstance
from parking.fairness.persons import other_cases
from parking.fairness.rules import Facts
from parking.law.state import HoldKind
from parking.law.timeline import Clock
from parking.values import clock

_ONE_DAY = timedelta(days=1)


def begin_breathing_space(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    others: Sequence[UUID],
    reference: str,
    begins_on: date,
    owner: str,
    note: str,
    by: By,
) -> date:
    """Hold a case, and the person's other cases that were picked; return the last day of the space."""
    today, ends_on = clock.day_of(by.at), last_day(council, Clock.BREATHING_SPACE, begins_on)
    if ends_on < today:
        raise BreathingSpaceOverError(f"This breathing space ended on {ends_on:%d %B %Y}: nothing is held.")
    review_by = last_day(council, Clock.BREATHING_SPACE_REVIEW, begins_on)
    review_on = review_by if review_by > today else ends_on + _ONE_DAY
    facts = Facts(reference=reference, begins_on=begins_on, ends_on=ends_on)
    _hold_all(session, council, case_id, others, HoldKind.BREATHING_SPACE, facts, owner, review_on, note, by)
    return ends_on


def begin_crisis(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    others: Sequence[UUID],
    reference: str,
    begins_on: date,
    review_on: date,
    owner: str,
    note: str,
    by: By,
) -> None:
    """The same while somebody is treated for a crisis: it has no last day until the treatment ends."""
    facts = Facts(reference=reference, begins_on=begins_on)
    kind = HoldKind.BREATHING_SPACE_CRISIS
    _hold_all(session, council, case_id, others, kind, facts, owner, review_on, note, by)


def treatment_ended(
    session: Session, *, council: Council, case_id: UUID, ended_on: date, owner: str, note: str, by: By
) -> date:
    """Count the days after a treatment, on every case under the same reference; return the last of them.

    The holds stay: on the day after that last day a person looks at each, and releases it.
    """
    if ended_on > clock.day_of(by.at):
        raise FactMissingError("The treatment can't end in the future.")
    kind = HoldKind.BREATHING_SPACE_CRISIS
    holds = load_unlocked(session, authority=council.id, case_id=case_id).state.holds
    reference = session.scalar(
        select(Circumstance.reference).where(
            Circumstance.authority_id == council.id, Circumstance.hold_id.in_(holds),
            Circumstance.kind == kind.value,
        ).order_by(Circumstance.id)
    )  # fmt: skip
    if reference is None:
        raise NoCrisisError("No breathing space for treatment stands on this case.")
    ends_on = last_day(council, Clock.BREATHING_SPACE_CRISIS, ended_on)
    today = clock.day_of(by.at)
    same = (
        Circumstance.authority_id == council.id,
        Circumstance.kind == kind.value,
        Circumstance.reference == reference,
    )
    rows = session.execute(
        select(Circumstance.case_id, Circumstance.hold_id).where(*same).order_by(Circumstance.id)
    ).all()
    for row in rows:
        if row.hold_id in load_unlocked(session, authority=council.id, case_id=row.case_id).state.holds:
            review_hold(
                session, council=council, case_id=row.case_id, hold_id=row.hold_id, owner=owner,
                review_on=max(ends_on, today) + _ONE_DAY, note=note, by=by,
            )  # fmt: skip
    session.execute(
        update(Circumstance).where(*same).values(ends_on=ends_on).execution_options(synchronize_session=False)
    )
    return ends_on


def last_day(council: Council, name: Clock, start: date) -> date:
    """Return the last day of a period of breathing space, under the law of the day it starts."""
    return council.law(start).clock(name).last_day(start, council.calendar)


def _hold_all(
    session: Session,
    council: Council,
    case_id: UUID,
    others: Sequence[UUID],
    kind: HoldKind,
    facts: Facts,
    owner: str,
    review_on: date,
    note: str,
    by: By,
) -> None:
    found = {row.id for row in other_cases(session, authority=council.id, case_id=case_id)}
    if not found.issuperset(others):
        raise NotTheirCaseError("One of the cases you picked is closed now, or is not this person's.")
    for each in (case_id, *others):
        set_hold(
            session, council=council, case_id=each, kind=kind, facts=facts, owner=owner,
            review_on=review_on, note=note, by=by,
        )  # fmt: skip
