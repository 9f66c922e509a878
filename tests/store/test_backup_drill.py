"""The drill, on both engines: back up a living borough, bring it back elsewhere, and verify it."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from parking.cases.models import Case
from parking.issue.actions import issue
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store import backup as backups
from parking.store import migrating
from parking.store.base import db
from parking.store.current import FILES, files
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.values.mark import Mark
from tests.cli.borough import by, live
from tests.cli.runs import close, environment, parking
from tests.postgres import Cluster

pytestmark = pytest.mark.both_engines

MARKS = ("AB12 CDE", "AB12 CDF", "AB12 CDG", "AB12 CDH")


@pytest.fixture(autouse=True)
def own_files(app: APIFlask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this test alone: some tests damage them."""
    monkeypatch.setitem(app.extensions, FILES, FileStore(tmp_path / "files"))


@pytest.fixture
def env(app: APIFlask, specimen: Specimen, neighbour: Specimen, noon: datetime) -> dict[str, str]:
    """The settings of a borough with four PCNs and its neighbour with one."""
    with app.app_context():
        with writing(authority=specimen.id) as session:
            live(session, specimen, files(), noon, MARKS)
        with writing(authority=neighbour.id) as session:
            live(session, neighbour, files(), noon, MARKS[:1])
    return environment(app)


@pytest.fixture
def elsewhere(
    engine_name: str, env: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, str]:
    """The settings of an empty place on the same engine."""
    if engine_name == "sqlite":
        database = f"sqlite:///{tmp_path}/elsewhere/place.sqlite"
    else:
        server: Cluster = request.getfixturevalue("postgres")
        server.recreate("elsewhere", "template0")
        database = server.url("elsewhere")
    return {**env, "PARKING_DATABASE": database, "PARKING_FILES": str(tmp_path / "elsewhere" / "files")}


@pytest.fixture
def archive(env: dict[str, str], tmp_path: Path) -> Path:
    """A backup of the borough."""
    path = tmp_path / "borough.tar"
    result = parking("backup", path, env=env)
    assert result.exit_code == 0, result.output
    return path


def at(env: dict[str, str], ask: Callable[[], object]) -> object:
    """Ask something of the database in some settings."""
    from parking.app import create_app  # noqa: PLC0415
    from parking.settings import load  # noqa: PLC0415

    app = create_app(load(env), testing=True)
    with app.app_context():
        try:
            return ask()
        finally:
            db.session.remove()
            db.engine.dispose()


def counts() -> object:
    with reading(), db.engine.connect() as connection:
        return backups.counts_of(connection)


def test_a_borough_comes_back_whole(env: dict[str, str], elsewhere: dict[str, str], archive: Path) -> None:
    result = parking("restore", archive, env=elsewhere)
    assert result.exit_code == 0, result.output
    assert "exampleton: 4 cases, 4 events, 1 daily heads, 8 ledger lines, 9 files. Chains" in result.stdout
    assert "otherham: 1 cases" in result.stdout
    assert at(elsewhere, counts) == at(env, counts)
    assert parking("audit", "verify", env=elsewhere).exit_code == 0
    before = sorted(path.name for path in Path(env["PARKING_FILES"]).glob("*/??/*"))
    after = sorted(path.name for path in Path(elsewhere["PARKING_FILES"]).glob("*/??/*"))
    assert set(after) <= set(before)
    assert len(after) >= 11


def test_the_manifest_says_what_is_in_it(engine_name: str, archive: Path) -> None:
    with tarfile.open(archive) as tar:
        source = tar.extractfile("manifest.json")
        assert source is not None
        manifest = json.load(source)
    assert manifest["engine"] == engine_name
    assert manifest["migration"] == migrating.head()
    assert manifest["release"] == "development"
    assert sorted(manifest["counts"]["cases"].values()) == [1, 4]
    assert manifest["facts"]["exampleton"]["ledger_pence"] == {"due": 20000, "penalty_income": -20000}
    assert list(manifest["facts"]["exampleton"]["daily_heads"]) == ["2026-03-03"]


def test_history_is_still_locked_after_a_restore(
    elsewhere: dict[str, str], archive: Path, engine_name: str
) -> None:
    assert parking("restore", archive, env=elsewhere).exit_code == 0

    def ask() -> None:
        acts = ["UPDATE {} SET authority_id = authority_id", "DELETE FROM {}"]
        acts += ["TRUNCATE {} CASCADE"] if engine_name == "postgresql" else []
        for table in ("events", "daily_heads", "ledger_lines"):
            for act in acts:
                with pytest.raises(DatabaseError, match="may only grow"), writing() as session:
                    session.execute(text(act.format(table)))

    at(elsewhere, ask)


