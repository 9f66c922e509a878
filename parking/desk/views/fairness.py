"""What a person needs from us, the letter to a family, and print runs whose count differs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.queries import case as find_case
from parking.desk.fairness_forms import AdjustmentForm, CountForm, ExplainForm, FamilyForm
from parking.desk.forms import EmptyForm
from parking.desk.views.attempting import attempt
from parking.desk.views.room import at_the_desk, pages
from parking.fairness.adjustments import Needs, adjustments_of, end_adjustment, note_adjustment
from parking.fairness.family_letter import write_to_family
from parking.fairness.print_differences import run_differs, run_explained
from parking.notices.queries import run
from parking.people.permissions import Permission
from parking.store.base import db
from parking.web.access import allow
from parking.web.forms import GovForm


@pages.route("/desk/cases/<uuid:case>/adjustments", methods=["GET", "POST"])
@allow(Permission.SEE_CASE)
def adjustments(case: UUID) -> ResponseReturnValue:
    """Show what the person liable needs, and note more of it: anybody who speaks with them may."""
    session, council, form = db.session(), current_council(), AdjustmentForm()
    row = find_case(session, authority=council.id, case_id=case)
    done = form.validate_on_submit() and attempt(
        form,
        lambda: note_adjustment(
            session, council=council, case_id=case, kind=Needs(form.kind.data), words=form.words.data or "",
            by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("We keep this for all their cases.")
        return redirect(url_for("desk.adjustments", case=case), 303)
    party = row.liable_party_id
    rows = adjustments_of(session, authority=council.id, party_id=party) if party else []
    return render_template(
        "desk/adjustments.html", form=form, row=row, rows=rows, empty=EmptyForm(formdata=None)
    )


@pages.post("/desk/cases/<uuid:case>/adjustments/<uuid:adjustment_id>/end")
@allow(Permission.SEE_CASE)
def end_of_adjustment(case: UUID, adjustment_id: UUID) -> ResponseReturnValue:
    """Note that a person no longer needs something."""
    end_adjustment(
        db.session(), council=current_council(), case_id=case, adjustment_id=adjustment_id, by=at_the_desk()
    )
    db.session.commit()
    flash("They no longer need this.")
    return redirect(url_for("desk.adjustments", case=case), 303)


@pages.route("/desk/cases/<uuid:case>/family-letter", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def family_letter(case: UUID) -> ResponseReturnValue:
    """Write to the family of somebody who died: the one letter that may still go."""
    form = FamilyForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: write_to_family(
            db.session(), council=current_council(), case_id=case, name=form.name.data, address=form.lines,
            postcode=form.postcode.data.upper(), by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The letter goes with the next post.")
        return redirect(url_for("desk.case_page", case=case), 303)
    row = find_case(db.session(), authority=current_council().id, case_id=case)
    intro = ("The letter says that we are sorry, and that they have nothing to do. It names no sum.",)
    return render_template("desk/act.html", form=form, row=row, heading="Write to the family", intro=intro)


@pages.route("/desk/print/runs/<uuid:run_id>/count", methods=["GET", "POST"])
@allow(Permission.PRINT)
def run_count(run_id: UUID) -> ResponseReturnValue:
    """Record that the count of a run differs: each of its cases is held."""
    form = CountForm()
    return _about_run(
        run_id, form, "The count differs", "The cases are held until somebody explains the difference.",
        lambda: run_differs(
            db.session(), council=current_council(), run_id=run_id, counted=form.counted.data or 0,
            owner=at_the_desk().actor, note=form.note.data, by=at_the_desk(),
        ),
    )  # fmt: skip


@pages.route("/desk/print/runs/<uuid:run_id>/explained", methods=["GET", "POST"])
@allow(Permission.PRINT)
def run_explanation(run_id: UUID) -> ResponseReturnValue:
    """Record why the count of a run differed: its cases are released."""
    form = ExplainForm()
    return _about_run(
        run_id, form, "The difference is explained", "The cases are released.",
        lambda: run_explained(
            db.session(), council=current_council(), run_id=run_id, note=form.note.data, by=at_the_desk()
        ),
    )  # fmt: skip


def _about_run(
    run_id: UUID, form: GovForm, heading: str, done: str, act: Callable[[], object]
) -> ResponseReturnValue:
    row = run(db.session(), authority=current_council().id, run_id=run_id)
    if form.validate_on_submit() and attempt(form, act):
        flash(done)
        return redirect(url_for("desk.run_page", run_id=run_id), 303)
    return render_template("desk/run_count.html", form=form, run=row, heading=heading)
