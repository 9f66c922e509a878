"""The print room: what waits, a run drawn for its posting day, and the record that it was posted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.desk.forms import EmptyForm, ReleaseRunForm
from parking.desk.queries.cases import cases_named
from parking.desk.views.files import kept
from parking.desk.views.room import at_the_desk, pages
from parking.desk.views.words import paper_title, pulled_words, who
from parking.fairness.adjustments import on_paper
from parking.fairness.print_differences import difference_of
from parking.law.counting import Calendar
from parking.notices import actions
from parking.notices.errors import NoSuchPaperError, NoticeError, WrongDayError
from parking.notices.queries import papers_in_run, run, runs, waiting_count
from parking.notices.registry import posted_kinds
from parking.notices.run import Released, dispatch_run, may_no_longer_go, release_run
from parking.people.permissions import Permission
from parking.people.queries import names_of
from parking.store.base import db
from parking.store.current import files
from parking.values import clock
from parking.web.access import allow
from parking.web.filters import plural


@pages.get("/desk/print")
@allow(Permission.PRINT)
def print_room() -> str:
    """Show what waits to be printed and the newest runs."""
    form = ReleaseRunForm(formdata=None, posting_on=next_posting_day(clock.today()))
    return _print_room(form)


@pages.post("/desk/print/runs")
@allow(Permission.PRINT)
def draw_run() -> ResponseReturnValue:
    """Draw every letter that waits, dated for the day it will be posted."""
    form, council, by = ReleaseRunForm(), current_council(), at_the_desk()
    if form.validate_on_submit():
        try:
            released = release_run(council=council, files=files(), posting_on=form.posting_on.data, by=by)
        except NoticeError as stopped:
            form.refuse("posting_on", str(stopped) or (stopped.__doc__ or ""))
        else:
            _say_left_out(released)
            return redirect(url_for("desk.run_page", run_id=released.run_id), 303)
    return _print_room(form)


@pages.get("/desk/print/runs/<uuid:run_id>")
@allow(Permission.PRINT)
def run_page(run_id: UUID) -> str:
    """Show a run: its letters, those to pull before posting, and what can be done with it."""
    return _run_page(run_id)


@pages.get("/desk/print/runs/<uuid:run_id>/letters.pdf")
@allow(Permission.PRINT)
def run_letters(run_id: UUID) -> Response:
    """Give the whole run as one file for the printer."""
    row = run(db.session(), authority=current_council().id, run_id=run_id)
    if row.merged_sha256 is None:
        raise NoSuchPaperError("This run has no file.")
    return Response(kept(row.merged_sha256), mimetype="application/pdf")


@pages.post("/desk/print/runs/<uuid:run_id>/dispatch")
@allow(Permission.PRINT)
def dispatch(run_id: UUID) -> ResponseReturnValue:
    """Record that a run was posted today; each letter is served from this."""
    try:
        pulled = dispatch_run(db.session(), council=current_council(), run_id=run_id, by=at_the_desk())
    except WrongDayError as wrong:
        db.session.rollback()
        return _run_page(run_id, trouble=str(wrong)), WrongDayError.status
    db.session.commit()
    if pulled:
        flash(f"{plural(len(pulled), 'letter')} pulled: do not post them.")
    flash("The run is recorded as posted today.")
    return redirect(url_for("desk.run_page", run_id=run_id), 303)


@pages.post("/desk/print/runs/<uuid:run_id>/spoil")
@allow(Permission.PRINT)
def spoil(run_id: UUID) -> ResponseReturnValue:
    """Spoil a run that was not posted: its letters wait to be drawn again."""
    session, council = db.session(), current_council()
    row = run(session, authority=council.id, run_id=run_id)
    count = actions.spoil_run(session, council=council, run=row, by=at_the_desk())
    session.commit()
    flash(f"{plural(count, 'letter')} spoiled. Destroy the paper. They wait to be drawn again.")
    return redirect(url_for("desk.print_room"), 303)


def next_posting_day(today: date) -> date:
    """Return the next working day: today's post may have gone."""
    calendar: Calendar = current_council().calendar
    day = clock.days_after(today, 1)
    while not calendar.is_working_day(day):
        day = clock.days_after(day, 1)
    return day


def _print_room(form: ReleaseRunForm) -> str:
    session, authority = db.session(), current_council().id
    waits = [
        (paper_title(kind.value), waiting_count(session, authority=authority, kind=kind))
        for kind in posted_kinds()
    ]
    names = names_of(session, authority=authority)
    return render_template(
        "desk/print_room.html",
        form=form,
        waits=waits,
        total=sum(count for _, count in waits),
        runs=[(row, who(row.released_by, names)) for row in runs(session, authority=authority)],
        today=clock.today(),
    )


def _run_page(run_id: UUID, trouble: str = "") -> str:
    session, council = db.session(), current_council()
    row = run(session, authority=council.id, run_id=run_id)
    papers = papers_in_run(session, authority=council.id, run_id=run_id)
    pulled = (
        may_no_longer_go(session, council=council, run_id=run_id, on=row.posting_on)
        if row.state == "drawn"
        else []
    )
    cases = cases_named(session, authority=council.id, ids=[paper.case_id for paper in papers])
    names = names_of(session, authority=council.id)
    return render_template(
        "desk/run.html",
        run=row,
        released_by=who(row.released_by, names),
        dispatched_by=who(row.dispatched_by or "", names),
        papers=papers,
        cases=cases,
        pulled=[(each.paper, pulled_words(each.reasons)) for each in pulled],
        today=clock.today(),
        form=EmptyForm(formdata=None),
        trouble=trouble,
        difference=difference_of(session, authority=council.id, run_id=run_id),
        needs=on_paper(session, authority=council.id, parties=[p.party_id for p in papers if p.party_id]),
    )


def _say_left_out(released: Released) -> None:
    if released.left_out:
        why = Counter(pulled_words(each.reasons) for each in released.left_out)
        words = " ".join(f"{plural(count, 'letter')}: {reason}" for reason, count in why.items())
        flash(f"Left out and taken back, because they may not be sent. {words}")
