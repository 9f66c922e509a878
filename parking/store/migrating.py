"""Bringing a database up to today's tables, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from parking.store.session import open_all

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "migrations" if (ROOT / "migrations").is_dir() else Path(__file__).parents[1] / "migrations"


def config() -> Config:
    """Return alembic's configuration for our migrations."""
    settings = Config(str(SCRIPTS / "alembic.ini"))
    settings.set_main_option("script_location", str(SCRIPTS))
    return settings


def head() -> str:
    """Return the newest migration; there is exactly one."""
    (newest,) = ScriptDirectory.from_config(config()).get_heads()
    return newest


def migrate(engine: Engine, *, to: str = "head", down: bool = False) -> None:
    """Move a database to a migration, in one transaction."""
    settings = config()
    open_all()  # rows of every authority are moved together
    with engine.connect() as connection:
        settings.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(settings, to)
        connection.commit()


def current(engine: Engine) -> str | None:
    """Return the migration a database is at, or None when it has none of our tables."""
    if is_empty(engine):
        return None
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found else None


def knows(revision: str) -> bool:
    """Whether this release has a migration of that name."""
    return revision in {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def is_empty(engine: Engine) -> bool:
    """Whether a database has none of our tables yet."""
    return not inspect(engine).has_table("alembic_version")
