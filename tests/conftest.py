"""Fixtures of the whole house: the application on either engine, empty or with a specimen authority."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest
from apiflask import APIFlask

from parking.app import create_app
from parking.authorities.queries import every_authority, forget
from parking.cases.audit import verify
from parking.payments.checking import differences
from parking.payments.gateway.fake import FakePay
from parking.payments.ledger import out_of_balance
from parking.settings import Settings
from parking.simulation.specimens import Specimen, specimen_authority
from parking.store import migrating
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from tests.browser import CHROMIUM
from tests.postgres import Cluster, cluster

# A shared machine is slow at times: examples are bounded in number, not in seconds.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

BEGAN = pytest.StashKey[float]()


class Engine(NamedTuple):
    """An application on one kind of database, and how to empty it."""

    app: APIFlask
    reset: Callable[[], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let CI run a time-boxed slice of the long tests."""
    parser.addoption("--soak-seconds", type=int, default=0, help="start no long test after so many seconds")


def pytest_sessionstart() -> None:
    """Where a browser is required, as in CI, its absence is a failure and not a skip."""
    if os.environ.get("REQUIRE_BROWSER") and CHROMIUM is None:
        pytest.exit("Install a Chromium: browser tests are required here", returncode=1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Remember when the run began, for the time box."""
    config.stash[BEGAN] = clock.stopwatch()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Start no long test once the time box is used up."""
    box = item.config.getoption("--soak-seconds")
    if box and item.get_closest_marker("long") and clock.stopwatch() - item.config.stash[BEGAN] > box:
        pytest.skip(f"outside this run's {box} seconds")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of the application on SQLite, and those marked so on PostgreSQL too."""
    if "engine_name" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_engines")
        names = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("engine_name", names, scope="session")


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The application on SQLite, and a migrated template to start each test from."""
    folder = tmp_path_factory.mktemp("sqlite")
    template, live = folder / "template.sqlite", folder / "live.sqlite"
    app = _make(f"sqlite:///{live}", folder)
    with app.app_context():
        migrating.migrate(db.engine)
        db.session.remove()
        db.engine.dispose()
    for path in folder.glob("live.sqlite*"):
        shutil.move(path, path.with_name(path.name.replace("live", "template")))

    def reset() -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        for path in folder.glob("live.sqlite*"):
            path.unlink()
        shutil.copy(template, live)

    return Engine(app, reset)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server of our own."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_engine(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The application on PostgreSQL, and a migrated template database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    template, live = f"template_{worker}", f"live_{worker}"
    postgres.recreate(template, "template0")
    first = _make(postgres.url(template), tmp_path_factory.mktemp("migrating"))
    with first.app_context():
        migrating.migrate(db.engine)
        db.session.remove()
        db.engine.dispose()
    app = _make(postgres.url(live), tmp_path_factory.mktemp("postgresql"))

    def reset() -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        postgres.recreate(live, template)

    return Engine(app, reset)


def _make(database: str, folder: Path) -> APIFlask:
    settings = Settings(database=database, files=folder / "files")
    return create_app(settings, pay=FakePay(), testing=True)


@pytest.fixture
def app(engine_name: str, request: pytest.FixtureRequest) -> Iterator[APIFlask]:
    """The application over an empty, migrated database."""
    engine: Engine = request.getfixturevalue(f"{engine_name}_engine")
    engine.reset()
    forget()
    yield engine.app
    with engine.app.app_context():
        if request.node.get_closest_marker("tampers") is None:
            check_what_was_written()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Push nothing, unlike pytest-flask's fixture of this name.

    With a context pushed, all requests of a test would share one `g`, and so whoever signed in first.
    """


def check_what_was_written() -> None:
    """Replay every case a test made: chains whole, history equal to columns, ledger equal to history."""
    with reading() as session:
        for authority in every_authority(session):
            found = verify(session, authority=authority)
            assert found.first_break is None, str(found.first_break)
            assert out_of_balance(session, authority=authority) == []
            assert [str(each) for each in differences(session, authority=authority)] == []


@pytest.fixture
def noon() -> Iterator[datetime]:
    """Noon on Tuesday 3 March 2026, held still."""
    with clock.pinned(NOON):
        yield NOON


@pytest.fixture
def specimen(app: APIFlask, noon: datetime) -> Specimen:
    """A specimen authority at localhost."""
    with app.app_context(), writing() as session:
        return specimen_authority(
            session, name="Exampleton", prefix="EX", hosts=("localhost", "127.0.0.1"), at=noon
        )


@pytest.fixture
def neighbour(app: APIFlask, specimen: Specimen) -> Specimen:
    """A second authority in the same database."""
    with app.app_context(), writing() as session:
        return specimen_authority(session, name="Otherham", prefix="OT", hosts=("other.localhost",), at=NOON)
