"""Sending certified batches, outside any transaction: the intent is committed first, a sweep finishes it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.recovery.court.gateway import Court
from parking.recovery.court.records import CourtBatch
from parking.recovery.errors import BatchChangedError, BatchNotSentError
from parking.recovery.models import Batch
from parking.recovery.queries import BatchRow, batches_in
from parking.recovery.registration import AT_THE_COURT, court_batch, in_file
from parking.store.session import reading, writing


def send_certified(court: Court, *, council: Council, by: By) -> int:
    """Send every batch that was certified and not sent, and return how many went; safe to run twice."""
    with reading(authority=council.id) as session:
        waiting = _made(session, council, ("certified",))
    for row, made in waiting:
        _send(court, council, row, made, by, again=False)
    return len(waiting)


def send_again(court: Court, *, council: Council, batch_id: UUID, by: By) -> None:
    """Send the same file of a batch once more, because the court says or seems to have lost it."""
    with reading(authority=council.id) as session:
        found = [each for each in _made(session, council, AT_THE_COURT) if each[0].id == batch_id]
    if not found:
        raise BatchNotSentError("This batch is not at the court.")
    for row, made in found:
        _send(court, council, row, made, by, again=True)


def _made(session: Session, council: Council, states: tuple[str, ...]) -> list[tuple[BatchRow, CourtBatch]]:
    found = []
    for row in batches_in(session, authority=council.id, states=states):
        if row.certified_name is None or row.certified_on is None:
            raise BatchChangedError("This batch was never certified.")
        rows = in_file(session, council, row.id)
        found.append((row, court_batch(council, row, rows, row.certified_name, row.certified_on)))
    return found


def _send(court: Court, council: Council, row: BatchRow, made: CourtBatch, by: By, *, again: bool) -> None:
    """Send a batch and note it; what was certified and nothing else may go."""
    if court.draft(made).sha256 != row.sha256:
        raise BatchChangedError("This file is not the one that was certified: it was not sent.")
    court.send(made, again=again)
    with writing(authority=council.id) as session:
        session.execute(
            update(Batch)
            .where(Batch.authority_id == council.id, Batch.id == row.id)
            .values(
                state="sent" if row.state == "certified" else row.state,
                sent_at=by.at,
                times_sent=Batch.times_sent + 1,
            )
            .execution_options(synchronize_session=False)
        )
