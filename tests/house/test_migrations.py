"""Migrations run over a database with rows, up and down, and the locks on history are there after."""

from __future__ import annotations

from datetime import datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from parking.cases.history.holds import HoldSet
from parking.cases.models import Case
from parking.cases.record import By, record
from parking.cases.snapshot import is_current
from parking.issue.actions import issue
from parking.law.state import HoldKind
from parking.motorist.models import MissedLookUp
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.statistics.models import ManualFigure
from parking.store import migrating
from parking.store.base import db
from parking.store.session import writing
from parking.values.ids import new_id

pytestmark = pytest.mark.both_engines


def record_one(specimen: Specimen, noon: datetime) -> None:
    with writing(authority=specimen.id) as session:
        issue(session, council=specimen.council, draft=draft(specimen, noon), by=By("test", "test", noon))


@pytest.mark.parametrize("table", ["events", "ledger_lines"])
@pytest.mark.parametrize("change", ["UPDATE {} SET authority_id = authority_id", "DELETE FROM {}"])
def test_history_and_ledger_may_only_grow(
    app: APIFlask, specimen: Specimen, noon: datetime, change: str, table: str
) -> None:
    with app.app_context():
        record_one(specimen, noon)
        with pytest.raises(DBAPIError, match="may only grow"), writing() as session:
            session.execute(text(change.format(table)))


def test_the_newest_migration_runs_down_and_up_over_rows(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        record_one(specimen, noon)
        db.session.remove()
        migrating.migrate(db.engine, to="-1", down=True)
        migrating.migrate(db.engine)
        with pytest.raises(DBAPIError, match="may only grow"), writing() as session:
            session.execute(text("DELETE FROM events"))


def test_the_tables_are_what_the_models_say(app: APIFlask) -> None:
    with app.app_context():
        assert MissedLookUp.metadata is ManualFigure.metadata is db.metadata
        there = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
        assert there == set(db.metadata.tables)
        columns = {
            (table.name, column.name) for table in db.metadata.tables.values() for column in table.columns
        }
        found = {(name, c["name"]) for name in there for c in inspect(db.engine).get_columns(name)}
        assert columns == found


def test_postgresql_hides_another_authority_s_rows_from_a_query_that_forgot_to_ask(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, noon: datetime
) -> None:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return  # SQLite has no row-level security: there every query names its authority
        record_one(specimen, noon)
        with writing(authority=neighbour.id) as session:
            assert session.scalar(text("SELECT count(*) FROM cases")) == 0
        with writing(authority=specimen.id) as session:
            assert session.scalar(text("SELECT count(*) FROM cases")) == 1


def kept_of_cases() -> dict[str, set[tuple[str | None, str]]]:
    """Return the names of what guards and finds the rows of cases."""
    there = inspect(db.engine)
    return {
        "checks": {(c["name"], "") for c in there.get_check_constraints("cases")},
        "indexes": {(i["name"], str(i["column_names"])) for i in there.get_indexes("cases")},
        "unique": {(u["name"], str(u["column_names"])) for u in there.get_unique_constraints("cases")},
    }


def test_a_case_keeps_its_checks_and_indexes_through_the_migration_that_gives_it_a_state(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        record_one(specimen, noon)
        before = kept_of_cases()
        assert {name for name, _ in before["checks"]} >= {
            "ck_cases_stage_known",
            "ck_cases_paid_not_negative",
        }
        db.session.remove()
        migrating.migrate(db.engine, to="0002", down=True)
        migrating.migrate(db.engine)
        assert kept_of_cases() == before


def test_a_case_that_was_migrated_has_no_state_yet_and_gets_one_with_its_next_act(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        record_one(specimen, noon)
        with writing(authority=specimen.id) as session:
            session.execute(text("UPDATE cases SET served_on = NULL"))
        db.session.remove()
        migrating.migrate(db.engine, to="0002", down=True)
        migrating.migrate(db.engine)
        with writing(authority=specimen.id) as session:
            row = session.execute(select(Case.id, Case.state, Case.served_on, Case.contravention_on)).one()
            assert (row.state, row.served_on) == ("", row.contravention_on)
            hold = HoldSet(new_id(), HoldKind.STAFF, "a", noon.date(), None, None)
            by = By("test", "test", noon)
            record(session, council=specimen.council, case_id=row.id, event=hold, by=by)
        with writing(authority=specimen.id) as session:
            assert is_current(session.scalars(select(Case.state)).one())
