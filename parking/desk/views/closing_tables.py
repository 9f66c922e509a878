"""The report on cases that people ended, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import url_for

from parking.closing.queries import DecisionRow, Exceptional
from parking.closing.reasons import Kind, every_reason
from parking.desk.queries.cases import Holding
from parking.desk.views.words import who
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import money_column, plural, short_date

TITLES = {
    Kind.CANCELLED: "Cancelled",
    Kind.WRITTEN_OFF: "Written off",
    Kind.REOPENED: "Re-opened",
    Kind.CHALLENGE_ACCEPTED: "Challenge accepted",
}
Named = Mapping[UUID, Holding]
Names = Mapping[UUID, str]
_CASE, _WHAT, _WHY = (
    Column("PCN number", sort="none"),
    Column("What", sort="none"),
    Column("Why", sort="none"),
)
_BY, _WHEN = Column("By", sort="none"), Column("When", sort="descending")
_SUM = Column("Given up", numeric=True, sort="none")


def looks_table(rows: Sequence[DecisionRow], named: Named, names: Names) -> Table:
    """Return the decisions that wait for a second person."""
    made = tuple(
        Row((
            Cell(_number(row, named), href=url_for("desk.second_look", decision_id=row.id)),
            *_what(row, names),
        ))
        for row in rows
    )  # fmt: skip
    caption = f"{plural(len(rows), 'decision')} for a second look"
    return Table(caption, (_CASE, _WHAT, _WHY, _BY, _WHEN, _SUM), made)


def totals_table(rows: Sequence[Exceptional], names: Names) -> Table:
    """Return who gave which reason how often."""
    made = tuple(
        Row((
            Cell(who(row.decided_by, names)),
            Cell(TITLES[row.kind]),
            Cell(every_reason()[row.reason].says),
            Cell(row.count),
            Cell(money_column(row.given_up), key=row.given_up.pence),
        ))
        for row in rows
    )  # fmt: skip
    columns = (_BY, _WHAT, _WHY, Column("How many", numeric=True, sort="none"), _SUM)
    return Table("By person and reason", columns, made)


def decided_table(rows: Sequence[DecisionRow], named: Named, names: Names) -> Table:
    """Return every decision, newest first."""
    columns = (_CASE, _WHAT, _WHY, _BY, _WHEN, _SUM, Column("Second look"))
    made = tuple(
        Row((
            Cell(_number(row, named), href=url_for("desk.case_page", case=row.case_id)),
            *_what(row, names),
            Cell(_looked(row, names)),
        ))
        for row in rows
    )  # fmt: skip
    return Table("Every case a person ended or re-opened", columns, made)


def _what(row: DecisionRow, names: Names) -> tuple[Cell, ...]:
    return (
        Cell(TITLES[row.kind]),
        Cell(every_reason()[row.reason].says),
        Cell(who(row.decided_by, names)),
        Cell(short_date(row.decided_at), key=row.decided_at.isoformat()),
        Cell(money_column(row.given_up), key=row.given_up.pence),
    )


def _looked(row: DecisionRow, names: Names) -> str:
    if not row.needs_second:
        return "Not in the sample"
    if row.second_by is None:
        return "Waits"
    return f"{'Agrees' if row.second_agrees else 'Disagrees'}: {who(row.second_by, names)}"


def _number(row: DecisionRow, named: Named) -> str:
    return named[row.case_id].number if row.case_id in named else "a case"
