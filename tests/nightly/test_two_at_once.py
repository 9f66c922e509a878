"""Two runs of one night at the same moment come to what one run would."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.models import EventRow
from parking.cases.record import By
from parking.issue.actions import issue
from parking.keepers.gateway import StandInRegister
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.mark import Mark

pytestmark = pytest.mark.both_engines
CASES = 12


def test_two_nights_at_once_take_each_step_once(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    with app.app_context():
        for number in range(CASES):
            wanted = draft(specimen, noon, mark=Mark.read(f"AB4{number % 10} C{'DEFGHJKLMNPR'[number]}E"))
            with writing(authority=specimen.id) as session:
                issue(session, council=specimen.council, draft=wanted, by=By("staff:a", "test", noon))
    start, troubles = threading.Barrier(2), []

    def night() -> None:
        at = clock.at_local(date(2026, 4, 10), 3)
        with app.app_context(), clock.pinned(at):
            start.wait()
            try:
                run_night(Outside(FakePay(), StandInRegister()), at=at)
            except Exception as trouble:  # noqa: BLE001 - a thread's failure is the test's
                troubles.append(trouble)
            db.session.remove()

    both = [threading.Thread(target=night) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert troubles == []
    with app.app_context(), reading(authority=specimen.id) as session:
        rows = session.execute(select(EventRow.case_id, EventRow.kind)).all()
    times = Counter((row.case_id, row.kind) for row in rows)
    assert set(times.values()) == {1}, "no step was taken twice"
    assert Counter(kind for _, kind in times)["keeper_asked"] == CASES