def test_the_walls_still_stand_after_a_restore(
    elsewhere: dict[str, str], archive: Path, engine_name: str, neighbour: Specimen
) -> None:
    if engine_name == "sqlite":
        return  # walls are PostgreSQL's
    assert parking("restore", archive, env=elsewhere).exit_code == 0

    def ask() -> None:
        with reading(authority=neighbour.id) as session:
            assert session.scalar(select(func.count()).select_from(Case)) == 1
        with reading() as session:
            assert session.scalar(select(func.count()).select_from(Case)) == 5
            forced = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
            assert (session.scalar(text(forced)) or 0) > 20

    at(elsewhere, ask)


def test_the_next_number_follows_the_last_after_a_restore(
    elsewhere: dict[str, str], archive: Path, specimen: Specimen, noon: datetime
) -> None:
    assert parking("restore", archive, env=elsewhere).exit_code == 0

    def ask() -> str:
        with writing(authority=specimen.id) as session:
            wanted = draft(specimen, noon + timedelta(hours=1), mark=Mark.read("AB12 CDJ"))
            later = by(noon + timedelta(hours=1))
            return issue(session, council=specimen.council, draft=wanted, by=later).issued.number

    assert at(elsewhere, ask) == "EX00000005"


def test_one_damaged_byte_and_nothing_is_restored(elsewhere: dict[str, str], archive: Path) -> None:
    whole = bytearray(archive.read_bytes())
    whole[len(whole) // 2] ^= 1
    archive.write_bytes(whole)
    result = parking("restore", archive, env=elsewhere)
    assert result.exit_code == 2
    assert "is damaged" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not Path(elsewhere["PARKING_FILES"]).exists()
    assert "There is no database" in parking("audit", "verify", env=elsewhere).stderr or (
        "is empty" in parking("audit", "verify", env=elsewhere).stderr
    )


def test_a_place_in_use_is_left_alone_unless_it_is_replaced(
    app: APIFlask, env: dict[str, str], archive: Path, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context(), writing(authority=specimen.id) as session:
        later = noon + timedelta(hours=1)
        wanted = draft(specimen, later, mark=Mark.read("AB12 CDK"))
        issue(session, council=specimen.council, draft=wanted, by=by(later))
    close(app)
    refused = parking("restore", archive, env=env)
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 6
        in_use = parking("restore", archive, "--replace", env=env)
        assert in_use.exit_code == 2
        assert "Stop the application first" in in_use.stderr
    close(app)
    replaced = parking("restore", archive, "--replace", env=env)
    assert replaced.exit_code == 0, replaced.output
    assert "replaced" in replaced.stdout
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 5
    again = parking("backup", archive.with_name("again.tar"), env=env)
    assert again.exit_code == 0, again.output


def test_an_archive_of_another_engine_is_refused(
    app: APIFlask, archive: Path, engine_name: str, env: dict[str, str], tmp_path: Path, postgres: Cluster
) -> None:
    postgres.recreate("elsewhere", "template0")
    other = postgres.url("elsewhere") if engine_name == "sqlite" else f"sqlite:///{tmp_path}/other.sqlite"
    result = parking("restore", archive, env={**env, "PARKING_DATABASE": other})
    assert result.exit_code == 2
    assert "Restore it to the engine it came from" in result.stderr


def test_an_archive_of_an_unknown_migration_is_refused(
    app: APIFlask, env: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        with writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        later = tmp_path / "later.tar"
        backups.back_up(db.engine, files(), later, release="later", facts=lambda _session: {})
    result = parking("restore", later, env=elsewhere)
    assert result.exit_code == 2
    assert "which this release does not know" in result.stderr
    assert f"this release needs {migrating.head()}" in parking("audit", "verify", env=env).stderr


def test_a_backup_taken_while_somebody_writes_is_of_one_instant(
    app: APIFlask, env: dict[str, str], elsewhere: dict[str, str], specimen: Specimen, noon: datetime,
    tmp_path: Path,
) -> None:  # fmt: skip
    with app.app_context(), writing(authority=specimen.id) as session:
        later = noon + timedelta(hours=1)
        issue(
            session,
            council=specimen.council,
            draft=draft(specimen, later, mark=Mark.read("AB12 CDL")),
            by=by(later),
        )
        session.flush()
        with ThreadPoolExecutor() as another:  # which has transactions of its own, as another process has
            made = another.submit(parking, "backup", tmp_path / "busy.tar", env=env).result()
        assert made.exit_code == 0, made.output
    result = parking("restore", tmp_path / "busy.tar", env=elsewhere)
    assert result.exit_code == 0, result.output
    assert "exampleton: 4 cases" in result.stdout


def test_a_file_damaged_before_the_backup_is_said_and_not_brought_back(
    env: dict[str, str], elsewhere: dict[str, str], specimen: Specimen, tmp_path: Path
) -> None:
    first, *_ = sorted(Path(env["PARKING_FILES"]).glob(f"{specimen.id}/??/*"))
    first.write_bytes(b"rot")
    made = parking("backup", tmp_path / "rotten.tar", env=env)
    assert made.exit_code == 1
    assert f"damaged before it was backed up: file {first.name}" in made.stdout
    assert parking("restore", tmp_path / "rotten.tar", env=elsewhere).exit_code in {0, 1}
