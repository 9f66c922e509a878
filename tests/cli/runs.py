"""Running `parking` in a test, over the test's own database and files."""

from __future__ import annotations

from pathlib import Path

from apiflask import APIFlask
from click.testing import CliRunner, Result

from parking.cli import main
from parking.settings import Settings
from parking.store.base import db
from parking.store.current import FILES, SETTINGS
from parking.store.files import FileStore


def environment(app: APIFlask, **changes: str) -> dict[str, str]:
    """Return the settings of an application as a shell would hold them."""
    settings: Settings = app.extensions[SETTINGS]
    kept: FileStore = app.extensions[FILES]
    return {"PARKING_DATABASE": settings.database, "PARKING_FILES": str(kept.root), **changes}


def parking(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    """Run the command; an error we have no name for fails the test with its traceback."""
    result = CliRunner().invoke(main, [str(each) for each in arguments], env=env, prog_name="parking")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def close(app: APIFlask) -> None:
    """Let go of every connection, as a stopped application does."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
