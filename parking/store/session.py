"""Transactions: explicit outside requests, chosen by the method inside them (ground rule 12)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any
from uuid import UUID

from flask import has_request_context, request
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from parking.store.base import db

_writes: ContextVar[bool | None] = ContextVar("writes", default=None)
_authority: ContextVar[UUID | None] = ContextVar("authority", default=None)
_every: ContextVar[bool] = ContextVar("every", default=False)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_WAIT_SECONDS = 10
_BUSY = f"busy_timeout={LONGEST_WAIT_SECONDS * 1000}"
_TURN = "parking.turn"
_OPEN = frozenset({TransactionStatus.INTRANS, TransactionStatus.INERROR})
_WALL = (
    "SELECT set_config('parking.authority', '{authority}', true),"
    " set_config('parking.every', '{every}', true)"
)


@contextmanager
def reading(*, authority: UUID | None = None) -> Iterator[Session]:
    """Give a session for reads that never takes SQLite's write lock; nothing is committed."""
    with _transaction(writes=False, authority=authority) as session:
        yield session
        session.rollback()


@contextmanager
def writing(*, authority: UUID | None = None) -> Iterator[Session]:
    """Give a session for one act: committed when the block ends, undone when it raises."""
    with _transaction(writes=True, authority=authority) as session:
        yield session
        session.commit()


@contextmanager
def _transaction(*, writes: bool, authority: UUID | None) -> Iterator[Session]:
    db.session.rollback()  # a transaction begun for reading can't become one for writing
    tokens = _writes.set(writes), _authority.set(authority), _every.set(authority is None)
    try:
        yield db.session()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writes.reset(tokens[0])
        _authority.reset(tokens[1])
        _every.reset(tokens[2])


@contextmanager
def before_the_wall() -> Iterator[Session]:
    """Give a session that reads of every authority, at the start of a request, until `wall_off`."""
    db.session.rollback()
    open_all()
    token = _writes.set(False)
    try:
        yield db.session()
    finally:
        _writes.reset(token)


def open_all() -> None:
    """Lift the wall: what follows concerns every authority."""
    _authority.set(None)
    _every.set(True)


def wall_off(authority: UUID) -> None:
    """Bind the rest of this request to one authority: PostgreSQL then hides every other's rows."""
    _authority.set(authority)
    _every.set(False)
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()  # what was begun for reading can't become a transaction for writing
    else:
        db.session.connection().exec_driver_sql(_WALL.format(**_wall()))


def without_syncing(engine: Engine) -> None:
    """Let SQLite answer before the disk has it: only for a database that is thrown away if it fails."""
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))


def freshen_statistics(engine: Engine) -> None:
    """Let SQLite look at its tables again, so that it picks the right index; PostgreSQL does so itself."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def is_writing() -> bool:
    """Whether the transaction about to begin may write."""
    said = _writes.get()
    if said is not None:
        return said
    return has_request_context() and request.method not in SAFE_METHODS


def listen(engine: Engine) -> None:
    """Set each connection and transaction up for the engine's kind of database.

    We say BEGIN ourselves, in the dialect's own hook: an event of the engine would cost every statement.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        _take_turns(engine)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
        engine.dialect.do_begin = _begin_postgresql  # type: ignore[method-assign,assignment]
        engine.dialect.do_rollback = _roll_back_postgresql  # type: ignore[method-assign,assignment]


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("the sqlite dialect is used with the standard library's driver only")
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", _BUSY):
        connection.execute(f"PRAGMA {pragma}")


def _take_turns(engine: Engine) -> None:
    """Let the writers of this process queue: SQLite's own waiting is a sleep, while the lock stands free."""
    turn = Lock()

    def begin(connection: PoolProxiedConnection) -> None:
        writes = is_writing()
        if writes and _TURN not in connection.info and turn.acquire(timeout=LONGEST_WAIT_SECONDS):
            connection.info[_TURN] = True
        connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    def done(_connection: Any, record: ConnectionPoolEntry) -> None:
        if record.info.pop(_TURN, False):
            turn.release()

    engine.dialect.do_begin = begin  # type: ignore[method-assign,assignment]
    event.listen(engine, "checkin", done)  # only then is the commit on the disk


def _prepare_postgresql(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.autocommit = True


def _begin_postgresql(connection: PoolProxiedConnection) -> None:
    # One message for both; what is put in is a UUID of ours and a word, never what anybody sent.
    connection.cursor().execute(f"BEGIN; {_WALL.format(**_wall())}")


def _roll_back_postgresql(connection: PoolProxiedConnection) -> None:
    # The driver's own rollback makes it forget every statement it has prepared, lest the tables it
    # was prepared for go with the rollback. Ours do not, and every GET ends here: the server would plan
    # every look-up afresh, which under the wall takes longer than the look-up.
    driver: Any = connection.driver_connection
    if driver.pgconn.transaction_status in _OPEN:
        driver.pgconn.exec_(b"ROLLBACK")
    driver.rollback()  # sends nothing, unless the server is gone: then it says so


def _wall() -> dict[str, str]:
    return {"authority": str(_authority.get() or ""), "every": "on" if _every.get() else "off"}
