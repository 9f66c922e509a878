"""Pages of this room: my PCNs today, record one, print it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from parking.authorities.current import current_council
from parking.cases import doors
from parking.evidence.errors import EvidenceError
from parking.issue.drawing import Shape, description
from parking.patrol.actions.printing import print_pcn
from parking.patrol.actions.recording import Answered, keep_uploads, record_by_post, record_observed
from parking.patrol.forms import RecordForm
from parking.patrol.messages.files import pdf
from parking.patrol.postal_form import PostalForm
from parking.patrol.queries import became_of, given_by, mine, photographs_waiting
from parking.patrol.rules import becomes, choices, is_known, postal_becomes
from parking.people.permissions import Permission
from parking.places.queries import every_enforceable
from parking.store.base import db
from parking.store.current import files
from parking.values import clock
from parking.web.access import allow, writes

pages = Blueprint("patrol", __name__)
DOOR = "patrol form"


@pages.get("/patrol")
@allow(Permission.RECORD_PCN)
def today() -> str:
    """Show the PCNs this officer gave today."""
    on = clock.today()
    given = given_by(db.session(), authority=current_council().id, officer_id=current_user.id, on=on)
    return render_template("patrol/today.html", given=given, on=on)


@pages.get("/patrol/record")
@allow(Permission.RECORD_PCN)
def blank() -> str:
    """Show an empty form."""
    return _page(_form())


@pages.post("/patrol/record")
@allow(Permission.RECORD_PCN)
def record() -> ResponseReturnValue:
    """Issue the PCN, or say everything that stops it with everything typed kept."""
    form = _form()
    good = _keep_photographs(form) and form.validate()
    if not good:
        return _page(form), 422
    answered = _record(form)
    if answered.case_id is not None:
        db.session.commit()
        return redirect(url_for("patrol.issued", case_id=answered.case_id), 303)
    form.refuse_for(answered.stops, answered.policies, answered.warnings)
    return _page(form, answered), 422


@pages.get("/patrol/record-by-post")
@allow(Permission.RECORD_PCN)
def blank_postal() -> str:
    """Show an empty form for a PCN that could not be given."""
    return _page(_offered(PostalForm()))


@pages.post("/patrol/record-by-post")
@allow(Permission.RECORD_PCN)
def record_postal() -> ResponseReturnValue:
    """Prepare the PCN to go by post, or say everything that stops it with everything typed kept."""
    form = PostalForm()
    _offered(form)
    good = _keep_photographs(form) and form.validate()
    if not good:
        return _page(form), 422
    answered = _record_postal(form)
    if answered.case_id is not None:
        db.session.commit()
        return redirect(url_for("patrol.issued", case_id=answered.case_id), 303)
    form.refuse_for(answered.stops, answered.policies, answered.warnings)
    return _page(form, answered), 422


@pages.get("/patrol/pcns/<uuid:case_id>")
@allow(Permission.RECORD_PCN)
def issued(case_id: UUID) -> str:
    """Show the number, the access code, the papers and what to do now."""
    council, session = current_council(), db.session()
    own = mine(session, authority=council.id, officer_id=current_user.id, case_id=case_id)
    found = became_of(session, authority=council.id, pcn_ref=own.pcn_ref)
    return render_template(
        "patrol/issued.html",
        pcn=found,
        mine=own,
        words=description(council, own.code, own.suffix, clock.day_of(own.contravention_at)),
        says=postal_becomes(held=found.held) if own.by_post else becomes(found.kept_because, held=found.held),
    )


@pages.get("/patrol/pcns/<uuid:case_id>/paper.a4.pdf")
@allow(Permission.RECORD_PCN)
@writes("records the first drawing of the PCN's paper")
def paper_a4(case_id: UUID) -> Response:
    """Return the PCN as an A4 page."""
    return _paper(case_id, Shape.A4)


@pages.get("/patrol/pcns/<uuid:case_id>/paper.80mm.pdf")
@allow(Permission.RECORD_PCN)
@writes("records the first drawing of the PCN's paper")
def paper_80mm(case_id: UUID) -> Response:
    """Return the PCN for an 80 mm roll."""
    return _paper(case_id, Shape.ROLL)


def _paper(case_id: UUID, shape: Shape) -> Response:
    council = current_council()
    found = mine(db.session(), authority=council.id, officer_id=current_user.id, case_id=case_id)
    return pdf(print_pcn(council=council, case_id=found.case_id, shape=shape, by=doors.staff(DOOR)), shape)


def _form() -> RecordForm:
    return _offered(RecordForm())


def _offered(form: RecordForm) -> RecordForm:
    """Offer the places and contraventions of today in a form."""
    council, now = current_council(), clock.now()
    places = [p for p in every_enforceable(db.session(), authority=council.id, at=now) if is_known(p)]
    form.offer(places, choices(places, council.law(clock.today()).contraventions), clock.today())
    return form


def _keep_photographs(form: RecordForm) -> bool:
    """Keep what was uploaded, whatever becomes of the rest of the form."""
    try:
        keep_uploads(
            db.session(),
            files=files(),
            authority=current_council().id,
            pcn_ref=form.ref,
            uploads=form.uploads(),
            at=clock.now(),
        )
    except EvidenceError as error:
        form.validate()
        form.refuse("photographs", str(error))
        return False
    db.session.commit()
    return True


def _record(form: RecordForm) -> Answered:
    council, session = current_council(), db.session()
    photographs = photographs_waiting(session, authority=council.id, pcn_ref=form.ref)
    return record_observed(
        session,
        council=council,
        draft=form.draft(officer_id=current_user.id, photographs=photographs),
        mark_checked=form.mark_checked.data,
        by=doors.staff(DOOR),
    )


def _record_postal(form: PostalForm) -> Answered:
    council, session = current_council(), db.session()
    photographs = photographs_waiting(session, authority=council.id, pcn_ref=form.ref)
    return record_by_post(
        session,
        council=council,
        draft=form.postal_draft(officer_id=current_user.id, photographs=photographs),
        mark_checked=form.mark_checked.data,
        by=doors.staff(DOOR),
    )


def _page(form: RecordForm, answered: Answered | None = None) -> str:
    waiting = photographs_waiting(db.session(), authority=current_council().id, pcn_ref=form.ref)
    asked = bool(answered and answered.warnings) or bool(form.mark_checked.data)
    warned = asked and form.mark.data is not None
    return render_template(
        "patrol/record.html",
        form=form,
        kept=len(waiting),
        warned=warned,
        by_post=isinstance(form, PostalForm),
    )
