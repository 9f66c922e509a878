"""Reading what waits for the court, what is with it, and what came back wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from parking.recovery.errors import NoSuchBatchError
from parking.recovery.models import Batch, BatchRecord, Reply
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as lists show it."""

    id: UUID
    number: int
    transaction: str
    state: str
    composed_at: datetime
    composed_by: str
    records: int
    total: Money
    certified_on: date | None
    certified_by: UUID | None
    certified_name: str | None
    sha256: str | None
    sent_at: datetime | None
    times_sent: int
    acknowledged_on: date | None
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One case in a batch."""

    id: UUID
    batch_id: UUID
    case_id: UUID
    transaction: str
    number: str
    place: int
    state: str
    due: Money
    fee: Money
    facts: dict[str, Any]
    changed_on: date | None
    reason: str | None
    says: str | None
    mend: str | None


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One thing the court said."""

    id: UUID
    kind: str
    batch: int | None
    facts: dict[str, Any]
    heard_at: datetime
    state: str
    trouble: str | None


_BATCH = (
    Batch.id, Batch.number, Batch.transaction, Batch.state, Batch.composed_at, Batch.composed_by,
    Batch.records, Batch.total_pence, Batch.certified_on, Batch.certified_by, Batch.certified_name,
    Batch.sha256, Batch.sent_at, Batch.times_sent, Batch.acknowledged_on, Batch.answered_on,
)  # fmt: skip
RECORD = (
    BatchRecord.id, BatchRecord.batch_id, BatchRecord.case_id, BatchRecord.transaction, BatchRecord.number,
    BatchRecord.place, BatchRecord.state, BatchRecord.due_pence, BatchRecord.fee_pence, BatchRecord.facts,
    BatchRecord.changed_on, BatchRecord.reason, BatchRecord.says, BatchRecord.mend,
)  # fmt: skip
_REPLY = (Reply.id, Reply.kind, Reply.batch, Reply.facts, Reply.heard_at, Reply.state, Reply.trouble)


def batches(session: Session, *, authority: UUID, most: int = 50) -> list[BatchRow]:
    """Return the newest batches."""
    rows = session.execute(
        select(*_BATCH).where(Batch.authority_id == authority).order_by(Batch.number.desc()).limit(most)
    )
    return [_batch(row) for row in rows]


def batches_in(session: Session, *, authority: UUID, states: Sequence[str]) -> list[BatchRow]:
    """Return every batch in one of these states, in the order they were made."""
    rows = session.execute(
        select(*_BATCH).where(Batch.authority_id == authority, Batch.state.in_(states)).order_by(Batch.number)
    )
    return [_batch(row) for row in rows]


def batch(session: Session, *, authority: UUID, batch_id: UUID, lock: bool = False) -> BatchRow:
    """Return one batch, if asked for locked against another change where the database has row locks."""
    query = select(*_BATCH).where(Batch.authority_id == authority, Batch.id == batch_id)
    row = session.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NoSuchBatchError("There is no such batch.")
    return _batch(row)


def batch_numbered(session: Session, *, authority: UUID, number: int) -> BatchRow | None:
    """Return the batch of a number, if we made one."""
    row = session.execute(
        select(*_BATCH).where(Batch.authority_id == authority, Batch.number == number)
    ).one_or_none()
    return _batch(row) if row else None


def records_of(
    session: Session, *, authority: UUID, batch_id: UUID, states: Sequence[str] = ()
) -> list[RecordRow]:
    """Return the records of a batch in the order they are sent, those of some states where given."""
    query = select(*RECORD).where(BatchRecord.authority_id == authority, BatchRecord.batch_id == batch_id)
    if states:
        query = query.where(BatchRecord.state.in_(states))
    return [record_row(row) for row in session.execute(query.order_by(BatchRecord.place, BatchRecord.id))]


def next_number(session: Session, *, authority: UUID) -> int:
    """Return the number the next batch of an authority takes, whatever it asks of the court."""
    last = session.scalar(select(func.max(Batch.number)).where(Batch.authority_id == authority))
    return (last or 0) + 1


def unanswered(session: Session, *, authority: UUID, before: datetime) -> list[BatchRow]:
    """Return batches sent before an instant that the court has not acknowledged: they may be lost."""
    rows = session.execute(
        select(*_BATCH)
        .where(Batch.authority_id == authority, Batch.state == "sent", Batch.sent_at < before)
        .order_by(Batch.number)
    )
    return [_batch(row) for row in rows]


def exceptions(session: Session, *, authority: UUID) -> int:
    """Return how many answers of the court wait for a person."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Reply)
            .where(Reply.authority_id == authority, Reply.state == "exception")
        )
        or 0
    )


def replies_in(
    session: Session, *, authority: UUID, state: str, kinds: Sequence[str] = (), most: int = 500
) -> list[ReplyRow]:
    """Return what the court said and is in this state, in the order it was heard."""
    query = select(*_REPLY).where(Reply.authority_id == authority, Reply.state == state)
    if kinds:
        query = query.where(Reply.kind.in_(kinds))
    return [ReplyRow(*row) for row in session.execute(query.order_by(Reply.heard_at, Reply.id).limit(most))]


def _batch(row: Row[Any]) -> BatchRow:
    values = list(row)
    values[7] = Money(values[7])
    return BatchRow(*values)


def record_row(row: Row[Any]) -> RecordRow:
    """Return a record from the columns of RECORD."""
    values = list(row)
    values[7], values[8] = Money(values[7]), Money(values[8])
    return RecordRow(*values)
