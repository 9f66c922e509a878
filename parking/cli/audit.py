"""`parking audit`: verify what is written, and show the hashes to keep somewhere else."""

from __future__ import annotations

from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.cases.heads import heads_of
from parking.cases.models import DailyHeads
from parking.cli.opening import chosen, opened
from parking.cli.verifying import verify_authority
from parking.store.current import files
from parking.store.session import reading
from parking.values import clock
from parking.values.canonical import digest

BROKEN = 1


@click.group()
def audit() -> None:
    """Verify the history, the ledger and the kept files."""


@audit.command()
@click.option("--authority", "code", metavar="CODE", help="One authority by its code; all of them otherwise.")
@click.pass_context
def verify(ctx: click.Context, code: str | None) -> None:
    """Walk every chain, daily head, projection, ledger entry and kept file.

    Prints what was counted for each authority and names the first break of each kind. The exit code is
    0 when everything stands, 1 when something is broken, 2 when there is nothing to verify.
    """
    broken = False
    with opened(), reading() as session:
        for authority, name in chosen(session, code):
            found = verify_authority(session, authority=authority, files=files())
            click.echo(f"{name}: {found.counts}. {'All stand.' if found.is_whole else 'BROKEN.'}")
            for line in found.breaks:
                click.echo(f"  broken: {line}")
            for line in found.notes:
                click.echo(f"  note: {line}")
            broken = broken or not found.is_whole
    ctx.exit(BROKEN if broken else 0)


@audit.command()
@click.option("--authority", "code", metavar="CODE", help="One authority by its code; all of them otherwise.")
def heads(code: str | None) -> None:
    """Show the last sealed day and a digest of today's heads.

    Write these lines down somewhere that nobody who can write to the database can reach: a history
    rewritten from end to end, seals and all, then shows too.
    """
    with opened(), reading() as session:
        for authority, name in chosen(session, code):
            click.echo(f"{name}: {_sealed(session, authority)}")
            today = clock.today()
            grown = heads_of(session, authority=authority, day=today)
            click.echo(f"{name}: {today.isoformat()} so far, {len(grown)} cases grew: {digest(grown)}")


def _sealed(session: Session, authority: UUID) -> str:
    last = session.execute(
        select(DailyHeads.day, DailyHeads.hash)
        .where(DailyHeads.authority_id == authority)
        .order_by(DailyHeads.day.desc())
        .limit(1)
    ).first()
    return f"sealed to {last.day.isoformat()}: {last.hash}" if last else "no day is sealed yet"
