"""Giving a case to an enforcement agent, taking it back, and seeing that the agent heard."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.court import AgentInstructed, AgentRecalled
from parking.cases.models import Case
from parking.cases.record import By, append, load, load_unlocked, record
from parking.cases.snapshot import state_of
from parking.law.timeline import Clock
from parking.recovery.agents.messages import RecallReason
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.agents.telling import stop_of
from parking.recovery.enforcement_errors import NoWarrantKeptError
from parking.recovery.warrants import warrant_of
from parking.values import clock
from parking.values.ids import new_id


def instruct_agent(
    session: Session, *, council: Council, case_id: UUID, vulnerable: bool, care: str, by: By
) -> UUID:
    """Give a case under a running warrant to the agent, with every flag a visitor must know."""
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    instruction_id = new_id()
    agent = str(council.policies.value(PolicyKind.ENFORCEMENT_AGENT, on))
    event = AgentInstructed(instruction_id, agent, on)
    state = append(session, council=council, loaded=loaded, events=(event,), by=by).state
    warrant = warrant_of(session, authority=council.id, case_id=case_id)
    if warrant is None or state.warrant_issued_on is None:
        raise NoWarrantKeptError("The court's reference of this warrant is not kept.")
    period = council.law(state.warrant_issued_on).period(Clock.WARRANT_VALID)
    session.execute(
        insert(AgentInstruction),
        {
            "id": instruction_id,
            "authority_id": council.id,
            "case_id": case_id,
            "agent": agent,
            "warrant": warrant,
            "warrant_ends_on": period.last_day(state.warrant_issued_on, council.calendar),
            "instructed_on": on,
            "debt_pence": state.owed(on).pence,
            "vulnerable": vulnerable,
            "care": care,
            "state": "out",
            "fees_pence": 0,
            "stages": [],
            "collected_pence": 0,
            "collected_fees_pence": 0,
        },
    )
    session.execute(
        insert(AgentMessage),
        {
            "id": new_id(),
            "authority_id": council.id,
            "case_id": case_id,
            "kind": "instruct",
            "happened_on": on,
            "made_at": by.at,
            "times_sent": 0,
        },
    )
    return instruction_id


def recall_agent(session: Session, *, council: Council, case_id: UUID, why: RecallReason, by: By) -> None:
    """Tell the agent to stop and send a case back; until it is acknowledged somebody watches it."""
    out, on = instruction_out(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    event = AgentRecalled(out or case_id, on, why.value)
    record(session, council=council, case_id=case_id, event=event, by=by)
    if out is not None:
        mark_recalled(session, authority=council.id, instruction_id=out, why=why, on=on)


def agents_to_tell(session: Session, *, council: Council, by: By, case_id: UUID | None = None) -> int:
    """Recall every case an agent holds and may enforce no more, or this one; return how many.

    What only has to wait was told in the act itself (`agents.telling`). Call this after an act that
    may end enforcement, in its transaction; the night calls it for all.
    """
    query = (
        select(AgentInstruction.case_id, Case.state)
        .join(Case, Case.id == AgentInstruction.case_id)
        .where(AgentInstruction.authority_id == council.id, AgentInstruction.state == "out")
        .order_by(AgentInstruction.case_id)
    )
    if case_id is not None:
        query = query.where(AgentInstruction.case_id == case_id)
    recalled = 0
    for row in session.execute(query).all():
        state = state_of(row.state)
        if state is None:
            state = load_unlocked(session, authority=council.id, case_id=row.case_id).state
        stop = stop_of(state)
        if stop is None or not stop.comes_back or state.recall_asked_on is not None:
            continue
        recall_agent(session, council=council, case_id=row.case_id, why=stop.why, by=by)
        recalled += 1
    return recalled


def instruction_out(session: Session, *, authority: UUID, case_id: UUID) -> UUID | None:
    """Return the instruction under which an agent holds a case, recalled or not."""
    return session.scalar(
        select(AgentInstruction.id).where(
            AgentInstruction.authority_id == authority,
            AgentInstruction.case_id == case_id,
            AgentInstruction.state != "back",
        )
    )


def mark_recalled(
    session: Session, *, authority: UUID, instruction_id: UUID, why: RecallReason, on: date
) -> None:
    """Note on an instruction that the agent was told to send the case back."""
    session.execute(
        update(AgentInstruction)
        .where(AgentInstruction.authority_id == authority, AgentInstruction.id == instruction_id)
        .values(state="recalled", recalled_on=on, recall_reason=why.value)
        .execution_options(synchronize_session=False)
    )
