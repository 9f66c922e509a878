"""Figures and case lists as CSV, safe to open in a spreadsheet: no cell can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from parking.statistics.measures import Measure
from parking.statistics.periods import Period
from parking.statistics.queries import CaseLine, Figure
from parking.values import clock

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
FIGURE_COLUMNS = (
    "authority", "financial_year", "period_from", "period_to", "as_at", "measure", "title", "definition",
    "basis", "unit", "value", "standing", "note",
)  # fmt: skip
CASE_COLUMNS = (
    "authority", "financial_year", "as_at", "measure", "served_on", "contravention_on", "place_code", "place",
    "code", "level", "stage_today", "case",
)  # fmt: skip


def figures_sheet(*, authority: str, period: Period, figures: Iterable[Figure]) -> str:
    """Return the figures, a row each; no value leaves the cell empty and the standing says why."""
    rows = (
        (
            authority, period.year.label, period.year.first, period.year.last, period.as_at,
            one.measure.id, one.measure.title, one.measure.definition, one.measure.basis.value,
            one.measure.unit, one.value, one.standing, "" if one.value else one.measure.when_none,
        )
        for one in figures
    )  # fmt: skip
    return _sheet(FIGURE_COLUMNS, rows)


def cases_sheet(*, authority: str, period: Period, measure: Measure, lines: Iterable[CaseLine]) -> str:
    """Return a measure's cases, a row each, without marks or PCN numbers."""
    rows = (
        (
            authority, period.year.label, period.as_at, measure.id, line.served_on,
            clock.day_of(line.contravention_at), line.place_code, line.place, line.code, line.level,
            line.stage.value, line.case_id,
        )
        for line in lines
    )  # fmt: skip
    return _sheet(CASE_COLUMNS, rows)


def guarded(value: object) -> str:
    """Return a cell's text; what a spreadsheet would run gets an apostrophe before it."""
    text = "" if value is None else str(value)
    plain = normalize("NFKC", text).lstrip(" ")  # a full-width sign counts as the plain one
    return f"'{text}" if plain.startswith(STARTS_A_FORMULA) else text


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
