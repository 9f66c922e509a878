"""Batches for the court at the desk: composed, looked at, certified and sent, and the court's answers."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from parking.authorities.current import current_council
from parking.desk.forms import EmptyForm
from parking.desk.recovery_forms import CertifyForm
from parking.desk.views.room import at_the_desk, pages
from parking.desk.views.words import reason_words
from parking.people.permissions import Permission
from parking.people.sign_in import permissions_held
from parking.recovery.court.records import CourtFile
from parking.recovery.current import court_of
from parking.recovery.errors import BatchEmptyError, NothingToComposeError
from parking.recovery.hearing import take_back_late_seal
from parking.recovery.inbox import settle
from parking.recovery.queries import BatchRow, batch, records_of
from parking.recovery.records import REGISTER
from parking.recovery.registration import (
    LeftOut,
    certify,
    compose,
    discard,
    give_up,
    preview,
    refresh,
    take_out,
)
from parking.recovery.sending import send_again, send_certified
from parking.store.base import db
from parking.store.exchange.post import ExchangeError
from parking.values import clock
from parking.web.access import allow
from parking.web.filters import plural


@pages.post("/desk/recovery/batches")
@allow(Permission.DECIDE_CASE)
def compose_batch() -> ResponseReturnValue:
    """Lock every debt that may go to the court into one batch."""
    council = current_council()
    try:
        made = compose(db.session(), council=council, court=court_of(council), by=at_the_desk())
    except NothingToComposeError as nothing:
        flash(nothing.__doc__ or "")
        return redirect(url_for("desk.recovery"), 303)
    db.session.commit()
    _say_left_out(made.left_out)
    return redirect(url_for("desk.batch_page", batch_id=made.batch_id), 303)


@pages.get("/desk/recovery/batches/<uuid:batch_id>")
@allow(Permission.SEE_RECOVERY)
def batch_page(batch_id: UUID) -> str:
    """Show a batch: what it holds, what it comes to, its file's hash, and what can be done with it."""
    session, council = db.session(), current_council()
    row = batch(session, authority=council.id, batch_id=batch_id)
    file = _file(row)
    return render_template(
        "desk/court_batch.html",
        batch=row,
        records=records_of(session, authority=council.id, batch_id=batch_id),
        file=file,
        registers=row.transaction == REGISTER,
        form=CertifyForm(formdata=None, seen=file.sha256 if file else ""),
        button=EmptyForm(formdata=None),
        may_certify=Permission.CERTIFY_DEBT in permissions_held(),
        may_change=Permission.DECIDE_CASE in permissions_held(),
    )


@pages.post("/desk/recovery/batches/<uuid:batch_id>/certify")
@allow(Permission.CERTIFY_DEBT)
def certify_batch(batch_id: UUID) -> ResponseReturnValue:
    """Certify a batch as the officer at the screen and send it; what changed since is taken out first."""
    session, council, by, form = db.session(), current_council(), at_the_desk(), CertifyForm()
    batch(session, authority=council.id, batch_id=batch_id)
    back = redirect(url_for("desk.batch_page", batch_id=batch_id), 303)
    if not form.validate_on_submit():
        flash("Look at the batch first, then certify it.")
        return back
    left_out = refresh(session, council=council, batch_id=batch_id, by=by)
    if not left_out:
        certify(
            session, council=council, court=court_of(council), batch_id=batch_id,
            officer=(current_user.id, current_user.name), seen=form.seen.data, by=by,
        )  # fmt: skip
    session.commit()
    if left_out:
        _say_left_out(left_out)
        flash("The batch has changed. Look at it again, then certify it.")
        return back
    try:
        send_certified(court_of(council), council=council, by=by)
    except ExchangeError:
        flash("The batch is certified. It could not be sent just now: the night sends it.")
    else:
        flash("The batch is certified and sent.")
    return back


@pages.post("/desk/recovery/batches/<uuid:batch_id>/records/<uuid:record_id>/take-out")
@allow(Permission.DECIDE_CASE)
def take_out_of_batch(batch_id: UUID, record_id: UUID) -> ResponseReturnValue:
    """Leave one case out of a batch that is not certified."""
    take_out(db.session(), council=current_council(), batch_id=batch_id, record_id=record_id)
    db.session.commit()
    flash("The case is out of this batch. It may go with another.")
    return redirect(url_for("desk.batch_page", batch_id=batch_id), 303)


@pages.post("/desk/recovery/batches/<uuid:batch_id>/discard")
@allow(Permission.DECIDE_CASE)
def discard_batch(batch_id: UUID) -> ResponseReturnValue:
    """Let a batch go that is not certified."""
    discard(db.session(), council=current_council(), batch_id=batch_id)
    db.session.commit()
    flash("The batch is discarded. Its cases may go with another.")
    return redirect(url_for("desk.recovery"), 303)


@pages.post("/desk/recovery/batches/<uuid:batch_id>/send-again")
@allow(Permission.CERTIFY_DEBT)
def send_batch_again(batch_id: UUID) -> ResponseReturnValue:
    """Send the very same file once more: the court has not acknowledged it."""
    council = current_council()
    batch(db.session(), authority=council.id, batch_id=batch_id)
    send_again(court_of(council), council=council, batch_id=batch_id, by=at_the_desk())
    flash("The same file was sent again.")
    return redirect(url_for("desk.batch_page", batch_id=batch_id), 303)


@pages.post("/desk/recovery/batches/<uuid:batch_id>/give-up")
@allow(Permission.CERTIFY_DEBT)
def give_up_batch(batch_id: UUID) -> ResponseReturnValue:
    """Take a batch as lost: its debts were not registered, and may go again."""
    count = give_up(db.session(), council=current_council(), batch_id=batch_id, by=at_the_desk())
    db.session.commit()
    flash(f"The batch is taken as lost. {plural(count, 'case')} may go with another.")
    return redirect(url_for("desk.recovery"), 303)


@pages.post("/desk/recovery/answers/<uuid:reply_id>/settle")
@allow(Permission.CERTIFY_DEBT)
def settle_answer(reply_id: UUID) -> ResponseReturnValue:
    """Record that a person dealt with an answer of the court that did not fit."""
    settle(db.session(), authority=current_council().id, reply_id=reply_id, state="settled", by=at_the_desk())
    db.session.commit()
    flash("The answer is off the list. It stays in the records.")
    return redirect(url_for("desk.recovery"), 303)


@pages.post("/desk/recovery/answers/<uuid:reply_id>/take-back")
@allow(Permission.CERTIFY_DEBT)
def take_back_answer(reply_id: UUID) -> ResponseReturnValue:
    """Have the court asked to take back what it registered of a batch we took as lost."""
    count = take_back_late_seal(db.session(), council=current_council(), reply_id=reply_id, by=at_the_desk())
    db.session.commit()
    flash(f"{plural(count, 'record')} will be in the next batch that the court is asked to take back.")
    return redirect(url_for("desk.recovery"), 303)


def _file(row: BatchRow) -> CourtFile | None:
    """Return the file of a batch that is not certified, as it would go if this person certified it now."""
    if row.state != "composed":
        return None
    council = current_council()
    try:
        return preview(
            db.session(), council=council, court=court_of(council), row=row, officer=current_user.name,
            on=clock.today(),
        )  # fmt: skip
    except BatchEmptyError:
        return None


def _say_left_out(left_out: tuple[LeftOut, ...]) -> None:
    if not left_out:
        return
    why = sorted({" ".join(map(reason_words, each.reasons)) or f"{each.says}." for each in left_out})
    flash(f"{plural(len(left_out), 'case')} left out. {' '.join(why)}")
