"""The lists of money that waits, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import url_for

from parking.desk.queries.cases import Holding
from parking.payments.refunds import RefundRow
from parking.payments.unmatched import UnmatchedRow
from parking.payments.worklists import DueBack, HeldRow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import money_column, plate, plural, short_date

Named = Mapping[UUID, Holding]
_CASE, _SUM = Column("PCN number", sort="none"), Column("Amount", numeric=True, sort="none")


def due_table(rows: Sequence[DueBack], named: Named) -> Table:
    """Return what is due back, the longest waiting first."""
    columns = (_CASE, _SUM, Column("Due since", sort="ascending"), Column("Send it by", sort="none"))
    made = tuple(
        Row((
            _case(row.case_id, named),
            Cell(money_column(row.amount), key=row.amount.pence),
            Cell(short_date(row.since), key=row.since.isoformat()),
            Cell(short_date(row.alarm_on), key=row.alarm_on.isoformat(), note="late" if row.is_late else ""),
        ))
        for row in rows
    )  # fmt: skip
    return Table(f"{plural(len(rows), 'refund')} due", columns, made)


def second_table(rows: Sequence[RefundRow], named: Named) -> Table:
    """Return the refunds that wait for a second person."""
    made = tuple(
        Row((
            Cell(_number(row.case_id, named), href=url_for("desk.second_person", refund_id=row.id)),
            Cell(money_column(row.amount), key=row.amount.pence),
        ))
        for row in rows
    )  # fmt: skip
    return Table(f"{plural(len(rows), 'refund')} for a second person", (_CASE, _SUM), made)


def held_table(rows: Sequence[HeldRow], named: Named) -> Table:
    """Return money that is held until its sender chooses."""
    columns = (_CASE, _SUM, Column("Came", sort="ascending"), Column("What waits"))
    made = tuple(
        Row((
            _case(row.case_id, named),
            Cell(money_column(row.amount), key=row.amount.pence),
            Cell(short_date(row.received_on), key=row.received_on.isoformat(), note=row.channel),
            Cell("Pay or contest?", href=url_for("desk.settle_money", case=row.case_id)),
        ))
        for row in rows
    )  # fmt: skip
    return Table("Money held beside a challenge", columns, made)


def unmatched_table(rows: Sequence[UnmatchedRow]) -> Table:
    """Return money nobody can place."""
    columns = (Column("Came", sort="ascending"), _SUM, Column("What came with it"), Column("Cases held"))
    made = tuple(
        Row((
            Cell(short_date(row.received_on), href=url_for("desk.place_money", receipt=row.id)),
            Cell(money_column(row.amount), key=row.amount.pence),
            Cell(row.said or "nothing"),
            Cell(len(row.candidates)),
        ))
        for row in rows
    )  # fmt: skip
    return Table("Money nobody can place", columns, made)


def _case(case_id: UUID, named: Named) -> Cell:
    note = plate(named[case_id].mark) if case_id in named else ""
    return Cell(_number(case_id, named), href=url_for("desk.case_page", case=case_id), note=str(note))


def _number(case_id: UUID, named: Named) -> str:
    return named[case_id].number if case_id in named else "a case"
