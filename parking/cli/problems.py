"""How a command fails: one plain line on stderr and an exit code, never a traceback."""

from __future__ import annotations

from typing import IO, Any

import click

WRONG_INPUT = 2


class Problem(click.ClickException):
    """What was given can't be used; the message says what to do about it."""

    exit_code = WRONG_INPUT

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the one line."""
        click.echo(f"parking: {' '.join(self.message.split())}", file=file, err=file is None)
