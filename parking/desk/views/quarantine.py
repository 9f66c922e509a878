"""What failed its checks and waits for a person: released, or kept with a day to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.queries import CaseRow, cases_with
from parking.cases.queries import case as find_case
from parking.desk.actions import keep_hold, release_hold
from parking.desk.forms import KeepForm, ReleaseForm
from parking.desk.queries.quarantine import (
    Disputed,
    Quarantined,
    disputed,
    failed_checks,
    orders_not_attached,
    quarantined,
)
from parking.desk.views.room import at_the_desk, pages
from parking.desk.views.words import check_words
from parking.people.permissions import Permission
from parking.people.sign_in import permissions_held
from parking.store.base import db
from parking.web.access import allow
from parking.web.pages import Pages

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A PCN to decide about, with what it failed in words."""

    row: CaseRow
    hold_id: UUID
    recorded_at: datetime
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twice:
    """A number given twice: what was sent last, and the case that has the number."""

    sent: Disputed
    number: str
    first: CaseRow | None


@pages.get("/desk/quarantine")
@allow(Permission.REVIEW_QUARANTINE)
def quarantine() -> str:
    """List every PCN that failed its checks, every number given twice, and every order without a text."""
    session, council = db.session(), current_council()
    found = quarantined(session, authority=council.id)
    shown = Pages.asked(request.args.get("page"), per_page=PER_PAGE, total=len(found))
    return render_template(
        "desk/quarantine.html",
        pages=shown,
        waiting=[_waiting(session, council, each) for each in found[shown.offset : shown.last_row]],
        twice=[_twice(session, council, each) for each in disputed(session, authority=council.id)],
        orders=orders_not_attached(session, authority=council.id),
    )


@pages.route("/desk/quarantine/<uuid:case>/<uuid:hold_id>/release", methods=["GET", "POST"])
@allow(Permission.REVIEW_QUARANTINE)
def release_from_quarantine(case: UUID, hold_id: UUID) -> ResponseReturnValue:
    """Ask why a PCN may go on though it failed its checks, then let it."""
    row, form = _case(case), ReleaseForm()
    if form.validate_on_submit():
        release_hold(
            db.session(), council=current_council(), case_id=case, hold_id=hold_id, note=form.note.data,
            permissions=permissions_held(), by=at_the_desk(),
        )  # fmt: skip
        db.session.commit()
        flash("The PCN is released. It goes on like any other.")
        return redirect(url_for("desk.quarantine"), 303)
    return render_template("desk/hold.html", form=form, row=row, heading="Release this PCN")


@pages.route("/desk/quarantine/<uuid:case>/<uuid:hold_id>/keep", methods=["GET", "POST"])
@allow(Permission.REVIEW_QUARANTINE)
def keep_in_quarantine(case: UUID, hold_id: UUID) -> ResponseReturnValue:
    """Ask why a PCN stays held and until when, then note it."""
    row, form = _case(case), KeepForm()
    if form.validate_on_submit():
        keep_hold(
            db.session(), council=current_council(), case_id=case, hold_id=hold_id,
            review_on=form.review_on.data, note=form.note.data, by=at_the_desk(),
        )  # fmt: skip
        db.session.commit()
        flash("The PCN stays held until somebody looks at it again.")
        return redirect(url_for("desk.quarantine"), 303)
    return render_template("desk/hold.html", form=form, row=row, heading="Keep this PCN held")


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)


def _waiting(session: Session, council: Council, each: Quarantined) -> Waiting:
    failed = failed_checks(session, council=council, row=each.row, began=each.began, at=each.recorded_at)
    words = tuple(check_words(code, reason) for code, reason in failed.items())
    return Waiting(each.row, each.hold_id, each.recorded_at, words)


def _twice(session: Session, council: Council, sent: Disputed) -> Twice:
    number = str(sent.body.get("number", ""))
    first = cases_with(session, authority=council.id, number=number)
    return Twice(sent, number, first[0] if first else None)
