"""What waits after the order for recovery, by its last lawful day: for the worklists of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.models import Case, EventRow
from parking.law.state import Stage
from parking.law.steps import Step
from parking.payments.models import LedgerLine
from parking.recovery.agents.models import AgentInstruction, AgentMessage
from parking.recovery.enforcement_models import (
    CourtApplication,
    EnforcementBatch,
    OutsideReport,
)
from parking.values.money import Money

REFUND_DUE = "refund_due"


@dataclass(frozen=True, slots=True)
class Waits:
    """A case that waits for a person, and its last lawful day where it has one."""

    case_id: UUID
    number: str
    lapses_on: date | None
    since: date | None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Owing:
    """A refund that the council owes since an order was revoked."""

    case_id: UUID
    number: str
    amount: Money
    since: date


@dataclass(frozen=True, slots=True)
class Out:
    """A case with an agent: what was added and collected, and whether a recall was heard."""

    case_id: UUID
    number: str
    agent: str
    instructed_on: date
    warrant_ends_on: date
    state: str
    fees: Money
    collected: Money
    collected_fees: Money
    recalled_on: date | None
    recall_reason: str | None
    vulnerable: bool


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message that no agent acknowledged."""

    case_id: UUID
    number: str
    kind: str
    why: str | None
    made_at: datetime
    sent_at: datetime | None
    times_sent: int


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What the court or the agents said that fits nothing, and why."""

    id: UUID
    source: str
    kind: str
    case_id: UUID | None
    number: str | None
    trouble: str
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of requests to the court as its page lists it."""

    number: int
    state: str
    made_at: datetime
    certified_name: str
    count: int
    total: Money
    sha256: str
    sent_at: datetime | None
    times_sent: int
    acknowledged_on: date | None


def applications_waiting(session: Session, *, authority: UUID) -> list[Waits]:
    """Return applications to the court that wait, the last day to answer first."""
    rows = session.execute(
        select(Case.id, Case.number, Case.lapses_on, CourtApplication.notified_on, CourtApplication.state)
        .join(CourtApplication, CourtApplication.case_id == Case.id)
        .where(Case.authority_id == authority, CourtApplication.authority_id == authority)
        .where(CourtApplication.state.in_(("waiting", "answered")))
        .order_by(CourtApplication.state.desc(), Case.lapses_on, CourtApplication.notified_on, Case.id)
    )
    return [
        Waits(r.id, r.number, r.lapses_on if r.state == "waiting" else None, r.notified_on, r.state)
        for r in rows
    ]


def revoked_cases(session: Session, *, authority: UUID) -> list[Waits]:
    """Return cases whose order was revoked and which wait for a decision, the first to lapse first."""
    rows = session.execute(
        select(Case.id, Case.number, Case.lapses_on)
        .where(Case.authority_id == authority, Case.stage == Stage.WITNESS_STATEMENT.value)
        .order_by(Case.lapses_on, Case.id)
    )
    return [Waits(r.id, r.number, r.lapses_on, None) for r in rows]


def warrants_due(session: Session, *, authority: UUID, on: date) -> list[Waits]:
    """Return cases in which a warrant may be asked for by now, the longest due first."""
    rows = session.execute(
        select(Case.id, Case.number, Case.next_due_on)
        .where(Case.authority_id == authority, Case.next_step == Step.REQUEST_WARRANT.value)
        .where(Case.next_due_on <= on, Case.holds == 0)
        .order_by(Case.next_due_on, Case.id)
    )
    return [Waits(r.id, r.number, None, r.next_due_on) for r in rows]


def warrants_without_agent(session: Session, *, authority: UUID) -> list[Waits]:
    """Return cases with a warrant that no agent holds, the first to run out first."""
    out = select(AgentInstruction.case_id).where(
        AgentInstruction.authority_id == authority, AgentInstruction.state != "back"
    )
    rows = session.execute(
        select(Case.id, Case.number, Case.lapses_on)
        .where(Case.authority_id == authority, Case.stage == Stage.WARRANT.value, Case.id.not_in(out))
        .order_by(Case.lapses_on, Case.id)
    )
    return [Waits(r.id, r.number, r.lapses_on, None) for r in rows]


