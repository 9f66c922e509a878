"""Setting a hold of any kind that a person sets: first why, then the few facts it stands on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.queries import case as find_case
from parking.cases.record import By
from parking.desk.fairness_forms import (
    ME,
    ChooseHoldForm,
    FactsForm,
    InstalmentsForm,
    ReviewForm,
    TreatmentForm,
)
from parking.desk.rules import HOLD_TITLES
from parking.desk.views.attempting import attempt
from parking.desk.views.room import at_the_desk, pages
from parking.fairness.arrangements import Every, agree, shared_out, to_arrange
from parking.fairness.breathing import begin_breathing_space, begin_crisis, treatment_ended
from parking.fairness.holding import review_hold, set_hold
from parking.fairness.persons import other_cases
from parking.fairness.rules import BREATHING, SETTABLE
from parking.law.state import HoldKind
from parking.people.permissions import Permission
from parking.recovery.instructing import agents_to_tell
from parking.store.base import db
from parking.web.access import allow
from parking.web.forms import GovForm

NOTHING_MOVES = "The case is held. Nothing moves on until a person releases it."


@pages.route("/desk/cases/<uuid:case>/holds/new", methods=["GET", "POST"])
@allow(Permission.HOLD_CASE)
def choose_hold(case: UUID) -> ResponseReturnValue:
    """Ask why a case should stand still, then for the facts of that; the kind is never in an address."""
    asked = request.form.get("kind", "")
    if asked not in SETTABLE:
        form = ChooseHoldForm()
        form.validate_on_submit()
        return _page(case, form, "Hold this case")
    kind, fresh = HoldKind(asked), "chosen" not in request.form
    if kind is HoldKind.PAYMENT_ARRANGEMENT:
        plan = InstalmentsForm(formdata=None, kind=asked) if fresh else InstalmentsForm()
        return _done_or_page(case, plan, kind, lambda: _agree(case, plan))
    facts = FactsForm(formdata=None, kind=asked) if fresh else FactsForm()
    others = other_cases(db.session(), authority=current_council().id, case_id=case)
    facts.only(kind, others if kind in BREATHING else [])
    return _done_or_page(case, facts, kind, lambda: _hold(case, kind, facts))


@pages.route("/desk/cases/<uuid:case>/holds/<uuid:hold_id>/review", methods=["GET", "POST"])
@allow(Permission.HOLD_CASE)
def review(case: UUID, hold_id: UUID) -> ResponseReturnValue:
    """Look at a hold again and keep it, with an owner and a new day."""
    form = ReviewForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: review_hold(
            db.session(), council=current_council(), case_id=case, hold_id=hold_id, owner=owner_of(form),
            review_on=form.review_on.data, note=form.note.data, by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The hold stays. Somebody looks at it again on that day.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return _page(case, form, "Keep this hold")


@pages.route("/desk/cases/<uuid:case>/treatment", methods=["GET", "POST"])
@allow(Permission.HOLD_CASE)
def treatment(case: UUID) -> ResponseReturnValue:
    """Record that a treatment ended: the breathing space then has a last day."""
    form = TreatmentForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: treatment_ended(
            db.session(), council=current_council(), case_id=case, ended_on=form.ended_on.data,
            owner=at_the_desk().actor, note=form.note.data, by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The last day is counted. On the day after it, look at each hold and release it.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return _page(case, form, "The treatment has ended", "This counts for each of their cases.")


def owner_of(form: GovForm) -> str:
    """Return who looks after a hold: the person at the screen, or a role."""
    chosen = form["owner"].data
    return at_the_desk().actor if chosen == ME else str(chosen)


def _hold(case: UUID, kind: HoldKind, form: FactsForm) -> None:
    session, council, by, facts = db.session(), current_council(), at_the_desk(), form.facts
    others = [UUID(each) for each in form.others.data or ()] if "others" in form else []
    owner, note = owner_of(form), form.note.data
    if kind is HoldKind.BREATHING_SPACE:
        begin_breathing_space(
            session, council=council, case_id=case, others=others, reference=facts.reference,
            begins_on=form.begins_on.data, owner=owner, note=note, by=by,
        )  # fmt: skip
    elif kind is HoldKind.BREATHING_SPACE_CRISIS:
        begin_crisis(
            session, council=council, case_id=case, others=others, reference=facts.reference,
            begins_on=form.begins_on.data, review_on=form.review_on.data, owner=owner, note=note, by=by,
        )  # fmt: skip
    else:
        set_hold(
            session, council=council, case_id=case, kind=kind, facts=facts, owner=owner,
            review_on=form.review_on.data, note=note, by=by,
        )  # fmt: skip
    _tell_agents(session, council, by, [case, *others])


def _agree(case: UUID, form: InstalmentsForm) -> None:
    session, council, by = db.session(), current_council(), at_the_desk()
    every = Every(form.every.data)
    days = shared_out(to_arrange(session, council=council, case_id=case, last=form.first_on.data),
                      form.times.data, form.first_on.data, every)  # fmt: skip
    total = to_arrange(session, council=council, case_id=case, last=days[-1].on)
    agree(
        session, council=council, case_id=case, instalments=shared_out(total, len(days), days[0].on, every),
        owner=owner_of(form), note=form.note.data, by=by,
    )  # fmt: skip
    _tell_agents(session, council, by, [case])


def _tell_agents(session: Session, council: Council, by: By, cases: list[UUID]) -> None:
    for each in cases:
        agents_to_tell(session, council=council, by=by, case_id=each)


def _done_or_page(
    case: UUID, form: GovForm, kind: HoldKind, act: Callable[[], object]
) -> ResponseReturnValue:
    if "chosen" in request.form and form.validate_on_submit() and attempt(form, act):
        flash(NOTHING_MOVES)
        return redirect(url_for("desk.case_page", case=case), 303)
    return _page(case, form, HOLD_TITLES[kind], SETTABLE[kind])


def _page(case: UUID, form: GovForm, heading: str, *intro: str) -> str:
    row = find_case(db.session(), authority=current_council().id, case_id=case)
    return render_template("desk/act.html", form=form, row=row, heading=heading, intro=intro)
