"""A restore: an archive brought back whole into an empty place, or beside what is moved out of its way."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from parking.store import migrating
from parking.store.archive import Archive, sync_folder
from parking.store.backup import DATABASE, FILES, FORMAT, counts_of, reading_copy
from parking.store.errors import BackupError, NotEmptyError, OtherEngineError, UnknownMigrationError
from parking.store.files import FileStore
from parking.store.postgres_tools import PostgresTools
from parking.store.session import reading
from parking.values import clock


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what was moved out of the way."""

    rows: int
    files: int
    moved_aside: str | None
    migrated_from: str | None
    left_over_files: int


class CountsDifferError(BackupError):
    """What came back has not the rows that were backed up."""


def restore(archive: Archive, engine: Engine, files: FileStore, *, replace: bool) -> Restored:
    """Bring an archive back; everything that could refuse it is asked before anything is touched."""
    manifest = archive.manifest
    _check_kind(archive, engine)
    _check_place(archive, engine, files, replace=replace)
    count = _bring_files(archive, files)
    database = DATABASE[engine.dialect.name]
    if engine.dialect.name == "sqlite":
        moved = _bring_sqlite(archive, database, Path(str(engine.url.database)))
    else:
        moved = _bring_postgresql(archive, database, engine, files.root.parent)
    older = manifest["migration"] if manifest["migration"] != migrating.head() else None
    if older is not None:
        migrating.migrate(engine)
    rows = sum(sum(by.values()) for by in manifest["counts"].values())
    return Restored(rows, count, moved, older, len(_strange_files(archive, files)))


def _check_kind(archive: Archive, engine: Engine) -> None:
    manifest = archive.manifest
    if manifest.get("format") != FORMAT:
        raise BackupError(
            f"{archive.path} has the format {manifest.get('format')!r}; this release reads {FORMAT}."
        )
    if manifest["engine"] != engine.dialect.name:
        raise OtherEngineError(
            f"{archive.path} is of {manifest['engine']}, but PARKING_DATABASE is {engine.dialect.name}. "
            "Restore it to the engine it came from."
        )
    if not migrating.knows(str(manifest["migration"])):
        raise UnknownMigrationError(
            f"{archive.path} is at migration {manifest['migration']}, which this release does not know. "
            f"Restore it with the release that made it: {manifest['release']}."
        )


def _check_place(archive: Archive, engine: Engine, files: FileStore, *, replace: bool) -> None:
    if replace:
        return
    tables = _tables(engine)
    if tables:
        raise NotEmptyError(
            f"The database has {len(tables)} tables already. Give an empty one, or --replace to move it "
            "aside."
        )
    strange = _strange_files(archive, files)
    if strange:
        raise NotEmptyError(
            f"{files.root} has {len(strange)} files that the archive has not. Give an empty folder, or "
            "--replace to leave them where they are."
        )


def _tables(engine: Engine) -> list[str]:
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return []
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def _strange_files(archive: Archive, files: FileStore) -> list[str]:
    held = archive.manifest["members"]
    found = (FILES + "/".join(path.parts[-3:]) for path in files.root.glob("*/??/*"))
    return [name for name in found if name not in held]


def _bring_files(archive: Archive, files: FileStore) -> int:
    count = 0
    damaged = set(archive.manifest["damaged_files"])
    for name, source in archive.each(lambda found: found.startswith(FILES)):
        _, authority, _, sha256 = name.split("/")
        if sha256 in damaged:
            continue  # damaged before it was backed up: the audit names it
        files.keep(UUID(authority), source.read())
        count += 1
    return count


def _bring_sqlite(archive: Archive, database: str, target: Path) -> str | None:
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.restoring")
    try:
        archive.copy_out(database, unfinished)
        with reading_copy(unfinished) as connection:
            _check_counts(archive, connection)
        moved = _move_aside(target)
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return moved


def _move_aside(target: Path) -> str | None:
    if not target.exists():
        return None
    with closing(sqlite3.connect(target, timeout=1)) as old:
        try:
            # Leaving WAL needs the file to itself: so this also shows whether anybody still has it open.
            old.execute("PRAGMA journal_mode=DELETE").fetchone()
            empty = old.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        except sqlite3.OperationalError:
            raise NotEmptyError(f"{target} is in use. Stop the application first.") from None
        except sqlite3.DatabaseError:
            empty = False  # no database at all: keep whatever it is
    if empty:
        return None
    aside = target.with_name(f"{target.name}.replaced-{_stamp()}")
    target.replace(aside)
    return str(aside)


def _bring_postgresql(archive: Archive, database: str, engine: Engine, room: Path) -> str | None:
    tools = PostgresTools.of(engine)
    moved = None
    if _tables(engine):
        moved = f"replaced_{_stamp()}"
        _refuse_if_used(engine)
        _say(engine, f"ALTER SCHEMA public RENAME TO {moved}", "CREATE SCHEMA public")
    room.mkdir(parents=True, exist_ok=True)
    dump = room / f".{archive.path.name}.{os.getpid()}.dump"
    try:
        archive.copy_out(database, dump)
        tools.read_dump(dump)
    except BaseException:
        if moved is not None:
            _say(engine, "DROP SCHEMA public", f"ALTER SCHEMA {moved} RENAME TO public")
        raise
    finally:
        dump.unlink(missing_ok=True)
    with reading(), engine.connect() as connection:
        _check_counts(archive, connection)
    return f"the schema {moved}" if moved else None


def _refuse_if_used(engine: Engine) -> None:
    engine.dispose()
    with engine.connect() as connection:
        others = connection.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
    if others:
        raise NotEmptyError(f"The database is in use by {others} sessions. Stop the application first.")


def _say(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _check_counts(archive: Archive, connection: Connection) -> None:
    try:
        found = counts_of(connection)
    except DatabaseError as wrong:
        raise CountsDifferError(f"The database in {archive.path} can't be read: {wrong.orig}") from wrong
    wanted = archive.manifest["counts"]
    for name in sorted({*found, *wanted}):
        if found.get(name) != wanted.get(name):
            raise CountsDifferError(f"The table {name} has {found.get(name)} rows, not {wanted.get(name)}.")


def _stamp() -> str:
    return clock.local(clock.now()).strftime("%Y%m%d%H%M%S")
