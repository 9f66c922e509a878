"""A witness statement is accepted: one act undoes everything, then a person decides what follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.court import (
    AgentRecalled,
    NoticeToBeServedAfresh,
    OrderRevoked,
    ReferredToAdjudicator,
)
from parking.cases.history.registry import Event
from parking.cases.record import By, append, load, record
from parking.law import grounds
from parking.law.state import WitnessGround
from parking.recovery.agents.messages import RecallReason
from parking.recovery.application_rows import decide_open
from parking.recovery.instructing import instruction_out, mark_recalled
from parking.recovery.warrants import drop_open_requests
from parking.values import clock
from parking.values.ids import new_id

# The court's files speak of grounds in the words of the list; the state in those of the law.
GROUNDS = {
    grounds.WitnessGround.NOTICE_NOT_RECEIVED: WitnessGround.NOTICE_NOT_RECEIVED,
    grounds.WitnessGround.NO_ANSWER_RECEIVED: WitnessGround.NO_REJECTION,
    grounds.WitnessGround.APPEAL_UNANSWERED: WitnessGround.APPEALED,
    grounds.WitnessGround.PAID: WitnessGround.PAID,
}


def revoke(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    ground: WitnessGround,
    notified_on: date,
    by: By,
) -> UUID:
    """Record that the court revoked the order: order, certificate, warrant and fees fall in one act.

    The agent who holds the case is told to stop in the same transaction. Returns the statement's id.
    """
    loaded = load(session, authority=council.id, case_id=case_id)
    statement_id, on = new_id(), clock.day_of(by.at)
    was_late = loaded.state.late_statement_on is not None
    events: list[Event] = [OrderRevoked(statement_id, ground, notified_on, was_late)]
    out = instruction_out(session, authority=council.id, case_id=case_id)
    recalls = out is not None and loaded.state.agent_instructed_on and not loaded.state.recall_asked_on
    if out is not None and recalls:
        events.append(AgentRecalled(out, on, RecallReason.REVOKED.value))
    append(session, council=council, loaded=loaded, events=events, by=by)
    if out is not None and recalls:
        mark_recalled(session, authority=council.id, instruction_id=out, why=RecallReason.REVOKED, on=on)
    drop_open_requests(session, council=council, case_id=case_id, on=on)
    decide_open(session, authority=council.id, case_id=case_id, state="granted", on=notified_on)
    return statement_id


def serve_afresh(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Decide to serve a fresh notice, in the time that began when the court told us."""
    event = NoticeToBeServedAfresh(clock.day_of(by.at))
    record(session, council=council, case_id=case_id, event=event, by=by)


def refer(session: Session, *, council: Council, case_id: UUID, by: By) -> UUID:
    """Refer a case to the adjudicator, who may direct; return the id the referral is known by."""
    appeal_id = new_id()
    event = ReferredToAdjudicator(appeal_id, clock.day_of(by.at))
    record(session, council=council, case_id=case_id, event=event, by=by)
    return appeal_id
