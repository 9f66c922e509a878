"""A migrated database of each kind with full durability, and the application over it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from apiflask import APIFlask
from sqlalchemy import text

from parking.app import create_app
from parking.authorities.queries import forget
from parking.payments.gateway.fake import FakePay
from parking.settings import Settings
from parking.simulation.specimens import Specimen, specimen_authority
from parking.store import migrating
from parking.store.base import db
from parking.store.session import writing
from tests.postgres import Cluster, cluster

ENGINES = ("sqlite", "postgresql")
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
# The server's own defaults, said aloud: every commit reaches the disk before it is answered.
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"


@dataclass(frozen=True, slots=True)
class Databases:
    """Where databases of one kind are made; every one has the durability of production."""

    name: str
    folder: Path
    server: Cluster | None

    def bare(self, name: str) -> Settings:
        """Return settings for a new, empty database without any table."""
        if self.server is None:
            address = f"sqlite:///{self.folder / name}.sqlite"
        else:
            self.server.recreate(name, "template0")
            address = self.server.url(name)
        return Settings(database=address, files=self.folder / f"{name}-files")

    def make(self, name: str) -> Settings:
        """Return settings for a new, migrated database."""
        settings = self.bare(name)
        with application(settings):
            migrating.migrate(db.engine)
        return settings


@contextmanager
def databases(name: str) -> Iterator[Databases]:
    """Give a place for databases of one kind, and take it away afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="parking-bench-") as folder,
        cluster(DURABLE) if name == "postgresql" else nullcontext() as server,
    ):
        yield Databases(name, Path(folder), server)


@contextmanager
def wired(settings: Settings) -> Iterator[APIFlask]:
    """Give the application over a database, outside its context: each request then makes its own."""
    forget()
    app = create_app(settings, pay=FakePay(), testing=True)
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def application(settings: Settings) -> Iterator[APIFlask]:
    """Give the application over a database, inside its context."""
    with wired(settings) as app, app.app_context():
        yield app


def a_council(*, at: datetime = NOON) -> Specimen:
    """Return a specimen authority at localhost, newly added."""
    with writing() as session:
        return specimen_authority(
            session, name="Exampleton", prefix="EX", hosts=("localhost", "127.0.0.1"), at=at
        )


def settle() -> None:
    """Let the database see how its tables have grown, as its own housekeeping would overnight."""
    with writing() as session:
        session.execute(text("ANALYZE"))


def version() -> str:
    """Return the name and version of the database in use."""
    with db.engine.connect() as connection:
        found = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        return f"{connection.dialect.name} {found}"
