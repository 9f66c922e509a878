"""`parking migrate`: make the tables, or bring them up to this release."""

from __future__ import annotations

from pathlib import Path

import click

from parking.cli.opening import opened, place_of
from parking.cli.problems import Problem
from parking.store import migrating
from parking.store.base import db


@click.command()
def migrate() -> None:
    """Make the tables of PARKING_DATABASE, or bring them up to this release; safe to run again.

    Take a backup first. A migration that fails leaves the database as it was.
    """
    with opened(with_database=False):
        if db.engine.dialect.name == "sqlite":
            Path(str(db.engine.url.database)).parent.mkdir(parents=True, exist_ok=True)
        before = migrating.current(db.engine)
        if before is not None and not migrating.knows(before):
            raise Problem(f"The database is at migration {before}, made by a later release than this one.")
        migrating.migrate(db.engine)
        click.echo(f"{place_of(db.engine)}: {before or 'empty'} to {migrating.head()}.")
