"""`parking run-due`: one night's work, safe to run twice or by two at once."""

from __future__ import annotations

from datetime import datetime

import click

from parking.cli.opening import opened
from parking.keepers.current import keeper_register
from parking.nightly.errors import FutureNightError
from parking.nightly.run_due import Outside, check_night, instant_of, run_night
from parking.payments.current import pay_gateway
from parking.recovery.agents.current import all_agents
from parking.recovery.current import courts
from parking.store.base import db
from parking.store.current import files, settings
from parking.store.session import freshen_statistics
from parking.tribunal.current import tribunals
from parking.values import clock
from parking.words import Reader, say


@click.command("run-due")
@click.option(
    "--on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day whose work is done. A day gone by is worked off now and dated now.",
)
def run_due(on: datetime | None) -> None:
    """Take every step that is due: keeper enquiries, notices to owner, payments, seals.

    Nothing is taken early and nothing twice, however often it runs.
    """
    with opened():
        now = clock.now()
        day = on.date() if on else clock.day_of(now)
        try:
            check_night(day, clock.day_of(now), may_look_ahead=not settings().is_production)
        except FutureNightError as future:
            raise click.ClickException(str(future)) from None
        at = instant_of(day, now)
        with clock.pinned(at):
            outside = Outside(
                pay=pay_gateway(), keepers=keeper_register(), courts=courts(), agents=all_agents(),
                tribunals=tribunals(), files=files(),
            )  # fmt: skip
            nights = run_night(outside, at=at)
        freshen_statistics(db.engine)
        for council, night in nights:
            click.echo(f"{council.code}:")
            for what, count in night.done.items():
                click.echo(f"  {count} {what}")
            for what, count in night.waiting.items():
                click.echo(f"  waiting: {count} {what}")
            for case_id, reason in night.too_late:
                click.echo(f"  out of time: case {case_id}: {say(reason, Reader.BACK_OFFICE)}")
            if not night.done and not night.too_late:
                click.echo("  nothing was due")
