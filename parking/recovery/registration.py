"""Batches for the court: composed and locked, looked at, certified by a named officer, or let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.recovery import RegistrationRejected, RegistrationRequested
from parking.cases.record import By, append, load, question
from parking.law.journey import what_stops
from parking.law.reasons import Reason
from parking.law.steps import Step
from parking.recovery.court.files import FileNotWritableError
from parking.recovery.court.gateway import Court
from parking.recovery.court.records import CourtBatch, CourtFile, CourtRecord, RecordNotWellFormedError
from parking.recovery.errors import (
    BatchChangedError,
    BatchEmptyError,
    BatchNotOpenError,
    BatchNotSentError,
    NothingToComposeError,
    SomebodyElseComposedError,
)
from parking.recovery.kept import facts_of, said_in
from parking.recovery.models import Batch, BatchRecord
from parking.recovery.queries import BatchRow, RecordRow, batch, next_number, records_of
from parking.recovery.records import REGISTER, WITHDRAW, court_record, set_record, to_withdraw
from parking.recovery.worklists import ready, stale
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import NOTHING, Money

AT_THE_COURT = ("sent", "acknowledged")
_NOBODY_YET = "not certified yet"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case that may not go, and why: reasons of the law, or what the court could not take."""

    case_id: UUID
    reasons: tuple[Reason, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A batch that waits to be certified, and the cases left out of it."""

    batch_id: UUID
    left_out: tuple[LeftOut, ...]


Wanted = tuple[UUID, CourtRecord]


def compose(session: Session, *, council: Council, court: Court, by: By, most: int = 500) -> Composed:
    """Lock every debt that may go to the court today into one batch; nothing is sent.

    Raises NothingToComposeError when there is none.
    """
    on, left_out, wanted = clock.day_of(by.at), list[LeftOut](), list[Wanted]()
    for case_id in ready(session, authority=council.id, on=on, most=most):
        loaded = load(session, authority=council.id, case_id=case_id)
        stops = what_stops(Step.REQUEST_REGISTRATION, question(council, loaded.state, by.at))
        if stops:
            left_out.append(LeftOut(case_id, tuple(stop.because for stop in stops)))
            continue
        try:
            wanted.append((case_id, court_record(session, council=council, loaded=loaded, on=on)))
        except RecordNotWellFormedError as wrong:
            left_out.append(LeftOut(case_id, says=str(wrong)))
    wanted, unwritable = _writable(council, court, wanted, on)
    left_out += unwritable
    if not wanted:
        raise NothingToComposeError("No case may go to the court today.")
    return Composed(_lock(session, council, REGISTER, wanted, by), tuple(left_out))


def compose_withdrawals(session: Session, *, council: Council, by: By) -> UUID | None:
    """Lock every record that no longer stands at the court into a batch that takes it back."""
    wanted = [(row.case_id, to_withdraw(row.facts)) for row in stale(session, authority=council.id)]
    return _lock(session, council, WITHDRAW, wanted, by) if wanted else None


def take_out(session: Session, *, council: Council, batch_id: UUID, record_id: UUID) -> None:
    """Leave one case out of a batch that is not certified: it may go with another."""
    _composed(session, council, batch_id)
    here = records_of(session, authority=council.id, batch_id=batch_id, states=("locked",))
    if record_id not in {each.id for each in here}:
        raise BatchChangedError("That case is not in this batch any more.")
    set_record(session, authority=council.id, record_id=record_id, state="taken_out")
    _count(session, council, batch_id)


def discard(session: Session, *, council: Council, batch_id: UUID) -> None:
    """Let a batch go that is not certified: its cases may go with another."""
    _composed(session, council, batch_id)
    for row in records_of(session, authority=council.id, batch_id=batch_id, states=("locked",)):
        set_record(session, authority=council.id, record_id=row.id, state="taken_out")
    _set(session, council, batch_id, state="discarded")


def refresh(session: Session, *, council: Council, batch_id: UUID, by: By) -> tuple[LeftOut, ...]:
    """Take out every case that may no longer go, or that owes another sum, since the batch was composed."""
    row = _composed(session, council, batch_id)
    left_out = []
    for each in records_of(session, authority=council.id, batch_id=batch_id, states=("locked",)):
        why = _no_longer(session, council, each, by) if row.transaction == REGISTER else None
        if why is not None:
            set_record(session, authority=council.id, record_id=each.id, state="taken_out")
            left_out.append(why)
    if left_out:
        _count(session, council, batch_id)
    return tuple(left_out)


def preview(
    session: Session, *, council: Council, court: Court, row: BatchRow, officer: str, on: date
) -> CourtFile:
    """Return the file as it goes if this officer certifies it on this day."""
    said = court_batch(council, row, in_file(session, council, row.id), officer, on)
    return court.draft(said)


def certify(
    session: Session,
    *,
    council: Council,
    court: Court,
    batch_id: UUID,
    officer: tuple[UUID, str],
    seen: str,
    by: By,
) -> None:
    """Record that a named officer certified a batch: from here on it is meant to be sent, once.

    `seen` is the hash of the file the officer looked at. Call `refresh` first, in the same transaction.
    """
    row, on = _composed(session, council, batch_id), clock.day_of(by.at)
    file = preview(session, council=council, court=court, row=row, officer=officer[1], on=on)
    if file.sha256 != seen:
        raise BatchChangedError("This is not the batch you looked at.")
    for each in in_file(session, council, batch_id):
        if row.transaction == REGISTER:
            loaded = load(session, authority=council.id, case_id=each.case_id)
            asked = RegistrationRequested(batch_id, on, officer[0])
            append(session, council=council, loaded=loaded, events=(asked,), by=by)
        set_record(session, authority=council.id, record_id=each.id, state="asked", changed_on=on)
    _set(
        session, council, batch_id, state="certified", certified_on=on, certified_by=officer[0],
        certified_name=officer[1], sha256=file.sha256, records=file.count, total_pence=file.total.pence,
    )  # fmt: skip


def give_up(session: Session, *, council: Council, batch_id: UUID, by: By) -> int:
    """Take a batch the court does not answer as lost: its debts were not registered and may go again."""
    row, on = batch(session, authority=council.id, batch_id=batch_id, lock=True), clock.day_of(by.at)
    if row.state not in AT_THE_COURT:
        raise BatchNotSentError("This batch is not at the court.")
    asked = records_of(session, authority=council.id, batch_id=batch_id, states=("asked", "stale"))
    for each in asked:
        if row.transaction == REGISTER and each.state == "asked":
            drop(session, council, each, row.id, "batch_lost", by)
        set_record(session, authority=council.id, record_id=each.id, state="dropped", changed_on=on,
                   reason="batch_lost")  # fmt: skip
    _set(session, council, batch_id, state="given_up")
    return len(asked)


def drop(session: Session, council: Council, each: RecordRow, batch_id: UUID, reason: str, by: By) -> None:
    """Record that a debt was not registered, if its case still waits for the court."""
    loaded = load(session, authority=council.id, case_id=each.case_id)
    if what_stops(Step.DROP_REGISTRATION, question(council, loaded.state, by.at)):
        return
    event = RegistrationRejected(batch_id, clock.day_of(by.at), reason)
    append(session, council=council, loaded=loaded, events=(event,), by=by)


def court_batch(
    council: Council, row: BatchRow, rows: Sequence[RecordRow], officer: str, on: date
) -> CourtBatch:
    """Return a batch as the gateway sends it, from what was locked and nothing else."""
    if not rows:
        raise BatchEmptyError("Nothing is left in this batch.")
    return CourtBatch(
        number=row.number,
        authority=council.code.upper(),
        made_on=on,
        certified_by=officer,
        records=tuple(said_in(CourtRecord, each.facts) for each in rows),
    )


def _no_longer(session: Session, council: Council, each: RecordRow, by: By) -> LeftOut | None:
    loaded = load(session, authority=council.id, case_id=each.case_id)
    stops = what_stops(Step.REQUEST_REGISTRATION, question(council, loaded.state, by.at))
    if stops:
        return LeftOut(each.case_id, tuple(stop.because for stop in stops))
    try:
        now = court_record(session, council=council, loaded=loaded, on=clock.day_of(by.at))
    except RecordNotWellFormedError as wrong:
        return LeftOut(each.case_id, says=str(wrong))
    if now != said_in(CourtRecord, each.facts):
        return LeftOut(each.case_id, says="what is owed, or what we know of it, has changed since")
    return None


def _writable(
    council: Council, court: Court, wanted: list[Wanted], on: date
) -> tuple[list[Wanted], list[LeftOut]]:
    """Return the records that the court's layout can hold, and the rest with what is wrong."""
    if not wanted:
        return wanted, []
    try:
        court.draft(CourtBatch(number=1, authority=council.code.upper(), made_on=on, certified_by=_NOBODY_YET,
                               records=tuple(record for _, record in wanted)))  # fmt: skip
    except FileNotWritableError as wrong:
        bad = {problem.line: f"{problem.field}: {problem.says}" for problem in wrong.problems}
        kept = [each for place, each in enumerate(wanted, start=1) if place not in bad]
        left = [LeftOut(wanted[line - 1][0], says=says) for line, says in sorted(bad.items()) if line]
        return kept, left
    return wanted, []


def _lock(session: Session, council: Council, transaction: str, wanted: Sequence[Wanted], by: By) -> UUID:
    batch_id = new_id()
    row = {
        "id": batch_id, "authority_id": council.id, "number": next_number(session, authority=council.id),
        "transaction": transaction, "state": "composed", "composed_at": by.at, "composed_by": by.actor,
        "records": len(wanted), "total_pence": _sum([said.due for _, said in wanted]).pence, "times_sent": 0,
    }  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(), "authority_id": council.id, "batch_id": batch_id, "case_id": case_id,
            "transaction": transaction, "number": said.number.text, "place": place, "state": "locked",
            "due_pence": said.due.pence, "fee_pence": said.fee.pence, "facts": facts_of(said),
            "changed_on": clock.day_of(by.at),
        }
        for place, (case_id, said) in enumerate(wanted, start=1)
    ]  # fmt: skip
    try:
        session.execute(insert(Batch.__table__), row)
        session.execute(insert(BatchRecord.__table__), rows)
    except IntegrityError as clash:
        raise SomebodyElseComposedError("Somebody else made a batch in the same moment.") from clash
    return batch_id


def _composed(session: Session, council: Council, batch_id: UUID) -> BatchRow:
    row = batch(session, authority=council.id, batch_id=batch_id, lock=True)
    if row.state != "composed":
        raise BatchNotOpenError(f"This batch is {row.state} already.")
    return row


def in_file(session: Session, council: Council, batch_id: UUID) -> list[RecordRow]:
    """Return the records that stand in the file of a batch, whatever became of them since."""
    rows = records_of(session, authority=council.id, batch_id=batch_id)
    return [each for each in rows if each.state != "taken_out"]


def _count(session: Session, council: Council, batch_id: UUID) -> None:
    left = records_of(session, authority=council.id, batch_id=batch_id, states=("locked",))
    _set(session, council, batch_id, records=len(left), total_pence=_sum([each.due for each in left]).pence)


def _set(session: Session, council: Council, batch_id: UUID, **values: object) -> None:
    session.execute(
        update(Batch)
        .where(Batch.authority_id == council.id, Batch.id == batch_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _sum(amounts: Sequence[Money]) -> Money:
    return sum(amounts, NOTHING)
