"""The list of representations that wait for a person, by the last day each can still be decided."""

from __future__ import annotations

from datetime import date

from flask import render_template, url_for

from parking.authorities.current import current_council
from parking.desk.views.room import pages
from parking.law.state import Capacity
from parking.people.permissions import Permission
from parking.representations.worklist import Late, Undecided, late_ones, undecided
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import plate, plural, short_date

UNDECIDED = (
    Column("PCN number", sort="none"),
    Column("Mark"),
    Column("Reached us", sort="none"),
    Column("Post a rejection by", sort="ascending"),
    Column("Served by", sort="none"),
    Column("What it waits for"),
)
LATE = (
    Column("PCN number", sort="none"),
    Column("Mark"),
    Column("Reached us", sort="none"),
    Column("Decide by", sort="ascending"),
)


@pages.get("/desk/representations")
@allow(Permission.DECIDE_CASE)
def representations_list() -> str:
    """List what waits: undecided by its last day, then what came late."""
    session, council, today = db.session(), current_council(), clock.today()
    waiting, late = undecided(session, council=council), late_ones(session, council=council)
    return render_template(
        "desk/representations_list.html",
        alarms=sum(row.alarms(today) for row in waiting),
        undecided_by=sum(row.capacity is Capacity.UNDECIDED for row in waiting),
        waiting=Table(
            f"{plural(len(waiting), 'case')} to decide", UNDECIDED, tuple(_row(row, today) for row in waiting)
        ),
        late=Table(f"{plural(len(late), 'case')} that came late", LATE,
                   tuple(_late(row, today) for row in late)),
    )  # fmt: skip


def _row(row: Undecided, today: date) -> Row:
    return Row((
        Cell(row.number, href=url_for("desk.representations_page", case=row.case_id)),
        Cell(plate(row.mark)),
        _day(row.received_on, note="admitted late" if row.starts_on != row.received_on else ""),
        _post_by(row, today),
        _day(row.last_day),
        Cell(_waits_for(row, today)),
    ))  # fmt: skip


def _post_by(row: Undecided, today: date) -> Cell:
    if row.post_by is None:
        return Cell("Not known", key=row.last_day.isoformat(), note="bank holidays not entered")
    return _day(row.post_by, note="too late to reject" if today > row.post_by else "")


def _waits_for(row: Undecided, today: date) -> str:
    if row.rejection_waits:
        said = "The notice of rejection to be posted"
    elif row.capacity is Capacity.UNDECIDED:
        said = "Who wrote, then a decision"
    else:
        said = "A decision"
    alarm = f" Alarm since {short_date(row.alarm_on)}." if row.alarms(today) else ""
    return f"{said}.{alarm}{' Held.' if row.held else ''}"


def _late(row: Late, today: date) -> Row:
    return Row((
        Cell(row.number, href=url_for("desk.representations_page", case=row.case_id)),
        Cell(plate(row.mark)),
        _day(row.received_on),
        _day(row.decide_by, note="overdue" if today > row.decide_by else ""),
    ))  # fmt: skip


def _day(day: date, note: str = "") -> Cell:
    return Cell(short_date(day), key=day.isoformat(), note=note)
