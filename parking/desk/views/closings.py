"""Endings at the desk: cancel, write off, undo a slip, look again, and the report nobody can switch off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.queries import CaseRow
from parking.cases.queries import case as find_case
from parking.cases.record import By
from parking.closing.actions import Kept, cancel, look_again, reopen, tell, write_off
from parking.closing.interests import Whose as WhoseVehicle
from parking.closing.interests import declare_interest, end_interest, interests_of
from parking.closing.queries import decision, exception_totals, exceptions, second_looks_due
from parking.closing.reasons import Kind, every_reason
from parking.desk.closing_forms import WHOSE, ClosingForm, InterestForm, LookForm, ToldForm
from parking.desk.forms import EmptyForm
from parking.desk.offers import offer
from parking.desk.queries.cases import cases_named
from parking.desk.views.attempting import attempt
from parking.desk.views.closing_tables import decided_table, looks_table, totals_table
from parking.desk.views.room import at_the_desk, pages
from parking.desk.views.words import who
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.people.queries import names_of
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.forms import GovForm

REPORT_DAYS = 90
DECIDE, LOOK = Permission.DECIDE_CASE, Permission.LOOK_AGAIN
offer(Step.CANCEL, "desk.cancel_case", DECIDE, "Cancel the PCN")
offer(Step.WRITE_OFF, "desk.write_off_case", DECIDE, "Write off what is owed")
offer(Step.REOPEN, "desk.reopen_case", DECIDE, "Undo a slip")
offer(Step.TELL_CLOSING, "desk.told", DECIDE, "Record that they were told")


class Act(Protocol):
    """What ends a case, or undoes that."""

    def __call__(
        self, session: Session, *, council: Council, case_id: UUID, reason: str, text: str, by: By
    ) -> Kept: ...


@pages.get("/desk/closings")
@allow(LOOK)
def closings() -> str:
    """Show every case a person ended lately, by person and reason, and what waits for a second look."""
    session, authority, today = db.session(), current_council().id, clock.today()
    since = clock.days_after(today, -REPORT_DAYS)
    rows = exceptions(session, authority=authority, since=since, until=today)
    due = second_looks_due(session, authority=authority)
    named = cases_named(session, authority=authority, ids=[row.case_id for row in (*rows, *due)])
    names = names_of(session, authority=authority)
    return render_template(
        "desk/closings.html",
        since=since,
        looks=looks_table(due, named, names),
        totals=totals_table(exception_totals(session, authority=authority, since=since, until=today), names),
        decided=decided_table(rows, named, names),
    )


@pages.route("/desk/cases/<uuid:case>/cancel", methods=["GET", "POST"])
@allow(DECIDE)
def cancel_case(case: UUID) -> ResponseReturnValue:
    """Cancel a charge at the council's discretion."""
    sentence = "Nothing more is asked of anybody, and anything that was paid goes back."
    return _end(case, Kind.CANCELLED, cancel, "Cancel this PCN", sentence, "The PCN is cancelled.")


@pages.route("/desk/cases/<uuid:case>/write-off", methods=["GET", "POST"])
@allow(DECIDE)
def write_off_case(case: UUID) -> ResponseReturnValue:
    """Give up what is owed."""
    sentence = "What was paid stays paid. What is still owed is given up."
    return _end(
        case, Kind.WRITTEN_OFF, write_off, "Write off this case", sentence, "The case is written off."
    )


@pages.route("/desk/cases/<uuid:case>/reopen", methods=["GET", "POST"])
@allow(DECIDE)
def reopen_case(case: UUID) -> ResponseReturnValue:
    """Undo a closing that was a slip and that nobody was told of."""
    sentence = "Only a slip that nobody was told of can be undone."
    return _end(case, Kind.REOPENED, reopen, "Undo a slip", sentence, "The case is open again.")


@pages.route("/desk/cases/<uuid:case>/told", methods=["GET", "POST"])
@allow(DECIDE)
def told(case: UUID) -> ResponseReturnValue:
    """Record that the motorist learned how a case ended."""
    form = ToldForm()
    sentence = "From now on the ending can't be undone as a slip."
    return _act(
        case, form, "They were told how it ended", sentence, "Recorded.",
        lambda: tell(
            db.session(), council=current_council(), case_id=case, on=clock.today(), how=form.how.data,
            by=at_the_desk(),
        ),
    )  # fmt: skip


@pages.route("/desk/closings/<uuid:decision_id>/look", methods=["GET", "POST"])
@allow(LOOK)
def second_look(decision_id: UUID) -> ResponseReturnValue:
    """Look again at what somebody else decided."""
    session, council = db.session(), current_council()
    found, form = decision(session, authority=council.id, decision_id=decision_id), LookForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: look_again(
            session, council=council, decision_id=decision_id, agrees=form.agrees.data == "yes",
            text=form.text.data, by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("Your second look is recorded.")
        return redirect(url_for("desk.closings"), 303)
    by = who(found.decided_by, names_of(session, authority=council.id))
    decided = f"Decided by {by}: {every_reason()[found.reason].says}. {found.given_up} given up."
    intro = (decided, found.text)
    return render_template(
        "desk/act.html", form=form, row=_case(found.case_id), heading="Look again", intro=intro
    )


@pages.route("/desk/interests", methods=["GET", "POST"])
@allow(DECIDE, LOOK)
def interests() -> ResponseReturnValue:
    """Let staff declare the vehicles they will not judge."""
    session, council, form, by = db.session(), current_council(), InterestForm(), at_the_desk()
    if form.validate_on_submit() and form.mark.data is not None:
        declare_interest(
            session, council=council, user_id=current_user.id, mark=form.mark.data,
            whose=WhoseVehicle(form.whose.data), by=by,
        )  # fmt: skip
        session.commit()
        flash("Declared. Somebody else decides about this vehicle.")
        return redirect(url_for("desk.interests"), 303)
    rows = interests_of(session, council=council, user_id=current_user.id, on=clock.today())
    return render_template(
        "desk/interests.html", form=form, rows=rows, whose=WHOSE, empty=EmptyForm(formdata=None),
        heading="Vehicles you will not judge", back="desk.landing",
    )  # fmt: skip


@pages.post("/desk/interests/<uuid:interest>/end")
@allow(DECIDE, LOOK)
def end_own_interest(interest: UUID) -> ResponseReturnValue:
    """End one's own interest from tomorrow."""
    end_interest(
        db.session(), council=current_council(), user_id=current_user.id, interest_id=interest,
        by=at_the_desk(),
    )  # fmt: skip
    db.session.commit()
    flash("Ended. It still stands today.")
    return redirect(url_for("desk.interests"), 303)


def _end(case: UUID, kind: Kind, act: Act, heading: str, sentence: str, said: str) -> ResponseReturnValue:
    form = ClosingForm()
    form.offer_reasons(kind)
    return _act(
        case, form, heading, sentence, said,
        lambda: act(
            db.session(), council=current_council(), case_id=case, reason=form.reason.data,
            text=form.text.data, by=at_the_desk(),
        ),
    )  # fmt: skip


def _act(
    case: UUID, form: GovForm, heading: str, sentence: str, said: str, act: Callable[[], object]
) -> ResponseReturnValue:
    row = _case(case)
    if form.validate_on_submit() and attempt(form, act):
        flash(said)
        return redirect(url_for("desk.case_page", case=case), 303)
    return render_template("desk/act.html", form=form, row=row, heading=heading, intro=(sentence,))


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)
