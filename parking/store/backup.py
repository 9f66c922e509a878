"""A backup: the database as it is at one instant, and every file its rows may name, in one archive."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, create_engine, func, inspect, select, table, text
from sqlalchemy.orm import Session

from parking.store import migrating
from parking.store.archive import ArchiveError, ArchiveWriter, written
from parking.store.files import FileStore
from parking.store.postgres_tools import PostgresTools
from parking.store.session import reading
from parking.values import clock

DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
FILES = "files/"
FORMAT = 1

Facts = Callable[[Session], dict[str, Any]]
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    rows: int
    files: int
    size: int
    damaged: tuple[str, ...]


def back_up(engine: Engine, files: FileStore, target: Path, *, release: str, facts: Facts) -> Backup:
    """Write the archive while the application goes on; `facts` are what a restore must find again."""
    if not target.parent.is_dir():
        raise ArchiveError(f"There is no folder {target.parent}.")
    with written(target) as archive, _room_for_a_copy(target) as folder:
        copy = folder / DATABASE[engine.dialect.name]
        with _snapshot(engine, copy) as connection:
            manifest = _described(connection, engine, release, facts)
        # Files are kept before the rows that name them are committed: read after the snapshot, all are there.
        archive.add_file(copy.name, copy)
        damaged = _add_files(archive, files)
        manifest["damaged_files"] = damaged
        archive.close(manifest)
        count = sum(name.startswith(FILES) for name in archive.members)
    rows = sum(sum(by.values()) for by in manifest["counts"].values())
    return Backup(rows, count, target.stat().st_size, tuple(damaged))


def counts_of(connection: Connection) -> Counts:
    """Return how many rows each table has, by authority where it has one."""
    found: Counts = {}
    looked = inspect(connection)
    for name in sorted(looked.get_table_names()):
        owned = any(each["name"] == "authority_id" for each in looked.get_columns(name))
        here = table(name, column("authority_id"))
        if owned:
            query = select(here.c.authority_id, func.count()).group_by(here.c.authority_id)
            # SQLite keeps an id without hyphens.
            found[name] = {str(row[0]).replace("-", ""): row[1] for row in connection.execute(query)}
        else:
            found[name] = {"": connection.scalar(select(func.count()).select_from(here)) or 0}
    return found


@contextmanager
def _room_for_a_copy(target: Path) -> Iterator[Path]:
    """Give a folder of our own beside the archive; what a killed backup left in it is removed first."""
    folder = target.with_name(f".{target.name}.copy")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _snapshot(engine: Engine, copy: Path) -> Iterator[Connection]:
    """Copy the database and give a connection that sees exactly what the copy holds."""
    if engine.dialect.name == "sqlite":
        _copy_sqlite(Path(str(engine.url.database)), copy)
        with reading_copy(copy) as connection:
            yield connection
        return
    tools = PostgresTools.of(engine)
    with (
        reading(),
        engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ) as connection,
    ):
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        tools.write_dump(copy, str(snapshot))
        yield connection


@contextmanager
def reading_copy(path: Path) -> Iterator[Connection]:
    """Give a connection to a SQLite file that is nobody else's."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _copy_sqlite(source: Path, copy: Path) -> None:
    # One step copies all pages under one read lock; in WAL mode writers go on meanwhile.
    with (
        _closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
        _closing(sqlite3.connect(copy)) as target,
    ):
        live.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _described(connection: Connection, engine: Engine, release: str, facts: Facts) -> dict[str, Any]:
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    with Session(bind=connection) as session:
        found = facts(session)
    return {
        "format": FORMAT,
        "engine": engine.dialect.name,
        "migration": revision or migrating.head(),
        "release": release,
        "taken_at": clock.stamp(clock.now()),
        "counts": counts_of(connection),
        "facts": found,
    }


def _add_files(archive: ArchiveWriter, files: FileStore) -> list[str]:
    damaged: list[str] = []
    for path in sorted(files.root.glob("*/??/*")):
        if path.name.startswith("."):
            continue  # still being written
        name = FILES + "/".join(path.parts[-3:])
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue  # erased since the list was made: it must not come back
        archive.add(name, data)
        if archive.members[name] != path.name:
            damaged.append(path.name)
    return damaged
