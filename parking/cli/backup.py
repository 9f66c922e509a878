"""`parking backup` and `parking restore`: the database and the files, out and back again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.models import Case, DailyHeads
from parking.cli.opening import chosen, opened
from parking.cli.verifying import verify_authority
from parking.payments.models import LedgerLine
from parking.store import archive as archives
from parking.store.backup import back_up
from parking.store.base import db
from parking.store.current import files, settings
from parking.store.restore import restore as bring_back
from parking.store.session import reading
from parking.values.canonical import digest

NOT_WHOLE = 1
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Write the database and the files to FILE, a tar, while the application goes on.

    FILE stands only when it is whole. The exit code is 0 when it was written, 1 when it was written but a
    kept file was damaged already, 2 when it was not written.
    """
    with opened():
        made = back_up(db.engine, files(), file, release=settings().release, facts=facts)
    click.echo(f"Wrote {file}: {made.rows} rows and {made.files} files, {made.size} bytes.")
    for name in made.damaged:
        click.echo(f"  damaged before it was backed up: file {name}")
    ctx.exit(NOT_WHOLE if made.damaged else 0)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--replace",
    is_flag=True,
    help="Where a database is there already, move it aside first; otherwise it is left and nothing is done.",
)
@click.pass_context
def restore(ctx: click.Context, file: Path, *, replace: bool) -> None:
    """Bring FILE back into PARKING_DATABASE and PARKING_FILES, then verify it.

    Refused before anything is touched: a damaged archive, a place that is not empty, another engine, a
    migration this release does not know. The exit code is 0 when everything came back and stands, 1 when
    it came back and something in it is broken, 2 when it was refused.
    """
    with opened(with_database=False):
        archive = archives.opened(file)
        done = bring_back(archive, db.engine, files(), replace=replace)
        click.echo(f"Restored {done.rows} rows and {done.files} files; every table has the rows it had.")
        if done.moved_aside:
            click.echo(f"What was there is now {done.moved_aside}. Delete it when you no longer need it.")
        if done.migrated_from:
            click.echo(f"Migrated from {done.migrated_from} to this release.")
        if done.left_over_files:
            click.echo(f"{done.left_over_files} files that the archive has not were left in place.")
        whole = _verified(archive.manifest["facts"])
    ctx.exit(0 if whole else NOT_WHOLE)


def facts(session: Session) -> dict[str, Any]:
    """Return what a restore must find again: heads of every chain, daily heads, sums of the ledger."""
    return {name: _facts_of(session, authority) for authority, name in chosen(session, None)}


def _facts_of(session: Session, authority: Any) -> dict[str, Any]:
    heads = session.execute(
        select(Case.id, Case.head_seq, Case.head_hash).where(Case.authority_id == authority).order_by(Case.id)
    )
    days = session.execute(
        select(DailyHeads.day, DailyHeads.hash)
        .where(DailyHeads.authority_id == authority)
        .order_by(DailyHeads.day)
    )
    sums = session.execute(
        select(LedgerLine.account, func.sum(LedgerLine.pence))
        .where(LedgerLine.authority_id == authority)
        .group_by(LedgerLine.account)
        .order_by(LedgerLine.account)
    )
    return {
        "heads": digest([[str(row.id), row.head_seq, row.head_hash] for row in heads]),
        "daily_heads": {row.day.isoformat(): row.hash for row in days},
        "ledger_pence": {account: int(pence) for account, pence in sums},
    }


def _verified(wanted: dict[str, Any]) -> bool:
    whole = True
    with reading() as session:
        for authority, name in chosen(session, None):
            found = verify_authority(session, authority=authority, files=files())
            same = _facts_of(session, authority) == wanted.get(name)
            stands = same and found.is_whole
            whole = whole and stands
            click.echo(
                f"{name}: {found.counts}. {'Chains, ledger and files stand.' if stands else 'BROKEN.'}"
            )
            if not same:
                click.echo("  broken: heads or ledger sums are not those of the backup")
            for line in found.breaks:
                click.echo(f"  broken: {line}")
            for line in found.notes:
                click.echo(f"  note: {line}")
    return whole
