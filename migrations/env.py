"""Run migrations on either engine: whole, or not at all, with rows in the tables."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from parking.store.base import db


class BrokenReferencesError(RuntimeError):
    """After a migration some rows point at rows that are gone: it was undone."""


def run(connection: Connection) -> None:
    """Migrate on one connection, in one transaction."""
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        _foreign_keys(connection, on=False)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=on_sqlite,
        transactional_ddl=True,
        render_item=_render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite:
            _refuse_broken_references(connection)
    if on_sqlite:
        _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    # Inside a transaction SQLite ignores this pragma, so it is said to the driver before any begins.
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferencesError(f"rows without what they refer to: {broken[:5]}")


def _render_item(kind: str, item: Any, _context: Any) -> str | bool:
    names = {"Instant", "Json"}
    if kind == "type" and type(item).__name__ in names:
        return f"{type(item).__name__}()"
    return False


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with current_app.app_context(), db.engine.connect() as fresh:
        run(fresh)
        fresh.commit()
