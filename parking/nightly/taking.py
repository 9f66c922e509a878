"""Taking one step of the night in every case where it is due, a batch of cases a transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from parking.cases.night import NightStep, Tonight
from parking.cases.record import Loaded
from parking.cases.record_batch import Batch, count_due, lock_due, lock_left_over, record_batch
from parking.store.session import reading, writing

# Long enough that a commit costs little beside it, short enough that a device at the kerb hardly waits.
BATCH = 1000


def take(step: NightStep, tonight: Tonight) -> Batch:
    """Take a step in every case where it is due; safe to cut off, run twice, or run by two at once.

    Cases that somebody else has in hand are left for last and then waited for.
    """
    whole, after = Batch(), None
    while True:
        with writing(authority=tonight.council.id) as session:
            due = lock_due(
                session, council=tonight.council, step=step.step, on=tonight.on, after=after, most=BATCH
            )
            _add(whole, _record(session, step, tonight, due.cases))
        if len(due.cases) < BATCH:
            break
        after = due.last
    with reading(authority=tonight.council.id) as session:
        left = count_due(session, council=tonight.council, step=step.step, on=tonight.on)
    return _take_left_over(step, tonight, whole) if left > whole.left_alone else whole


def _take_left_over(step: NightStep, tonight: Tonight, whole: Batch) -> Batch:
    whole, after = Batch(done=whole.done), None  # who was refused is asked again, and listed once
    while True:
        with writing(authority=tonight.council.id) as session:
            cases = lock_left_over(
                session, council=tonight.council, step=step.step, on=tonight.on, after=after, most=BATCH
            )
            _add(whole, _record(session, step, tonight, cases))
        if len(cases) < BATCH:
            return whole
        after = cases[-1].case_id


def _record(session: Session, step: NightStep, tonight: Tonight, cases: Sequence[Loaded]) -> Batch:
    decided = [(loaded, step.decide(tonight, loaded)) for loaded in cases]
    batch = record_batch(session, tonight=tonight, acts=[(case, what) for case, what in decided if what])
    batch.undecided = sum(what is None for _, what in decided)
    return batch


def _add(whole: Batch, batch: Batch) -> None:
    whole.done += batch.done
    whole.undecided += batch.undecided
    whole.refused += batch.refused
