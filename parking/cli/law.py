"""`parking law`: check worked examples, tell a case's life, prove the journey. No database is opened."""

from __future__ import annotations

from pathlib import Path

import click

from parking.cases.proving.invariants import INVARIANTS, Invariant, Passage
from parking.cases.proving.report import report
from parking.cases.proving.roads import waypoints
from parking.cases.proving.stories import NotAStoryError, read_stories
from parking.cases.proving.telling import told
from parking.cases.proving.walk import walk
from parking.cli.problems import Problem
from parking.law.basis import Basis
from parking.law.check import NotExamplesError, check_file
from parking.law.holidays import shipped_calendar
from parking.law.journey_page import journey_page
from parking.law.life_text import timeline as told_timeline
from parking.law.printing import law_document
from parking.law.question import Tolerances
from parking.law.regimes import ENGLAND, UnknownRegimeError, built_regimes, regime_of
from parking.payments.accounts import Account, accounts
from parking.values import clock

PAGE = Path("docs/law.md")
STORIES = Path("tests/stories/england")
WAITED = Tolerances(late_post=5, certificate_margin=5, register_margin=5)


def ledger_balances(passage: Passage) -> str | None:
    """The two sides of the ledger cancel out, and it shows all the money that came in."""
    sides = accounts(passage.after)
    if sum(amount.pence for amount in sides.values()):
        return "the two sides differ"
    return None if sides[Account.OTHER] == passage.after.received else "the ledger shows other money"


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


@law.command()
@click.option(
    "--depth",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="How many acts to take, in every order, from each moment of the roads.",
)
@click.pass_context
def prove(ctx: click.Context, depth: int) -> None:
    """Walk every order of allowed steps and show that nothing unlawful can be reached.

    The walk sets out from each moment of the roads from the kerb to the warrant, waits at the last lawful
    day of every clock and the day after, and takes every act the journey allows there. The exit code is 1
    when a promise was broken; each one is printed with the shortest history found that breaks it.
    """
    began = clock.stopwatch()
    balances = Invariant((ledger_balances.__doc__ or "").rstrip("."), ledger_balances)
    calendar = shipped_calendar(regime_of(ENGLAND).nation)
    walked = walk(waypoints(calendar, WAITED), depth=depth, invariants=(*INVARIANTS, balances))
    click.echo(report(walked, clock.stopwatch() - began))
    ctx.exit(1 if walked.broken else 0)


@law.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    default=STORIES,
    show_default=True,
    help="The folder of stories.",
)
@click.pass_context
def stories(ctx: click.Context, folder: Path) -> None:
    """Print the stories of the law, each checked as it is told.

    A story says what happened on which days, and what the law makes of it. The exit code is 1 when the
    law held here answers differently from a story.
    """
    try:
        found = read_stories(folder)
    except NotAStoryError as wrong:
        raise Problem(str(wrong)) from None
    text, wrong_ones = told(found)
    click.echo(text)
    ctx.exit(1 if wrong_ones else 0)
