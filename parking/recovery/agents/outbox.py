"""Sending what agents must hear: written in the act, sent outside any transaction, and again if unheard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, or_, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.cases.record import By
from parking.parties.models import Party
from parking.recovery.agents.gateway import Agents
from parking.recovery.agents.messages import (
    Hold,
    Instruct,
    PaidDirect,
    Recall,
    RecallReason,
    Resume,
    ToAgent,
)
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.instructing import agents_to_tell
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

_TO: TypeAdapter[ToAgent] = TypeAdapter(ToAgent)
MOST = 500


def send_to_agents(agents: Agents, *, council: Council, by: By) -> int:
    """Send what waits for the agents, and once more what they left unanswered too long; return how many."""
    with writing(authority=council.id) as session:
        agents_to_tell(session, council=council, by=by)
        while _make_batch(session, council):
            pass
    patience = timedelta(days=council.policies.value(PolicyKind.AGENT_WAIT_DAYS, clock.day_of(by.at)))
    with reading(authority=council.id) as session:
        batches = _to_send(session, council, by, patience)
    sent = 0
    for batch_id, messages, was_sent in batches:
        agents.send(batch_id, messages, again=was_sent)
        with writing(authority=council.id) as session:
            session.execute(
                update(AgentMessage)
                .where(AgentMessage.authority_id == council.id, AgentMessage.batch_id == batch_id)
                .values(sent_at=by.at, times_sent=AgentMessage.times_sent + 1)
                .execution_options(synchronize_session=False)
            )
        sent += len(messages)
    return sent


def _make_batch(session: Session, council: Council) -> int:
    """Give what waits one batch and the words it will be sent in; return how many messages."""
    rows = session.execute(
        select(
            AgentMessage.id, AgentMessage.case_id, AgentMessage.kind, AgentMessage.why,
            AgentMessage.paid_pence, AgentMessage.left_pence, AgentMessage.happened_on, Case.number,
        )
        .join(Case, Case.id == AgentMessage.case_id)
        .where(AgentMessage.authority_id == council.id, AgentMessage.batch_id.is_(None))
        .order_by(AgentMessage.made_at, AgentMessage.id)
        .limit(MOST)
    ).all()  # fmt: skip
    batch_id = new_id()
    for place, row in enumerate(rows):
        body = _TO.dump_python(_message(session, council, row), mode="json")
        session.execute(
            update(AgentMessage)
            .where(AgentMessage.authority_id == council.id, AgentMessage.id == row.id)
            .values(batch_id=batch_id, place=place, body=body)
            .execution_options(synchronize_session=False)
        )
    return len(rows)


def _to_send(
    session: Session, council: Council, by: By, patience: timedelta
) -> list[tuple[UUID, list[ToAgent], bool]]:
    """Return each batch that never went, or holds what nobody answered, as it was first written."""
    never, late = AgentMessage.sent_at.is_(None), AgentMessage.sent_at <= by.at - patience
    wanted = (
        select(AgentMessage.batch_id)
        .where(AgentMessage.authority_id == council.id, AgentMessage.batch_id.is_not(None))
        .where(AgentMessage.answered_at.is_(None), or_(never, late))
    )
    rows = session.execute(
        select(AgentMessage.batch_id, AgentMessage.body, AgentMessage.sent_at)
        .where(AgentMessage.authority_id == council.id, AgentMessage.batch_id.in_(wanted))
        .order_by(AgentMessage.batch_id, AgentMessage.place)
    ).all()
    batches: dict[UUID, tuple[list[ToAgent], bool]] = {}
    for row in rows:
        messages, _ = batches.setdefault(row.batch_id, ([], row.sent_at is not None))
        messages.append(_TO.validate_python(row.body))
    return [(batch_id, messages, was_sent) for batch_id, (messages, was_sent) in batches.items()]


def _message(session: Session, council: Council, row: Row[Any]) -> ToAgent:
    number = PcnNumber.read(row.number)
    match row.kind:
        case "instruct":
            return _instruct(session, council, row, number)
        case "recall":
            return Recall(id=row.id, number=number, why=RecallReason(row.why))
        case "hold":
            return Hold(id=row.id, number=number, why=RecallReason(row.why), until=None)
        case "resume":
            return Resume(id=row.id, number=number)
        case _:
            return PaidDirect(
                id=row.id, number=number, paid=Money(row.paid_pence), left=Money(row.left_pence),
                paid_on=row.happened_on,
            )  # fmt: skip


def _instruct(session: Session, council: Council, row: Row[Any], number: PcnNumber) -> Instruct:
    given = session.execute(
        select(
            AgentInstruction.warrant, AgentInstruction.warrant_ends_on, AgentInstruction.debt_pence,
            AgentInstruction.vulnerable, AgentInstruction.care, Party.name, Party.address, Party.postcode,
        )
        .join(Case, Case.id == AgentInstruction.case_id)
        .join(Party, Party.id == Case.liable_party_id)
        .where(AgentInstruction.authority_id == council.id, AgentInstruction.case_id == row.case_id)
        .order_by(AgentInstruction.id.desc())
        .limit(1)
    ).one()  # fmt: skip
    return Instruct(
        id=row.id,
        number=number,
        warrant=given.warrant,
        warrant_ends_on=given.warrant_ends_on,
        debt=Money(given.debt_pence),
        debtor=given.name,
        address=tuple(given.address),
        postcode=given.postcode,
        vulnerable=given.vulnerable,
        care=given.care,
    )
