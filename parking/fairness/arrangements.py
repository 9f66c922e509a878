"""Paying by instalments: agreed at any stage, kept or missed as the money shows, and nothing added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.cases.record import By, load
from parking.fairness.errors import ArrangementRunsError, InstalmentsDoNotAddUpError
from parking.fairness.holding import release, set_hold
from parking.fairness.models import Arrangement, Instalment
from parking.law.counting import Counted, Period, Unit
from parking.law.state import HoldKind
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import NOTHING, Money

RUNNING, KEPT, ENDED = "running", "kept", "ended"


class Every(StrEnum):
    """How far apart instalments fall due."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


_APART = {Every.WEEK: (1, Unit.WEEKS), Every.FORTNIGHT: (2, Unit.WEEKS), Every.MONTH: (1, Unit.MONTHS)}


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment: how much, and its last day."""

    on: date
    amount: Money


def shared_out(total: Money, times: int, first: date, every: Every) -> tuple[Due, ...]:
    """Return equal instalments; the pence that do not divide are in the first."""
    each, over = divmod(total.pence, times)
    return tuple(
        Due(_day(first, every, place), Money(each + (over if place == 0 else 0))) for place in range(times)
    )


def to_arrange(session: Session, *, council: Council, case_id: UUID, last: date) -> Money:
    """Return what instalments that end on a day must come to: what is owed on that day, nothing added."""
    return load(session, authority=council.id, case_id=case_id).state.owed(last)


def agree(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    instalments: Sequence[Due],
    owner: str,
    note: str,
    by: By,
) -> UUID:
    """Agree instalments that come to what is owed, and hold the case while they are paid."""
    state = load(session, authority=council.id, case_id=case_id).state
    today, last = clock.day_of(by.at), max(each.on for each in instalments)
    if HoldKind.PAYMENT_ARRANGEMENT in state.holds.values():
        raise ArrangementRunsError("An arrangement to pay runs already: release its hold first.")
    if min(each.on for each in instalments) < today:
        raise InstalmentsDoNotAddUpError("The first payment can't be in the past.")
    total = sum((each.amount for each in instalments), NOTHING)
    if total != state.owed(last) or not total:
        raise InstalmentsDoNotAddUpError(
            f"The payments come to {total}, but {state.owed(last)} is owed on the last of their days."
        )
    hold_id = set_hold(
        session, council=council, case_id=case_id, kind=HoldKind.PAYMENT_ARRANGEMENT, owner=owner,
        review_on=last + timedelta(days=1), note=note, by=by,
    )  # fmt: skip
    row_id = new_id()
    session.execute(
        insert(Arrangement),
        {
            "id": row_id,
            "authority_id": council.id,
            "case_id": case_id,
            "hold_id": hold_id,
            "state": RUNNING,
            "agreed_on": today,
            "agreed_by": by.actor,
            "paid_before_pence": state.paid.pence,
        },
    )
    session.execute(
        insert(Instalment),
        [
            {
                "id": new_id(),
                "authority_id": council.id,
                "arrangement_id": row_id,
                "place": place,
                "due_on": each.on,
                "pence": each.amount.pence,
            }
            for place, each in enumerate(sorted(instalments, key=lambda due: due.on), start=1)
        ],
    )
    return row_id


def end_arrangement(session: Session, *, council: Council, hold_id: UUID, by: By) -> None:
    """Note that the hold of an arrangement was released: it no longer stops anything."""
    _close(session, council, hold_id, ENDED, clock.day_of(by.at))


def end_kept(*, council: Council, by: By) -> int:
    """Release the hold of every arrangement whose case has ended; return how many."""
    with reading(authority=council.id) as session:
        rows = session.execute(
            select(Arrangement.case_id, Arrangement.hold_id)
            .join(Case, Case.id == Arrangement.case_id)
            .where(
                Arrangement.authority_id == council.id,
                Arrangement.state == RUNNING,
                Case.is_closed.is_(True),
            )
            .order_by(Arrangement.id)
        ).all()
    for row in rows:
        with writing(authority=council.id) as session:
            state = load(session, authority=council.id, case_id=row.case_id).state
            if row.hold_id in state.holds:
                release(session, council=council, case_id=row.case_id, hold_id=row.hold_id, note=None, by=by)
            _close(session, council, row.hold_id, KEPT if state.paid else ENDED, clock.day_of(by.at))
    return len(rows)


def _close(session: Session, council: Council, hold_id: UUID, state: str, on: date) -> None:
    session.execute(
        update(Arrangement)
        .where(
            Arrangement.authority_id == council.id,
            Arrangement.hold_id == hold_id,
            Arrangement.state == RUNNING,
        )
        .values(state=state, ended_on=on)
        .execution_options(synchronize_session=False)
    )


def _day(first: date, every: Every, place: int) -> date:
    if place == 0:
        return first
    count, unit = _APART[every]
    return Period(count * place, unit, Counted.AFTER).last_day(first)
