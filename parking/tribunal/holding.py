"""Standing still because of something the tribunal said, until it is cleared up."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.record import By, append, load, record
from parking.evidence.actions import write_note
from parking.law.state import HoldKind
from parking.tribunal.models import AppealMessage
from parking.tribunal.states import MessageState
from parking.values import clock
from parking.values.ids import new_id


def review_day(council: Council, by: By) -> date:
    """Return when somebody must look again at a case that stands still."""
    on = clock.day_of(by.at)
    return clock.days_after(on, council.policies.value(PolicyKind.TRIBUNAL_REVIEW_DAYS, on))


def hold_for(session: Session, *, council: Council, case_id: UUID, says: str, by: By) -> UUID | None:
    """Hold a case because of a message, with why as its note; a case that has ended needs no hold."""
    hold_id = new_id()
    note = write_note(session, authority=council.id, case_id=case_id, text=says, author=by.actor, at=by.at)
    held = HoldSet(hold_id, HoldKind.STAFF, by.actor, review_day(council, by), note.id, note.digest)
    try:
        record(session, council=council, case_id=case_id, event=held, by=by)
    except StepRefusedError:
        return None
    return hold_id


def release_holds(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Release every hold that a message put on a case: what it waited for has come."""
    waiting = session.execute(
        select(AppealMessage.id, AppealMessage.hold_id)
        .where(
            AppealMessage.authority_id == council.id,
            AppealMessage.case_id == case_id,
            AppealMessage.state == MessageState.EXCEPTION,
            AppealMessage.hold_id.is_not(None),
        )
        .order_by(AppealMessage.received_at, AppealMessage.id)
    ).all()
    if not waiting:
        return
    loaded = load(session, authority=council.id, case_id=case_id)
    events = [HoldReleased(row.hold_id, None, None) for row in waiting if row.hold_id in loaded.state.holds]
    if events:
        append(session, council=council, loaded=loaded, events=events, by=by)
    session.execute(
        update(AppealMessage)
        .where(
            AppealMessage.authority_id == council.id,
            AppealMessage.id.in_([row.id for row in waiting]),
        )
        .values(
            state=MessageState.SETTLED.value, settled_at=by.at, settled_by=by.actor,
            settled_note="The tribunal answered.",
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
