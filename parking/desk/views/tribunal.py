"""What waits at the tribunal, fetching its messages, and those that a person must look at."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.errors import StepRefusedError
from parking.desk.forms import EmptyForm
from parking.desk.queries.tribunal import worklist
from parking.desk.tribunal_forms import MessageForm
from parking.desk.views.room import at_the_desk, pages
from parking.people.permissions import Permission
from parking.store.base import db
from parking.store.current import files
from parking.tribunal import inbox
from parking.tribunal.actions import comply
from parking.tribunal.current import tribunal_of
from parking.tribunal.errors import DoesNotFitError
from parking.tribunal.inbox import MessageRow, because
from parking.tribunal.sending import send_now
from parking.tribunal.sweeping import sweep
from parking.values import clock
from parking.web.access import allow
from parking.web.filters import plural

KINDS = {
    "appeal_answered": "Answer to our question",
    "appeal_notified": "An appeal",
    "appeal_withdrawn": "A withdrawal",
    "appeal_decided": "A decision",
    "directions_given": "Directions on a referral",
    "review_notified": "A review",
    "message_refused": "A refusal of what we sent",
    "unreadable": "A file we could not read",
}


@pages.get("/desk/tribunal")
@allow(Permission.DECIDE_CASE)
def tribunal() -> str:
    """Show what waits at the tribunal, what lapses first first."""
    session, council, today = db.session(), current_council(), clock.today()
    return render_template(
        "desk/tribunal.html",
        work=worklist(session, council=council, today=today),
        kinds=KINDS,
        today=today,
        form=EmptyForm(formdata=None),
    )


@pages.post("/desk/tribunal/messages")
@allow(Permission.DECIDE_CASE)
def fetch_from_tribunal() -> ResponseReturnValue:
    """Send what waits and record everything the tribunal has sent."""
    council, by = current_council(), at_the_desk()
    outside = tribunal_of(council)
    went = send_now(outside, council=council, files=files(), by=by)
    swept = sweep(outside, council=council, by=by)
    came = swept.acted + swept.confirmed + swept.exceptions
    flash(f"{plural(came, 'new message')}, {swept.exceptions} for a person to look at.")
    if not went:
        flash("We could not reach the tribunal. What waits to be sent goes tonight.")
    return redirect(url_for("desk.tribunal"), 303)


@pages.route("/desk/tribunal/messages/<uuid:message>", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def tribunal_message(message: UUID) -> ResponseReturnValue:
    """Show a message that could not be acted on, and try it again or close it."""
    form, council = MessageForm(), current_council()
    row = inbox.message(db.session(), authority=council.id, row_id=message)
    if form.validate_on_submit():
        trouble = _deal_with(row, form)
        if trouble is None:
            flash("The message is dealt with.")
            return redirect(url_for("desk.tribunal"), 303)
        form.refuse(None, trouble)
    return render_template(
        "desk/tribunal_message.html", form=form, row=row, title=KINDS.get(row.kind, "A message")
    )


@pages.post("/desk/tribunal/appeals/<uuid:appeal>/done")
@allow(Permission.DECIDE_CASE)
def directions_done(appeal: UUID) -> ResponseReturnValue:
    """Record that everything the adjudicator directed is done."""
    comply(db.session(), council=current_council(), appeal_id=appeal, by=at_the_desk())
    db.session.commit()
    flash("Recorded: everything the adjudicator directed is done.")
    return redirect(url_for("desk.tribunal"), 303)


def _deal_with(row: MessageRow, form: MessageForm) -> str | None:
    """Do what was chosen; return why it can't be done, or None."""
    council, by = current_council(), at_the_desk()
    if form.what.data == "close":
        inbox.settle(db.session(), council=council, row=row, note=form.note.data, by=by)
        db.session.commit()
        return None
    try:
        inbox.try_again(council=council, row=row, by=by)
    except DoesNotFitError as unfit:
        return unfit.says
    except StepRefusedError as stopped:
        return because(stopped.reasons)
    return None
