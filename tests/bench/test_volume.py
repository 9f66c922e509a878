"""A grown borough is what the real actions would have left: chains, columns, ledger, what is owed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.cases.audit import verify
from parking.cases.models import Case, EventRow
from parking.cases.projection import owed_pence, projection
from parking.cases.record import By, load_unlocked
from parking.issue.actions import issue
from parking.keepers.gateway import StandInRegister
from parking.law.state import Stage, State
from parking.nightly.run_due import Outside, run_night
from parking.notices.models import Paper, PrintRun
from parking.notices.run import dispatch_run, release_run
from parking.payments.accounts import Account
from parking.payments.actions import receive
from parking.payments.gateway.fake import FakePay
from parking.payments.ledger import balance, out_of_balance
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.simulation.volume import grow
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id

pytestmark = pytest.mark.both_engines


@pytest.fixture
def fifty(app: APIFlask, specimen: Specimen, noon: datetime) -> Specimen:
    with app.app_context():
        grow(specimen, cases=50, until=noon)
    return specimen


def test_every_chain_and_daily_head_holds_and_no_entry_is_out_of_balance(
    app: APIFlask, fifty: Specimen
) -> None:
    with app.app_context(), reading(authority=fifty.id) as session:
        found = verify(session, authority=fifty.id)
        assert (found.cases, found.first_break) == (50, None)
        assert found.days > 20
        assert out_of_balance(session, authority=fifty.id) == []


def test_every_column_and_what_is_owed_on_any_day_equal_the_replayed_history(
    app: APIFlask, fifty: Specimen, noon: datetime
) -> None:
    today = clock.day_of(noon)
    with app.app_context(), reading(authority=fifty.id) as session:
        for case_id in session.scalars(select(Case.id)).all():
            state = load_unlocked(session, authority=fifty.id, case_id=case_id).state
            columns = projection(state, fifty.council.policies.tolerances(today), fifty.council.calendar)
            row = session.execute(select(Case.__table__).where(Case.id == case_id)).one()
            assert {name: getattr(row, name) for name in columns} == columns
            for on in (row.served_on, row.served_on + timedelta(days=20), today):
                owed = session.scalar(select(owed_pence(on)).where(Case.id == case_id))
                assert owed == state.owed(on).pence
            assert _ledger_agrees(fifty, state, case_id, session)


def _ledger_agrees(fifty: Specimen, state: State, case_id: object, session: object) -> bool:
    due = balance(session, authority=fifty.id, case_id=case_id, account=Account.DUE)  # type: ignore[arg-type]
    return due == (state.full if not state.is_closed else due.__class__(0))


def test_the_stages_reached_so_far_are_all_there(app: APIFlask, fifty: Specimen) -> None:
    with app.app_context(), reading(authority=fifty.id) as session:
        stages = set(session.scalars(select(Case.stage)))
        assert stages == {Stage.SERVED.value, Stage.PAID.value, Stage.NOTICE_TO_OWNER.value}
        paid_less = session.scalar(
            select(func.count()).where(Case.is_closed, Case.paid_pence < Case.charge_pence)
        )
        paid_full = session.scalar(select(func.count()).where(Case.paid_pence == Case.charge_pence))
        assert paid_less
        assert paid_full
        pieces = session.scalar(select(func.sum(PrintRun.pieces)))
        assert pieces == session.scalar(select(func.count()).where(Paper.state == "posted"))


def test_a_grown_life_has_the_events_of_one_lived_through_the_real_actions(
    app: APIFlask, fifty: Specimen, noon: datetime
) -> None:
    with app.app_context():
        lived = {_lived_and_paid(fifty, noon), _lived_to_its_notice(fifty, noon)}
        with reading(authority=fifty.id) as session:
            grown = {
                _kinds(fifty, case_id)
                for case_id in session.scalars(select(Case.id).where(Case.served_on < clock.day_of(noon)))
            }
        assert lived <= grown


def _lived_and_paid(specimen: Specimen, at: datetime) -> tuple[str, ...]:
    with writing(authority=specimen.id) as session:
        made = issue(session, council=specimen.council, draft=draft(specimen, at), by=_by(at)).issued
        state = load_unlocked(session, authority=specimen.id, case_id=made.case_id).state
        receive(
            session, council=specimen.council, case_id=made.case_id, payment_id=new_id(),
            amount=state.discounted, began_at=at, channel="online", by=_by(at),
        )  # fmt: skip
    return _kinds(specimen, made.case_id)


def _lived_to_its_notice(specimen: Specimen, at: datetime) -> tuple[str, ...]:
    with writing(authority=specimen.id) as session:
        made = issue(
            session, council=specimen.council, draft=draft(specimen, at, code="73"), by=_by(at)
        ).issued
    morning = clock.at_local(clock.day_of(at) + timedelta(days=28), 3)
    with clock.pinned(morning):
        run_night(Outside(FakePay(), StandInRegister()), at=morning)
        by = _by(morning)
        run = release_run(council=specimen.council, files=files(), posting_on=clock.day_of(morning), by=by)
        with writing(authority=specimen.id) as session:
            dispatch_run(session, council=specimen.council, run_id=run.run_id, by=by)
    return _kinds(specimen, made.case_id)


def _kinds(specimen: Specimen, case_id: object) -> tuple[str, ...]:
    with reading(authority=specimen.id) as session:
        rows = session.scalars(
            select(EventRow.kind).where(EventRow.case_id == case_id).order_by(EventRow.seq)
        )
        return tuple(rows)


def _by(at: datetime) -> By:
    return By("staff:test", "test", at)
