"""`parking demo`: the demonstration borough on an embedded database, served on this machine only."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import click
from waitress import serve

from parking.app import create_app
from parking.authorities.actions import is_set_up
from parking.payments.gateway.stand_in.serve import Served, serve_in_thread
from parking.payments.gateway.stand_in.settings import StandInSettings
from parking.settings import Environment, Settings
from parking.simulation.borough.load import load_borough
from parking.simulation.borough.people import PASSWORD, sign_ins
from parking.simulation.borough.rows import planned_rows
from parking.store import migrating
from parking.store.base import db
from parking.store.files import FileStore
from parking.store.session import freshen_statistics, reading, without_syncing
from parking.values import clock

HOST = "127.0.0.1"


@click.command()
@click.option(
    "--port", default=8000, show_default=True, help="The port; the payment stand-in takes the next."
)
@click.option("--folder", default="var/parking", show_default=True, type=click.Path(path_type=Path),
              help="Where the demonstration's database and files are kept.")  # fmt: skip
@click.option("--anchor", type=click.DateTime(formats=["%Y-%m-%d"]), help="The day the year ends on.")
@click.option("--load-only", is_flag=True, help="Load the borough and stop.")
def demo(port: int, folder: Path, anchor: datetime | None, *, load_only: bool) -> None:
    """Bring up the demonstration borough: Runnymede's places, a year of PCNs, one sign-in a job.

    The first time it loads the borough, which takes a minute or two; after that it serves at once
    and keeps what you did. Nothing in it is real.
    """
    settings = settings_of(folder, port)
    if not _is_loaded(settings):
        _load(folder, port, anchor)
    if load_only:
        return
    app = create_app(settings)
    with app.app_context():
        migrating.migrate(db.engine)
        db.session.remove()
    with _payment_service(settings, folder, port):
        _say_hello(port)
        serve(app, host=HOST, port=port, threads=8, ident="parking")


def settings_of(folder: Path, port: int) -> Settings:
    """Return the settings of a demonstration kept in a folder."""
    return Settings(
        env=Environment.DEMONSTRATION,
        database=f"sqlite:///{(folder / 'parking.sqlite').resolve()}",
        files=(folder / "files").resolve(),
        pay_url=f"http://{HOST}:{port + 1}",
    )


def _is_loaded(settings: Settings) -> bool:
    database = Path(settings.database.removeprefix("sqlite:///"))
    if not database.exists():
        return False
    with create_app(settings).app_context():
        if migrating.is_empty(db.engine):
            return False
        with reading() as session:
            return is_set_up(session)


def _load(folder: Path, port: int, anchor: datetime | None) -> None:
    # Made beside its place and moved there whole: a demonstration cut short leaves nothing behind.
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / "files").mkdir(parents=True)
    app = create_app(settings_of(unfinished, port))
    day = anchor.date() if anchor else clock.today()
    click.echo("Loading the demonstration borough: a year of PCNs, each through the real actions.")
    rows = len(planned_rows(day))
    with app.app_context(), click.progressbar(length=rows, label="PCNs", width=30) as bar:
        without_syncing(db.engine)
        migrating.migrate(db.engine)
        loaded = load_borough(
            files=FileStore(unfinished / "files", synced=False),
            port=port,
            anchor=day,
            tick=lambda: bar.update(1),
        )
        db.session.remove()
        freshen_statistics(db.engine)
        db.engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    click.echo(f"{loaded.issued} PCNs were recorded and followed to {day:%A} {day.day} {day:%B %Y}.")


def _payment_service(settings: Settings, folder: Path, port: int) -> AbstractContextManager[Served]:
    return serve_in_thread(
        StandInSettings(
            api_key=settings.pay_key,
            webhook_secret=settings.pay_webhook_secret,
            webhook_url=f"http://{HOST}:{port}/payments/webhook",
            kept_in=folder / "payments.json",
        ),
        host=HOST,
        port=port + 1,
    )


def _say_hello(port: int) -> None:
    click.echo("")
    click.echo(
        f"  Runnymede, for motorists   http://{HOST}:{port}/  (also http://runnymede.localhost:{port}/)"
    )
    click.echo(f"  Surrey, for motorists      http://surrey.localhost:{port}/")
    click.echo(
        f"  Payment stand-in           http://{HOST}:{port + 1}/  (card 4242 4242 4242 4242 always pays)"
    )
    click.echo("")
    click.echo(f"  Staff sign in at /staff/sign-in of either, password: {PASSWORD}")
    for person in sign_ins():
        click.echo(f"    {person.title:<28}{person.email:<36}http://{person.host}:{port}/staff/sign-in")
    click.echo("")
    click.echo("  Nothing here is real: vehicles, people and photographs are invented. Ctrl-C stops it.")
