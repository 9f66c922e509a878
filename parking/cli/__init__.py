"""The `parking` command: wiring only, one module a group."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parking")
def main() -> None:
    """Parking enforcement: from the kerb to the warrant."""
