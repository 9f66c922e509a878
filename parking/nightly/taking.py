"""Taking one step of the night in every case where it is due, a batch of cases a transaction."""

from __future__ import annotations

from uuid import UUID

from parking.cases.locking import count_due, lock_due, lock_left_over
from parking.cases.night import NightStep, Tonight
from parking.cases.record_alike import take_step
from parking.cases.record_batch import Batch
from parking.store.session import reading, writing

# Long enough that a commit costs little beside it, short enough that a device at the kerb hardly waits.
BATCH = 1000


def take(step: NightStep, tonight: Tonight) -> Batch:
    """Take a step in every case where it is due; safe to cut off, run twice, or run by two at once.

    Cases that somebody else has in hand are left for last and then waited for.
    """
    whole, after, council = Batch(), None, tonight.council
    while True:
        with writing(authority=council.id) as session:
            cases, after = lock_due(
                session, council=council, step=step.step, on=tonight.on, after=after, most=BATCH
            )
            whole.add(take_step(session, step=step, tonight=tonight, cases=cases))
        if len(cases) < BATCH:
            break
    with reading(authority=council.id) as session:
        left = count_due(session, council=council, step=step.step, on=tonight.on)
    return _take_left_over(step, tonight, whole.done) if left > whole.left_alone else whole


def _take_left_over(step: NightStep, tonight: Tonight, done: int) -> Batch:
    whole, after, council = Batch(done=done), None, tonight.council  # the refused are asked and listed anew
    while True:
        with writing(authority=council.id) as session:
            cases = lock_left_over(
                session, council=council, step=step.step, on=tonight.on, after=after, most=BATCH
            )
            whole.add(take_step(session, step=step, tonight=tonight, cases=cases))
        if len(cases) < BATCH:
            return whole
        after = UUID(cases[-1].case_id)
