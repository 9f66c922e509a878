"""Cases decided together come to the same rows as each decided by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text

from parking.cases import record_alike
from parking.cases.history.holds import HoldSet
from parking.cases.history.keepers import KeeperAsked
from parking.cases.models import Case, EventRow
from parking.cases.night import Decided, NightStep, Tonight
from parking.cases.record import By, Loaded, record
from parking.keepers.models import KeeperEnquiry
from parking.keepers.night import ASK_KEEPER, REQUEST_NOTICE
from parking.law.state import HoldKind
from parking.law.steps import Step
from parking.nightly import taking
from parking.nightly.taking import take
from parking.notices.models import Paper
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from tests.bench.engines import NOON
from tests.nightly.growing import grow_due

pytestmark = pytest.mark.both_engines
ON = NOON.date() + timedelta(days=60)
AT = clock.at_local(ON, 3)
STEPS = (ASK_KEEPER, REQUEST_NOTICE)


def tonight(specimen: Specimen) -> Tonight:
    return Tonight(specimen.council, By("system", "nightly", AT), ON)


def grown(specimen: Specimen) -> None:
    grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=14)
    grow_due(specimen, step=Step.REQUEST_NOTICE_TO_OWNER, on=ON, cases=14, first=15, late=4)


def written(specimen: Specimen) -> list[Any]:
    with reading(authority=specimen.id) as session:
        return [
            sorted(map(repr, session.execute(select(*model.__table__.columns))))
            for model in (Case, EventRow, KeeperEnquiry, Paper)
        ]


def undo(specimen: Specimen, before: dict[str, list[dict[str, Any]]]) -> None:
    """Put the tables back, as no act of the application can."""
    with writing() as session:
        sqlite = session.get_bind().dialect.name == "sqlite"
        if sqlite:
            session.execute(text("DROP TRIGGER events_no_delete"))
        else:
            session.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        for model in (Case, EventRow, KeeperEnquiry, Paper):
            session.execute(model.__table__.delete())
            if before[model.__tablename__]:
                session.execute(model.__table__.insert(), before[model.__tablename__])
        if sqlite:
            session.execute(
                text(
                    "CREATE TRIGGER events_no_delete BEFORE DELETE ON events"
                    " BEGIN SELECT RAISE(ABORT, 'events may only grow'); END"
                )
            )
        else:
            session.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))


def test_together_and_one_by_one_write_the_same_rows(
    app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        grown(specimen)
        with reading(authority=specimen.id) as session:
            before = {
                model.__tablename__: [
                    dict(row._mapping) for row in session.execute(select(*model.__table__.columns))
                ]
                for model in (Case, EventRow, KeeperEnquiry, Paper)
            }
        assert [take(step, tonight(specimen)).done for step in STEPS] == [14, 14]
        together = written(specimen)
        undo(specimen, before)
        monkeypatch.setattr(record_alike, "FEWEST", 1_000)
        assert [take(step, tonight(specimen)).done for step in STEPS] == [14, 14]
        assert written(specimen) == together


def test_cases_without_a_snapshot_of_today_are_replayed_and_get_one(
    app: APIFlask, specimen: Specimen
) -> None:
    with app.app_context():
        grown(specimen)
        with writing(authority=specimen.id) as session:
            session.execute(text("UPDATE cases SET state = ''"))
        assert [take(step, tonight(specimen)).done for step in STEPS] == [14, 14]
        with reading(authority=specimen.id) as session:
            assert set(session.scalars(select(Case.state == ""))) == {False}


def test_a_case_that_is_refused_is_left_as_it_is_with_every_reason(app: APIFlask, specimen: Specimen) -> None:
    def asks_again(now: Tonight, loaded: Loaded) -> Decided:
        return Decided(KeeperAsked(now.id_for(loaded, "again"), now.on))

    with app.app_context():
        grown(specimen)
        before = written(specimen)
        wrong = NightStep(Step.REQUEST_NOTICE_TO_OWNER, "asked again", asks_again, alike=True)
        taken = take(wrong, tonight(specimen))
        assert (taken.done, len(taken.refused)) == (0, 14)
        codes = {tuple(reason.because.code for reason in reasons) for _, reasons in taken.refused}
        assert codes == {("keeper_already_answered",)}
        assert written(specimen) == before


def test_a_held_case_is_never_taken(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=6)
        with writing(authority=specimen.id) as session:
            held = session.scalars(select(Case.id).order_by(Case.id).limit(1)).one()
            hold = HoldSet(new_id(), HoldKind.STAFF, "a", ON, None, None)
            record(session, council=specimen.council, case_id=held, event=hold, by=By("staff:a", "test", AT))
        assert take(ASK_KEEPER, tonight(specimen)).done == 5


def test_a_step_that_decides_nothing_of_a_case_leaves_it_due(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=6)
        taken = take(NightStep(Step.ASK_KEEPER, "nothing", lambda _now, _loaded: None), tonight(specimen))
        assert (taken.done, taken.undecided, taken.left_alone) == (0, 6, 6)


def test_a_step_that_looks_into_an_instant_is_taken_case_by_case(app: APIFlask, specimen: Specimen) -> None:
    seen: list[int] = []

    def in_the_morning(now: Tonight, loaded: Loaded) -> Decided | None:
        at = loaded.state.contravention_at
        if at is None or clock.local(at).hour >= 13:
            return None
        seen.append(at.minute)
        return ASK_KEEPER.decide(now, loaded)

    with app.app_context():
        grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=14)
        taken = take(NightStep(Step.ASK_KEEPER, "morning", in_the_morning, alike=True), tonight(specimen))
        assert (taken.done, taken.undecided) == (len(seen), 14 - len(seen))
        assert 0 < len(seen) < 14


def test_cases_that_somebody_else_had_in_hand_are_waited_for_and_taken_last(
    app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "lock_due", lambda *_, **__: ([], None))
    with app.app_context():
        grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=6)
        assert take(ASK_KEEPER, tonight(specimen)).done == 6
        assert take(ASK_KEEPER, tonight(specimen)).done == 0


def test_a_step_that_does_not_say_so_is_asked_of_every_case(app: APIFlask, specimen: Specimen) -> None:
    asked: list[object] = []

    def each(now: Tonight, loaded: Loaded) -> Decided | None:
        asked.append(loaded.case_id)
        return ASK_KEEPER.decide(now, loaded)

    with app.app_context():
        grow_due(specimen, step=Step.ASK_KEEPER, on=ON, cases=6)
        assert take(NightStep(Step.ASK_KEEPER, "each", each), tonight(specimen)).done == 6
        assert len(set(asked)) == 6
