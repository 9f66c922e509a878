"""Opening the application for a command, and turning what can go wrong into one plain line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from apiflask import APIFlask
from sqlalchemy import Engine, select
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from parking.app import create_app
from parking.authorities.models import Authority
from parking.authorities.queries import NoSuchAuthorityError, authority_named
from parking.cases.errors import CaseError
from parking.cli.problems import Problem
from parking.law.counting import UnknownHolidaysError
from parking.law.dated import NotYetLawError
from parking.law.regimes import UnknownRegimeError
from parking.places.errors import (
    NoSuchOrderError,
    NoSuchPlaceError,
    RestrictionInUseError,
    UnreadableSheetError,
)
from parking.settings import InvalidSettingError
from parking.store import migrating
from parking.store.archive import ArchiveError
from parking.store.base import db
from parking.store.errors import BackupError

KNOWN = (
    ArchiveError,
    BackupError,
    CaseError,
    InvalidSettingError,
    NoSuchAuthorityError,
    NoSuchOrderError,
    NoSuchPlaceError,
    NotYetLawError,
    RestrictionInUseError,
    UnknownHolidaysError,
    UnknownRegimeError,
    UnreadableSheetError,
)


@contextmanager
def opened(*, with_database: bool = True) -> Iterator[APIFlask]:
    """Give the application in its context, over a database that is there and of this release."""
    with known_errors():
        app = _made()
        with app.app_context():
            try:
                if with_database:
                    _require_database(db.engine)
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn an error we have a name for into one line and exit code 2."""
    try:
        yield
    except KNOWN as wrong:
        raise Problem(str(wrong.args[0] if wrong.args else wrong)) from wrong
    except OperationalError as wrong:
        raise Problem(f"The database can't be used: {wrong.orig}") from wrong


def place_of(engine: Engine) -> str:
    """Return where a database is, with no password in it."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.render_as_string(hide_password=True)


def chosen(session: Session, code: str | None) -> list[tuple[UUID, str]]:
    """Return the id and code of the authority asked for, or of every one."""
    if code is not None:
        return [(authority_named(session, code=code), code)]
    rows = session.execute(select(Authority.id, Authority.code).order_by(Authority.code))
    return [(row.id, row.code) for row in rows]


def _made() -> APIFlask:
    try:
        return create_app()
    except (ArgumentError, ImportError) as wrong:
        raise Problem(f"PARKING_DATABASE names no database we can use: {wrong.args[0]}") from wrong


def _require_database(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        raise Problem(f"There is no database at {place_of(engine)}. `parking migrate` makes an empty one.")
    try:
        found = migrating.current(engine)
    except OperationalError:
        raise
    except DBAPIError as wrong:
        raise Problem(f"What is at {place_of(engine)} is not our database: {wrong.orig}") from wrong
    if found is None:
        raise Problem(f"The database at {place_of(engine)} is empty. `parking migrate` makes its tables.")
    if found != migrating.head():
        raise Problem(
            f"The database is at migration {found}; this release needs {migrating.head()}. "
            "Take a backup with the release that made it, then run `parking migrate`."
        )
