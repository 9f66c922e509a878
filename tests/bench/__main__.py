"""`make bench`: measures every budget on both databases and prints the tables of docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import click

from tests.bench.acting import ROWS, measure_acting
from tests.bench.clients import CLIENTS, Rate
from tests.bench.engines import ENGINES, Databases, application, databases, version
from tests.bench.looking import Looked, measure_looking
from tests.bench.machine import described, syncs_per_second
from tests.bench.night import Nights, measure_night
from tests.bench.recording import measure_recording

# The least of bare SQL's speed that a night keeps, and how many MB it may need for ten times the cases.
NIGHT, FLAT = {"sqlite": 0.4, "postgresql": 0.25}, 10
Row = tuple[str, str, str, str]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--engine", "engines", type=click.Choice(ENGINES), multiple=True, default=ENGINES)
@click.option("--cases", default=100_000, show_default=True, help="how many cases the large borough has")
@click.option("--few", default=1_000, show_default=True, help="how many cases the small borough has")
@click.option("--rounds", default=7, show_default=True, help="rounds of requests to each route")
@click.option("--seconds", default=3.0, show_default=True, help="how long a round lasts")
@click.option(
    "--only", type=click.Choice(("recording", "looking", "acting", "night")), help="measure one thing"
)
def main(engines: Sequence[str], cases: int, few: int, rounds: int, seconds: float, only: str | None) -> None:
    """Measure the budgets on each database; ratios count, other figures belong to this machine."""
    click.echo(described())
    for name in engines:
        with databases(name) as here:
            with application(here.make("version")):
                click.echo(f"\n## {version()}, {syncs_per_second(here.folder):,.0f} syncs a second\n")
            click.echo("| what | measured | budget | kept |\n| --- | --- | --- | --- |")
            if only in {None, "recording"}:
                _say(_recording(here, rounds, seconds))
            if only in {None, "looking"}:
                _say(_looking(*measure_looking(here, few=few, many=cases)))
            if only in {None, "acting"}:
                _say(_acting(here))
            if only in {None, "night"}:
                _say(_night(name, measure_night(here, cases=cases // 10), measure_night(here, cases=cases)))


def _recording(here: Databases, rounds: int, seconds: float) -> list[Row]:
    found = measure_recording(here, rounds=rounds, seconds=seconds)
    ratio = found.ratio(found.same)
    return [
        ("PCNs recorded through the API", _rate(found.parking), "", ""),
        ("bare route, as many rows, tables like ours", _rate(found.same), "", ""),
        ("bare route, as many rows, the plainest table", _rate(found.narrow), "", ""),
        ("API against the bare route, tables like ours", f"{ratio:.2f}", "at least 0.3", _kept(ratio >= 0.3)),
        ("API against the bare route, plainest table", f"{found.ratio(found.narrow):.2f}", "", ""),
    ]


def _looking(small: Looked, large: Looked) -> list[Row]:
    growth = large.median("case page") / small.median("case page")
    searches = ("search page by number", "search page by mark")
    queries = ("query by number", "query by mark", "sum owed on a day")
    return [
        (f"case page, {small.cases:,} cases", _ms(small.median("case page")), "", ""),
        (f"case page, {large.cases:,} cases", *_under(large.median("case page"), 30)),
        ("case page, large against small", f"{growth:.2f}", "at most 1.5", _kept(growth <= 1.5)),
        *((f"{what}, {large.cases:,} cases", *_under(large.median(what), 10)) for what in searches),
        *((f"{what}, {large.cases:,} cases", _ms(large.median(what)), "", "") for what in queries),
        (f"growing {large.cases:,} cases", f"{large.grown_seconds:.0f} s", "", ""),
    ]


def _acting(here: Databases) -> list[Row]:
    found = measure_acting(here)
    kept = _kept(found.issued < 30)
    return [
        (f"{ROWS} PCNs, a transaction each", f"{found.issued:.1f} s", "under 30 s", kept),
        ("the demonstration borough, its year lived", f"{found.borough:.0f} s", "", ""),
        (f"a night of {found.night_steps:,} steps", f"{found.night:.1f} s", "", ""),
    ]


def _night(engine: str, small: Nights, large: Nights) -> list[Row]:
    budget, ours, bare = NIGHT[engine], median(large.parking), median(large.bare)
    more = (large.memory_most - small.memory_most) / 1024
    return [
        (f"a night, {large.cases:,} cases, {large.due:,} notices to owner", f"{ours:.2f} s", "", ""),
        ("bare SQL that writes the same rows", f"{bare:.2f} s", "", ""),
        ("round by round", _rounds(large), "", ""),
        ("night against bare SQL", f"{large.ratio:.2f}", f"at least {budget}", _kept(large.ratio >= budget)),
        (f"the same ratio, {small.cases:,} cases, {small.due:,} due", f"{small.ratio:.2f}", "", ""),
        (
            "memory of a night alone, ten times the cases",
            f"{large.memory_most / 1024:.0f} MB, {more:+.0f} MB",
            f"at most {FLAT} MB more", _kept(more <= FLAT),
        ),
    ]  # fmt: skip


def _rounds(nights: Nights) -> str:
    pairs = zip(nights.parking, nights.bare, strict=True)
    return ", ".join(f"{ours:.2f} s and {bare:.2f} s" for ours, bare in pairs)


def _rate(rates: list[Rate]) -> str:
    each, p99 = median(r.per_second for r in rates), median(r.p99_ms for r in rates)
    return f"{each:,.0f} a second, {CLIENTS} clients, p99 {p99:.0f} ms"


def _ms(figure: float) -> str:
    return f"{figure:.1f} ms"


def _under(figure: float, budget: int) -> tuple[str, str, str]:
    return _ms(figure), f"under {budget} ms", _kept(figure < budget)


def _kept(kept: bool) -> str:
    return "yes" if kept else "**no**"


def _say(rows: list[Row]) -> None:
    for row in rows:
        click.echo(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