def batches(session: Session, *, authority: UUID, most: int = 50) -> list[BatchRow]:
    """Return batches of requests to the court, newest first."""
    rows = session.scalars(
        select(EnforcementBatch)
        .where(EnforcementBatch.authority_id == authority)
        .order_by(EnforcementBatch.number.desc())
        .limit(most)
    )
    return [
        BatchRow(
            r.number, r.state, r.made_at, r.certified_name, r.count, Money(r.total_pence), r.sha256,
            r.sent_at, r.times_sent, r.acknowledged_on,
        )
        for r in rows
    ]  # fmt: skip


def agents_out(session: Session, *, authority: UUID) -> list[Out]:
    """Return cases that agents hold: first those told to come back that nobody acknowledged."""
    rows = session.execute(
        select(AgentInstruction, Case.number)
        .join(Case, Case.id == AgentInstruction.case_id)
        .where(AgentInstruction.authority_id == authority, AgentInstruction.state != "back")
        .order_by(AgentInstruction.state.desc(), AgentInstruction.recalled_on, AgentInstruction.id)
    )
    return [
        Out(
            row.case_id, number, row.agent, row.instructed_on, row.warrant_ends_on, row.state,
            Money(row.fees_pence), Money(row.collected_pence), Money(row.collected_fees_pence),
            row.recalled_on, row.recall_reason, row.vulnerable,
        )
        for row, number in rows
    ]  # fmt: skip


def fees_to_return(session: Session, *, authority: UUID) -> list[Out]:
    """Return cases taken back after a revocation in which the agent had collected fees of its own."""
    rows = session.execute(
        select(AgentInstruction, Case.number)
        .join(Case, Case.id == AgentInstruction.case_id)
        .where(AgentInstruction.authority_id == authority, AgentInstruction.collected_fees_pence > 0)
        .where(AgentInstruction.recall_reason == "revoked")
        .order_by(AgentInstruction.recalled_on, AgentInstruction.id)
    )
    return [
        Out(
            row.case_id, number, row.agent, row.instructed_on, row.warrant_ends_on, row.state,
            Money(row.fees_pence), Money(row.collected_pence), Money(row.collected_fees_pence),
            row.recalled_on, row.recall_reason, row.vulnerable,
        )
        for row, number in rows
    ]  # fmt: skip


def unheard(session: Session, *, authority: UUID) -> list[Unheard]:
    """Return messages that no agent has acknowledged, oldest first."""
    rows = session.execute(
        select(
            AgentMessage.case_id, Case.number, AgentMessage.kind, AgentMessage.why, AgentMessage.made_at,
            AgentMessage.sent_at, AgentMessage.times_sent,
        )
        .join(Case, Case.id == AgentMessage.case_id)
        .where(AgentMessage.authority_id == authority, AgentMessage.answered_at.is_(None))
        .order_by(AgentMessage.made_at, AgentMessage.id)
    )  # fmt: skip
    return [Unheard(*row) for row in rows]


def exceptions(session: Session, *, authority: UUID, most: int = 200) -> list[Exceptional]:
    """Return messages of the court and the agents that wait for a person, oldest first."""
    rows = session.execute(
        select(OutsideReport, Case.number)
        .outerjoin(Case, Case.id == OutsideReport.case_id)
        .where(OutsideReport.authority_id == authority, OutsideReport.state == "exception")
        .order_by(OutsideReport.heard_at, OutsideReport.id)
        .limit(most)
    )
    return [
        Exceptional(r.id, r.source, r.kind, r.case_id, number, r.trouble or "", r.heard_at)
        for r, number in rows
    ]


def refunds_owed(session: Session, *, authority: UUID) -> list[Owing]:
    """Return refunds not yet paid in cases whose order was revoked, the oldest revocation first."""
    since = (
        select(EventRow.case_id, func.max(EventRow.recorded_on).label("since"))
        .where(EventRow.authority_id == authority, EventRow.kind == "order_revoked")
        .group_by(EventRow.case_id)
        .subquery()
    )
    rows = session.execute(
        select(Case.id, Case.number, func.sum(LedgerLine.pence).label("pence"), since.c.since)
        .join(since, since.c.case_id == Case.id)
        .join(LedgerLine, LedgerLine.case_id == Case.id)
        .where(Case.authority_id == authority, LedgerLine.authority_id == authority)
        .where(LedgerLine.account == REFUND_DUE)
        .group_by(Case.id, Case.number, since.c.since)
        .having(func.sum(LedgerLine.pence) != 0)
        .order_by(since.c.since, Case.id)
    )
    return [Owing(r.id, r.number, Money(-int(r.pence)), r.since) for r in rows]
