"""What the night does after the order: lets warrants run out, and recalls what agents may enforce no more."""

from __future__ import annotations

from sqlalchemy import select

from parking.authorities.queries import Council
from parking.cases.history.court import WarrantExpired
from parking.cases.models import Case
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import By, Loaded, record
from parking.law.steps import Step
from parking.recovery.instructing import agents_to_tell
from parking.store.session import reading, writing
from parking.values import clock


def _expire(tonight: Tonight, _loaded: Loaded) -> Decided:
    return Decided(WarrantExpired(tonight.on))


EXPIRE_WARRANT = NightStep(Step.EXPIRE_WARRANT, "warrants run out", _expire)


def expire_held_warrants(*, council: Council, by: By) -> int:
    """Let warrants of held cases run out too: a hold stops us, never the calendar."""
    on = clock.day_of(by.at)
    with reading(authority=council.id) as session:
        cases = session.scalars(
            select(Case.id)
            .where(Case.authority_id == council.id, Case.next_step == Step.EXPIRE_WARRANT.value)
            .where(Case.next_due_on <= on, Case.holds > 0)
            .order_by(Case.id)
        ).all()
    for case_id in cases:
        with writing(authority=council.id) as session:
            record(session, council=council, case_id=case_id, event=WarrantExpired(on), by=by)
    return len(cases)


def recall_agents(*, council: Council, by: By) -> int:
    """Recall every case an agent holds and may enforce no more; return how many."""
    with writing(authority=council.id) as session:
        return agents_to_tell(session, council=council, by=by)
