"""The `parking` command: wiring only, one module a group, each loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

# name: module, command in it, what the list of commands says. Loaded late so that the law, which
# needs no database, answers at once.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "audit": ("parking.cli.audit", "audit", "Verify the history, the ledger and the kept files."),
    "backup": ("parking.cli.backup", "backup", "Write the database and the files to one archive."),
    "case": ("parking.cli.case", "case", "Tell where a case stands, and why a step may not be taken."),
    "demo": ("parking.cli.demo", "demo", "Bring up the demonstration borough and serve it."),
    "law": ("parking.cli.law", "law", "Check, tell and print the law; needs no database."),
    "migrate": ("parking.cli.migrate", "migrate", "Make the tables, or bring them up to this release."),
    "places": ("parking.cli.places", "places", "Bring places in from sheets, and suspend enforcement."),
    "run-due": ("parking.cli.run_due", "run_due", "Take every step that is due, none early, none twice."),
    "restore": ("parking.cli.backup", "restore", "Bring an archive back, whole, and verify it."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every name, whether its module is loaded or not."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, importing its module now."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name, _ = COMMANDS[cmd_name]
        found: Any = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        said = {name: says for name, (_, _, says) in COMMANDS.items()}
        rows = [(name, said.get(name) or self._said_by(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _said_by(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parking")
def main() -> None:
    """Parking enforcement: from the kerb to the warrant."""
