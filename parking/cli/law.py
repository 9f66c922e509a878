"""`parking law`: check worked examples, tell a case's life, print the law. No database is opened."""

from __future__ import annotations

from pathlib import Path

import click

from parking.cli.problems import Problem
from parking.law.basis import Basis
from parking.law.check import NotExamplesError, check_file
from parking.law.journey_page import journey_page
from parking.law.life_text import timeline as told_timeline
from parking.law.printing import law_document
from parking.law.regimes import ENGLAND, UnknownRegimeError, built_regimes

PAGE = Path("docs/law.md")


@click.group()
def law() -> None:
    """Check, tell and print the law this system holds. Needs no database."""


@law.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Hold worked examples against the law.

    FILE is CSV with the columns case, regime, question, given, answer. A line is printed for each row
    that differs, or whose regime, question or keys are unknown; then "N passed, M failed".
    The exit code is 0 when every row passed, 1 when one did not, 2 when FILE can't be read.
    """
    try:
        report = check_file(file)
    except NotExamplesError as wrong:
        raise Problem(str(wrong)) from None
    click.echo(report.text)
    ctx.exit(report.exit_code)


@law.command()
@click.option("--regime", default=ENGLAND, show_default=True, help="Whose law: a folder of parking/law/data.")
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    default=Basis.KERB.value,
    show_default=True,
    help="How the penalty charge notice came to be.",
)
@click.option(
    "--contravention",
    required=True,
    metavar="WHEN",
    help="Day and time of the contravention by the clock in London: 2026-03-03T14:05.",
)
@click.option(
    "--served-on",
    multiple=True,
    metavar="[PAPER=]DAY",
    help="A day on which a paper was served or a thing happened: 2026-03-03 for the PCN, nto=2026-04-07 "
    "for another (nto, nor, charge_certificate, order, representations, registered…). May be repeated.",
)
@click.option(
    "--posted-on",
    multiple=True,
    metavar="[PAPER=]DAY",
    help="A day on which a paper was posted first class; service is then deemed. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON for another program.")
def timeline(
    *,
    regime: str,
    basis: str,
    contravention: str,
    served_on: tuple[str, ...],
    posted_on: tuple[str, ...],
    as_json: bool,
) -> None:
    """Tell every date in the life of one case.

    Each step is given with its earliest and latest day, the provision, the reasoning, how far the row of
    law was checked, and what was assumed: each step before is taken on its earliest lawful day by first
    class post, or on the day you give. The exit code is 2 when what you give can't be one case.
    """
    text, code = told_timeline(
        regime=regime, basis=basis, contravention=contravention, served_on=served_on, posted_on=posted_on,
        as_json=as_json,
    )  # fmt: skip
    if code:
        raise Problem(text)
    click.echo(text)


@law.command("print")
@click.option("--regime", default=ENGLAND, show_default=True, help="Whose law.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    default=PAGE,
    show_default=True,
    help="The file to write; - writes to the screen.",
)
def print_page(regime: str, to: Path) -> None:
    """Write the whole law as one page of Markdown: the journey, then every row with its provision."""
    try:
        page = law_document(journey_page(), regime)
    except UnknownRegimeError as wrong:
        raise Problem(f"{wrong.args[0]}. Built: {', '.join(built_regimes())}.") from None
    if str(to) == "-":
        click.echo(page, nl=False)
        return
    try:
        to.write_text(page, encoding="utf-8")
    except OSError as wrong:
        raise Problem(f"{to} can't be written: {wrong.strerror}.") from None
    click.echo(f"Wrote {to}.")
