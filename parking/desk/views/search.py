"""Finding a case by its whole number or mark; what is searched for never stands in an address."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.queries import CaseRow, cases_with
from parking.desk.forms import SearchForm
from parking.desk.views.room import pages
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.values.mark import InvalidMarkError, Mark
from parking.values.pcn_number import InvalidNumberError, PcnNumber
from parking.web.access import allow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import money_column, plate, plural, short_date
from parking.words import Reader, stage_words

MOST = 50
COLUMNS = (
    Column("PCN number", sort="none"),
    Column("Mark"),
    Column("Place", sort="none"),
    Column("Contravention", sort="descending"),
    Column("Stage", sort="none"),
    Column("Owed today", numeric=True, sort="none"),
    Column("Next", sort="none"),
)


@pages.get("/desk/search")
@allow(Permission.SEARCH)
def search() -> str:
    """Ask what to search for."""
    return render_template("desk/search.html", form=SearchForm(), found=None, query="")


@pages.post("/desk/search")
@allow(Permission.SEARCH)
def find() -> ResponseReturnValue:
    """Go to the one case found, or list those found."""
    form = SearchForm()
    if not form.validate_on_submit():
        return render_template("desk/search.html", form=form, found=None, query="")
    rows = _found(form.q.data)
    if len(rows) == 1:
        return redirect(url_for("desk.case_page", case=rows[0].id), 303)
    return render_template("desk/search.html", form=form, found=_table(rows), query=form.q.data)


def _found(asked: str) -> list[CaseRow]:
    authority = current_council().id
    try:
        numbered = cases_with(db.session(), authority=authority, number=PcnNumber.read(asked).text)
    except InvalidNumberError:
        numbered = []
    try:
        marked = cases_with(db.session(), authority=authority, mark=Mark.read(asked).text, most=MOST)
    except InvalidMarkError:
        marked = []
    return [*numbered, *(row for row in marked if row not in numbered)]


def _table(rows: list[CaseRow]) -> Table:
    today = clock.today()
    return Table(
        f"{plural(len(rows), 'case')}, newest first", COLUMNS, tuple(_row(row, today) for row in rows)
    )


def _row(row: CaseRow, today: date) -> Row:
    held = "held" if row.holds else ""
    return Row(
        (
            Cell(row.number, href=url_for("desk.case_page", case=row.id)),
            Cell(plate(row.mark)),
            Cell(row.place, note=row.town),
            Cell(short_date(row.contravention_at), key=row.contravention_at.isoformat()),
            Cell(stage_words(row.stage, Reader.BACK_OFFICE), note=held),
            Cell(money_column(row.owed(today)), key=row.owed(today).pence),
            Cell(
                short_date(row.next_due_on) if row.next_due_on else "Nothing",
                key=row.next_due_on.isoformat() if row.next_due_on else "",
                note=row.next_step or "",
            ),
        )
    )
