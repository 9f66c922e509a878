"""Pages of the figures: a year, the cases behind each figure, and what was entered by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases import doors
from parking.people.permissions import Permission
from parking.people.sign_in import has_permission
from parking.statistics import queries, sheets, tables
from parking.statistics.actions import enter_figure
from parking.statistics.errors import FiguresError
from parking.statistics.forms import CallsForm
from parking.statistics.measures import (
    CALLS_ANSWERED,
    CONTEXT,
    EVERY,
    STATUTORY,
    Measure,
    Source,
    measure_named,
)
from parking.statistics.periods import FinancialYear, Period, read_period, read_year
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.components import Table
from parking.web.pages import NavigationItem, Pages

pages = Blueprint("statistics", __name__)
PER_PAGE = 50
YEARS_SHOWN = 10


@pages.get("/statistics")
@allow(Permission.SEE_FIGURES)
def index() -> str:
    """Show the financial year that today falls in."""
    return _year_page(FinancialYear.of(clock.today()))


@pages.get("/statistics/<int:year>")
@allow(Permission.SEE_FIGURES)
def year(year: int) -> str:
    """Show the figures of a financial year."""
    return _year_page(read_year(year, today=clock.today()))


@pages.get("/statistics/<int:year>/figures.csv")
@allow(Permission.SEE_FIGURES)
def figures_csv(year: int) -> Response:
    """Give the figures of a year as CSV."""
    period = _period(year)
    found = queries.figures(db.session(), authority=current_council().id, measures=EVERY, period=period)
    return _csv(
        sheets.figures_sheet(authority=_name(period.as_at), period=period, figures=found), "figures", period
    )


@pages.get("/statistics/<int:year>/<measure>/cases")
@allow(Permission.SEE_FIGURES)
def cases(year: int, measure: str) -> ResponseReturnValue:
    """Show the cases behind a figure, a page at a time."""
    one, period, authority = measure_named(measure), _period(year), current_council().id
    if one.source is Source.BY_HAND:
        return redirect(_url("calls", period), 303)
    total = queries.count_cases(db.session(), authority=authority, measure=one, period=period)
    shown = Pages.asked(request.args.get("page"), per_page=PER_PAGE, total=total)
    lines = queries.list_cases(
        db.session(), authority=authority, measure=one, period=period, limit=PER_PAGE, offset=shown.offset
    )
    return render_template(
        "statistics/cases.html",
        measure=one,
        period=period,
        authority=_name(period.as_at),
        total=total,
        pages=shown,
        page_url=lambda number: _url("cases", period, measure=one.id, page=number),
        table=tables.cases_table(f"{one.title}: the cases", lines, opens=has_permission(Permission.SEE_CASE)),
        back=_url("year", period),
        csv=_url("cases_csv", period, measure=one.id),
    )


@pages.get("/statistics/<int:year>/<measure>/cases.csv")
@allow(Permission.SEE_FIGURES)
def cases_csv(year: int, measure: str) -> Response:
    """Give the cases behind a figure as CSV, all of them."""
    one, period = measure_named(measure), _period(year)
    lines = queries.list_cases(db.session(), authority=current_council().id, measure=one, period=period)
    sheet = sheets.cases_sheet(authority=_name(period.as_at), period=period, measure=one, lines=lines)
    return _csv(sheet, one.id, period)


@pages.get("/statistics/<int:year>/calls-answered")
@allow(Permission.SEE_FIGURES)
def calls(year: int) -> str:
    """Show how the calls answered were entered, and the form for a new figure."""
    return _calls_page(_period(year), CallsForm())


@pages.post("/statistics/<int:year>/calls-answered")
@allow(Permission.ENTER_FIGURES)
def enter_calls(year: int) -> ResponseReturnValue:
    """Enter the calls answered in a year."""
    period, form = _period(year), CallsForm()
    if not form.validate_on_submit():
        return _calls_page(period, form)
    enter_figure(
        db.session(),
        authority=current_council().id,
        year=period.year,
        measure=CALLS_ANSWERED,
        value=form.calls,
        source=form.source.data,
        by=doors.staff("statistics"),
    )
    db.session.commit()
    return redirect(url_for("statistics.calls", year=year), 303)


@pages.errorhandler(FiguresError)
def refused(error: FiguresError) -> ResponseReturnValue:
    """Say what was asked for that there is not, and lead back to the figures."""
    return render_template("statistics/refused.html", error=error), error.status


def _year_page(year: FinancialYear) -> str:
    period = read_period(year, request.args.get("as_at"), today=clock.today())
    authority = current_council().id
    first = queries.first_served_on(db.session(), authority=authority, as_at=period.as_at)
    found = queries.figures(db.session(), authority=authority, measures=EVERY, period=period)
    value = {one.measure.id: one.value for one in found}
    return render_template(
        "statistics/year.html",
        period=period,
        today=clock.today(),
        authority=_name(period.as_at),
        first=first,
        value=value,
        statutory=_table("The nine statistics of the statutory guidance", found, STATUTORY, period),
        context=_table("How the total is made up", found, CONTEXT, period),
        by_hand=_table("Entered by hand", found, (CALLS_ANSWERED,), period),
        years=_years(first, period),
        csv=_url("figures_csv", period),
    )


def _calls_page(period: Period, form: CallsForm) -> str:
    known = queries.entries(
        db.session(),
        authority=current_council().id,
        year=period.year,
        measure=CALLS_ANSWERED,
        as_at=period.as_at,
    )
    return render_template(
        "statistics/calls.html",
        form=form,
        measure=CALLS_ANSWERED,
        period=period,
        authority=_name(period.as_at),
        may_enter=has_permission(Permission.ENTER_FIGURES),
        entries=known,
        table=tables.entries_table("What was entered, newest first", known),
        back=_url("year", period),
    )


def _table(caption: str, found: list[queries.Figure], measures: tuple[Measure, ...], period: Period) -> Table:
    shown = [one for one in found if one.measure in measures]
    return tables.figures_table(caption, shown, period, lambda one: _drill(one, period))


def _drill(measure: Measure, period: Period) -> str:
    if measure.source is Source.BY_HAND:
        return _url("calls", period)
    return _url("cases", period, measure=measure.id)


def _years(first: date | None, period: Period) -> list[NavigationItem]:
    newest = FinancialYear.of(clock.today())
    oldest = min(period.year, FinancialYear.of(first) if first else newest)
    oldest = max(oldest, FinancialYear(newest.starts_in - YEARS_SHOWN + 1))
    return [
        NavigationItem(
            FinancialYear(number).label, url_for("statistics.year", year=number),
            current=number == period.year.starts_in,
        )
        for number in range(newest.starts_in, oldest.starts_in - 1, -1)
    ]  # fmt: skip


def _period(starts_in: int) -> Period:
    year = read_year(starts_in, today=clock.today())
    return read_period(year, request.args.get("as_at"), today=clock.today())


def _url(view: str, period: Period, **more: Any) -> str:
    return url_for(f"statistics.{view}", year=period.year.starts_in, as_at=period.as_at.isoformat(), **more)


def _name(on: date) -> str:
    return current_council().letterhead(on).name


def _csv(text: str, name: str, period: Period) -> Response:
    file = f"{name}-{period.year.label.replace('/', '-')}-as-at-{period.as_at}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(text, mimetype="text/csv", headers=headers)
