"""The case page, and what staff write on it."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from parking.authorities.current import current_council
from parking.cases.queries import case as find_case
from parking.desk.forms import NoteForm
from parking.desk.views.case_page import gather
from parking.desk.views.room import at_the_desk, pages
from parking.evidence.actions import write_note
from parking.people.actions import note_look
from parking.people.permissions import Permission
from parking.people.sign_in import permissions_held
from parking.store.base import db
from parking.store.session import writing
from parking.values import clock
from parking.web.access import allow, writes


@pages.get("/desk/cases/<uuid:case>")
@allow(Permission.SEE_CASE)
@writes("notes who looked")
def case_page(case: UUID) -> str:
    """Show a whole case, and note who looked at it."""
    authority, user_id = current_council().id, current_user.id
    html = show(case, NoteForm(formdata=None))
    # Noted last: a new transaction would have the page's reads begin again. Not noted is not shown.
    with writing(authority=authority) as session:
        note_look(session, authority=authority, user_id=user_id, case_id=case, door="desk", at=clock.now())
    return html


@pages.post("/desk/cases/<uuid:case>/notes")
@allow(Permission.SEE_CASE)
def add_note(case: UUID) -> ResponseReturnValue:
    """Keep a note on a case."""
    authority, form = current_council().id, NoteForm()
    find_case(db.session(), authority=authority, case_id=case)
    if not form.validate_on_submit():
        return show(case, form)
    by = at_the_desk()
    write_note(
        db.session(), authority=authority, case_id=case, text=form.text.data, author=by.actor, at=by.at
    )
    db.session.commit()
    return redirect(url_for("desk.case_page", case=case, _anchor="notes"), 303)


def show(case: UUID, form: NoteForm) -> str:
    """Return the case page as HTML."""
    page = gather(
        db.session(),
        council=current_council(),
        case_id=case,
        at=clock.now(),
        permissions=permissions_held(),
    )
    may_hold = Permission.HOLD_CASE in permissions_held() and not page.row.is_closed
    return render_template(
        "desk/case.html", page=page, form=form, may_hold=may_hold, note_url=_note_url(case, request.method)
    )


def _note_url(case: UUID, method: str) -> str:
    # A form drawn again after an error posts to its own address.
    return "" if method == "POST" else url_for("desk.add_note", case=case)
