"""Figures and lists as the tables a page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from parking.law.state import Stage
from parking.statistics.measures import Basis, Measure, Source
from parking.statistics.periods import Period
from parking.statistics.queries import CaseLine, Entry, Figure
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import clock_time, date_and_time, short_date

DrillUrl = Callable[[Measure], str]

_BASIS = {Basis.COHORT: ("Cohort", "served in the year"), Basis.EVENT: ("Event", "happened in the year")}
_HIDDEN = Markup('{}<span class="govuk-visually-hidden">{}</span>')


def figures_table(title: str, figures: Iterable[Figure], period: Period, url: DrillUrl) -> Table:
    """Return figures with their basis, under their period and as-at day; each count leads to its cases."""
    year = period.year
    caption = (
        f"{title}: {short_date(year.first)} to {short_date(year.last)}, as at {short_date(period.as_at)}"
    )
    columns = (Column("Statistic"), Column("Count", numeric=True), Column("Basis"))
    return Table(caption, columns, tuple(_row(one, url) for one in figures))


def cases_table(caption: str, lines: Iterable[CaseLine], *, opens: bool) -> Table:
    """Return the cases of a list; each row opens its case where the reader may see cases."""
    columns = (
        Column("Served"), Column("Contravention"), Column("Place"), Column("Code"), Column("Level"),
        Column("Stage today"),
    )  # fmt: skip
    return Table(caption, columns, tuple(_case_row(line, opens=opens) for line in lines))


def entries_table(caption: str, entries: Sequence[Entry]) -> Table:
    """Return what was entered by hand; the first row stands, the rest it replaced."""
    columns = (
        Column("Standing"), Column("Calls", numeric=True), Column("Entered by"), Column("Entered"),
        Column("Source"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                Cell("Replaced" if earlier else "Stands"),
                Cell(f"{one.value:,}"),
                Cell(one.by),
                Cell(date_and_time(one.at)),
                Cell(one.source),
            )
        )
        for earlier, one in enumerate(entries)
    )
    return Table(caption, columns, rows)


def stage_words(stage: Stage) -> str:
    """Return a stage as people say it: Notice to owner."""
    return stage.value.replace("_", " ").capitalize()


def _row(figure: Figure, url: DrillUrl) -> Row:
    one = figure.measure
    basis, means = _BASIS[one.basis]
    nothing = not figure.value and one.when_none
    note = f"{one.definition} {one.when_none}" if nothing else one.definition
    return Row((Cell(one.title, note=note), _count(figure, url), Cell(basis, note=means)))


def _count(figure: Figure, url: DrillUrl) -> Cell:
    shown = f"{figure.value:,}" if figure.value is not None else figure.standing.capitalize()
    leads_to = "how it was entered" if figure.measure.source is Source.BY_HAND else "the cases"
    return Cell(_HIDDEN.format(shown, f", {figure.measure.title}: see {leads_to}"), href=url(figure.measure))


def _case_row(line: CaseLine, *, opens: bool) -> Row:
    seen = line.contravention_at
    about = f" at {clock_time(seen)}, {line.place}, code {line.code}: open the case"
    served = short_date(line.served_on)
    return Row(
        (
            Cell(_HIDDEN.format(served, about), href=f"/desk/cases/{line.case_id}")
            if opens
            else Cell(served),
            Cell(f"{short_date(seen)}, {clock_time(seen)}"),
            Cell(line.place, note=line.place_code),
            Cell(line.code),
            Cell(line.level.capitalize()),
            Cell(stage_words(line.stage)),
        )
    )
