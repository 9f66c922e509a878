"""Holding a case, and letting it go on."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.queries import CaseRow
from parking.cases.queries import case as find_case
from parking.desk.actions import hold_case, release_hold
from parking.desk.forms import HoldForm, ReleaseForm
from parking.desk.rules import RELEASED_BY
from parking.desk.views.room import at_the_desk, pages
from parking.people.permissions import Permission
from parking.people.sign_in import permissions_held
from parking.store.base import db
from parking.web.access import allow

MAY_RELEASE = tuple(sorted(set(RELEASED_BY.values())))


@pages.route("/desk/cases/<uuid:case>/hold", methods=["GET", "POST"])
@allow(Permission.HOLD_CASE)
def hold(case: UUID) -> ResponseReturnValue:
    """Ask why a case should stand still, then stop it."""
    row, form = _case(case), HoldForm()
    if form.validate_on_submit():
        hold_case(
            db.session(), council=current_council(), case_id=case, review_on=form.review_on.data,
            note=form.note.data, by=at_the_desk(),
        )  # fmt: skip
        db.session.commit()
        flash("The case is held. Nothing is sent until the hold is released.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return render_template("desk/hold.html", form=form, row=row, heading="Hold this case")


@pages.route("/desk/cases/<uuid:case>/holds/<uuid:hold_id>/release", methods=["GET", "POST"])
@allow(*MAY_RELEASE)
def release(case: UUID, hold_id: UUID) -> ResponseReturnValue:
    """Ask why a case may go on, then let it."""
    row, form = _case(case), ReleaseForm()
    if form.validate_on_submit():
        release_hold(
            db.session(), council=current_council(), case_id=case, hold_id=hold_id, note=form.note.data,
            permissions=permissions_held(), by=at_the_desk(),
        )  # fmt: skip
        db.session.commit()
        flash("The hold is released. The case goes on from where it stood.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return render_template("desk/hold.html", form=form, row=row, heading="Release this hold")


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)
