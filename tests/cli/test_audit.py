"""`parking audit verify` counts what stands and names the first break."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text

from parking.cases.models import EventRow
from parking.payments.models import LedgerLine
from parking.simulation.specimens import Specimen
from parking.store import migrating
from parking.store.base import db
from parking.store.current import FILES, files
from parking.store.files import FileStore
from parking.store.session import reading, writing
from tests.cli.borough import live
from tests.cli.runs import environment, parking

MARKS = ("AB12 CDE", "AB12 CDF", "AB12 CDG")


@pytest.fixture(autouse=True)
def own_files(app: APIFlask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this test alone: some tests damage them."""
    monkeypatch.setitem(app.extensions, FILES, FileStore(tmp_path / "files"))


@pytest.fixture
def env(app: APIFlask, specimen: Specimen, noon: datetime, tmp_path: Path) -> dict[str, str]:
    """The settings of a borough with three PCNs."""
    with app.app_context(), writing(authority=specimen.id) as session:
        live(session, specimen, files(), noon, MARKS)
    return environment(app)


def tamper(app: APIFlask, *statements: str) -> None:
    """Write past the locks, as somebody with the database file could."""
    with app.app_context():
        db.session.remove()
        with writing() as session:
            for table, act in (("events", "update"), ("events", "delete"), ("ledger_lines", "update")):
                session.execute(text(f"DROP TRIGGER {table}_no_{act}"))
            for statement in statements:
                session.execute(text(statement))


def test_a_borough_that_stands_is_counted(env: dict[str, str]) -> None:
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 0, result.output
    assert (
        "exampleton: 3 cases, 3 events, 1 daily heads, 6 ledger lines, 7 files. All stand." in result.stdout
    )


@pytest.mark.tampers
def test_a_changed_event_is_named(app: APIFlask, env: dict[str, str]) -> None:
    tamper(app, "UPDATE events SET actor = 'staff:other' WHERE case_id = (SELECT max(case_id) FROM events)")
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert "event 1 (pcn_served): was changed" in result.stdout


@pytest.mark.tampers
def test_a_cut_tail_is_named(app: APIFlask, env: dict[str, str]) -> None:
    tamper(app, "DELETE FROM events WHERE case_id = (SELECT max(case_id) FROM events)")
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert "every event of its history is gone" in result.stdout


@pytest.mark.tampers
def test_a_ledger_out_of_balance_is_named(app: APIFlask, env: dict[str, str]) -> None:
    with app.app_context(), reading() as session:
        entry = session.scalar(select(LedgerLine.entry_id).order_by(LedgerLine.id).limit(1))
    tamper(app, "UPDATE ledger_lines SET pence = 1 WHERE id = (SELECT min(id) FROM ledger_lines)")
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert f"ledger entry {entry}: its sides differ" in result.stdout


@pytest.mark.tampers
def test_a_ledger_that_balances_and_still_differs_from_its_history_is_named(
    app: APIFlask, env: dict[str, str]
) -> None:
    tamper(app, "UPDATE ledger_lines SET pence = 2 * pence WHERE case_id = (SELECT min(id) FROM cases)")
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert ": due shows £100, its history says £50" in result.stdout
    assert "(and more)" in result.stdout


@pytest.mark.tampers
def test_a_ledger_entry_without_a_case_is_named(app: APIFlask, env: dict[str, str]) -> None:
    gone = "f" * 32
    tamper(
        app,
        f"UPDATE ledger_lines SET case_id = '{gone}' WHERE case_id = (SELECT max(id) FROM cases)",
    )
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert "due shows £0, its history says £50" in result.stdout


def test_a_damaged_and_a_missing_file_are_named(
    app: APIFlask, env: dict[str, str], specimen: Specimen
) -> None:
    with app.app_context():
        first, second, *_ = sorted(files().root.glob(f"{specimen.id}/??/*"))
        first.write_bytes(b"something else")
        second.unlink()
    result = parking("audit", "verify", env=env)
    assert result.exit_code == 1
    assert "no longer matches its hash" in result.stdout or "is kept for this authority" in result.stdout


def test_one_authority_is_verified_when_it_is_named(env: dict[str, str], neighbour: Specimen) -> None:
    assert len(parking("audit", "verify", env=env).stdout.splitlines()) > 1
    one = parking("audit", "verify", "--authority", "otherham", env=env).stdout
    assert one.startswith("otherham: 0 cases, 0 events")
    assert "exampleton" not in one


def test_the_heads_show_the_sealed_day_and_today(env: dict[str, str]) -> None:
    result = parking("audit", "heads", env=env)
    assert result.exit_code == 0
    assert "exampleton: sealed to 2026-03-03: " in result.stdout
    assert "3 cases grew" in result.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"PARKING_DATABASE": "sqlite:////nowhere/x.sqlite"}, "There is no database"),
        ({"PARKING_DATABASE": "not an address"}, "PARKING_DATABASE"),
        ({"PARKING_DATABASE": "oracle://x"}, "PARKING_DATABASE"),
        ({"PARKING_DATABASE": "postgresql+psycopg://x@127.0.0.1:1/x"}, "can't be used"),
        ({"PARKING_BOGUS": "1"}, "PARKING_BOGUS: no such setting"),
        ({"PARKING_ENV": "production"}, "PARKING_SECRET"),
    ],
    ids=["no file", "no address", "no driver", "no server", "unknown setting", "unsafe setting"],
)
def test_what_is_wrong_with_the_settings_is_one_line(
    env: dict[str, str], change: dict[str, str], said: str
) -> None:
    result = parking("audit", "verify", env={**env, **change})
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_unknown_authority_is_one_line(env: dict[str, str]) -> None:
    result = parking("audit", "verify", "--authority", "nowhere", env=env)
    assert (result.exit_code, result.stderr) == (2, "parking: no council has the code 'nowhere'\n")


def test_a_file_that_is_no_database_is_one_line(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, this is a letter and no database at all." * 99)
    result = parking("audit", "verify", env={**env, "PARKING_DATABASE": f"sqlite:///{tmp_path}/letter.txt"})
    assert result.exit_code == 2
    assert "is not our database" in result.stderr


def test_an_empty_database_is_made_ready_by_migrate(env: dict[str, str], tmp_path: Path) -> None:
    fresh = {**env, "PARKING_DATABASE": f"sqlite:///{tmp_path}/new/place.sqlite"}
    assert parking("migrate", env=fresh).exit_code == 0
    assert migrating.head() in parking("migrate", env=fresh).stdout
    again = parking("audit", "verify", env=fresh)
    assert (again.exit_code, again.stdout) == (0, "")


def test_only_events_of_a_case_are_in_the_chain(app: APIFlask, env: dict[str, str]) -> None:
    with app.app_context(), reading() as session:
        assert len(session.scalars(select(EventRow.kind)).all()) == len(MARKS)
