"""What waits under holds: to be looked at again, about to lapse, or not paid as agreed."""

from __future__ import annotations

from datetime import date

from flask import render_template, url_for

from parking.authorities.current import current_council
from parking.desk.rules import HOLD_TITLES
from parking.desk.views.room import pages
from parking.fairness.queries import (
    HeldRow,
    LapsingRow,
    Plan,
    holds_to_review,
    lapsing_under_holds,
    missed_instalments,
)
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import money_column, plate, plural, short_date
from parking.words import Reader, stage_words

_CASE, _MARK = Column("PCN number", sort="none"), Column("Mark")
HELD = (_CASE, _MARK, Column("Why it is held", sort="none"), Column("Look again on", sort="ascending"))
LAPSING = (_CASE, _MARK, Column("Stage"), Column("Last lawful day", sort="ascending"), Column("Held"))
MISSED = (
    _CASE, _MARK, Column("Due", sort="ascending"), Column("Not paid", numeric=True),
    Column("Still to come", numeric=True),
)  # fmt: skip


@pages.get("/desk/holds")
@allow(Permission.HOLD_CASE)
def holds_list() -> str:
    """List every hold by the day somebody looks at it again, and instalments that did not come."""
    session, authority, today = db.session(), current_council().id, clock.today()
    held = holds_to_review(session, authority=authority)
    missed = missed_instalments(session, authority=authority, today=today)
    return render_template(
        "desk/holds.html", late=sum(row.review_on < today for row in held), held=held_table(held, today),
        missed=_missed_table(missed, today),
    )  # fmt: skip


@pages.get("/desk/supervisor")
@allow(Permission.SUPERVISE)
def supervisor() -> str:
    """Show what only a supervisor can put right: dates about to be lost, and holds nobody looked at."""
    session, council, today = db.session(), current_council(), clock.today()
    late = holds_to_review(session, authority=council.id, until=clock.days_after(today, -1))
    lapsing = lapsing_under_holds(session, council=council, today=today)
    return render_template(
        "desk/supervisor.html", late=held_table(late, today), lapsing=_lapsing_table(lapsing, today)
    )


def held_table(rows: list[HeldRow], today: date) -> Table:
    """Return holds by their day, the longest overdue first."""
    made = tuple(
        Row((
            Cell(row.number, href=url_for("desk.case_page", case=row.case_id)),
            Cell(plate(row.mark)),
            Cell(HOLD_TITLES[row.kind], note=_ended(row, today)),
            _day(row.review_on, "late" if row.review_on < today else ""),
        ))
        for row in rows
    )  # fmt: skip
    return Table(f"{plural(len(rows), 'hold')}", HELD, made)


def _lapsing_table(rows: list[LapsingRow], today: date) -> Table:
    made = tuple(
        Row((
            Cell(row.number, href=url_for("desk.case_page", case=row.case_id)),
            Cell(plate(row.mark)),
            Cell(stage_words(row.stage, Reader.BACK_OFFICE)),
            _day(row.lapses_on, "passed" if row.lapses_on < today else ""),
            Cell(", ".join(HOLD_TITLES[kind] for kind in row.kinds)),
        ))
        for row in rows
    )  # fmt: skip
    return Table(f"{plural(len(rows), 'held case')} whose last day is near", LAPSING, made)


def _missed_table(rows: list[Plan], today: date) -> Table:
    made = tuple(
        Row((
            Cell(row.number, href=url_for("desk.case_page", case=row.case_id)),
            Cell(plate(row.mark)),
            _day(due.on if (due := row.first_unpaid) else row.agreed_on, "missed"),
            Cell(money_column(row.missed(today)), key=row.missed(today).pence),
            Cell(money_column(row.left), key=row.left.pence),
        ))
        for row in rows
    )  # fmt: skip
    return Table(f"{plural(len(rows), 'arrangement')} not paid as agreed", MISSED, made)


def _ended(row: HeldRow, today: date) -> str:
    if row.is_closed:
        return "the case has ended: release it"
    if row.ends_on is not None and row.ends_on < today:
        return f"ended on {short_date(row.ends_on)}: a person releases it"
    return f"until {short_date(row.ends_on)}" if row.ends_on is not None else ""


def _day(day: date, note: str) -> Cell:
    return Cell(short_date(day), key=day.isoformat(), note=note)
