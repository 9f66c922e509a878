"""Steps after the order for recovery, one page each: the form, one action, back to the case."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.court import Application
from parking.cases.queries import case as find_case
from parking.cases.record import By
from parking.desk.court_forms import (
    AnswerForm,
    ApplicationForm,
    DecidedForm,
    FreshNoticeForm,
    InstructForm,
    RecallForm,
    ReferForm,
    ReturnWarrantForm,
    RevokedForm,
)
from parking.desk.offers import offer
from parking.desk.views.room import at_the_desk, pages
from parking.law.state import WitnessGround
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.recovery.agents.current import agents_of
from parking.recovery.agents.messages import RecallReason
from parking.recovery.agents.outbox import send_to_agents
from parking.recovery.applications import answer_application, receive_application, refuse_application
from parking.recovery.current import court_of
from parking.recovery.enforcement_errors import EnforcementError
from parking.recovery.instructing import agents_to_tell, instruct_agent, recall_agent
from parking.recovery.statements import refer, revoke, serve_afresh
from parking.recovery.warrants import return_warrant
from parking.store.base import db
from parking.store.exchange.post import ExchangeError
from parking.web.access import allow
from parking.web.forms import GovForm
from parking.words import Reader, say

Do = Callable[[Session, Council, By], object]


@pages.route("/desk/cases/<uuid:case>/court/application", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def court_application(case: UUID) -> ResponseReturnValue:
    """Record an application the court told us of."""
    form = ApplicationForm()
    return _step(
        case, form, "Record an application to the court", "The application is recorded. Enforcement stops.",
        lambda session, council, by: receive_application(
            session, council=council, case_id=case, kind=Application(form.kind.data),
            notified_on=form.notified_on.data, ground=None, by=by,
        ),
        "Enforcement stops until the court decides. An agent who holds the case is told to wait.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/court/answer", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def court_answer(case: UUID) -> ResponseReturnValue:
    """Answer an application, within the working days."""
    form = AnswerForm()
    return _step(
        case, form, "Answer the application", "Our answer goes to the court tonight.",
        lambda session, council, by: answer_application(
            session, council=council, case_id=case, objects=form.objects.data == "yes",
            words=form.words.data, officer=current_user.id, officer_name=current_user.name,
            draft=court_of(council).draft, by=by,
        ),
        "The answer is certified in your name.",
        "If we stay silent, the court may grant the application.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/court/refused", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def court_refused(case: UUID) -> ResponseReturnValue:
    """Record that the court refused an application."""
    form = DecidedForm()
    return _step(
        case, form, "The court refused the application", "The refusal is recorded. Enforcement may go on.",
        lambda session, council, by: refuse_application(
            session, council=council, case_id=case, decided_on=form.decided_on.data, by=by
        ),
        "Enforcement may go on from where it stood.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/court/revoked", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def court_revoked(case: UUID) -> ResponseReturnValue:
    """Record that the court revoked the order for recovery."""
    form = RevokedForm()
    return _step(
        case, form, "The court revoked the order", "The order is revoked. Now decide what follows.",
        lambda session, council, by: revoke(
            session, council=council, case_id=case, ground=WitnessGround(form.ground.data),
            notified_on=form.notified_on.data, by=by,
        ),
        "This undoes the order, the charge certificate, the warrant and the agent's fees in one act.",
        "Money paid since the certificate is due back. An agent who holds the case is recalled.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/court/fresh-notice", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def fresh_notice(case: UUID) -> ResponseReturnValue:
    """Decide to serve a fresh notice after a revocation."""
    return _step(
        case, FreshNoticeForm(), "Serve a fresh notice", "A fresh notice follows. Check the address now.",
        lambda session, council, by: serve_afresh(session, council=council, case_id=case, by=by),
        "The person did not receive the notice. Check the address first: the notice goes there.",
        "If it is not fair to begin again, cancel the PCN instead.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/court/refer", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def refer_case(case: UUID) -> ResponseReturnValue:
    """Refer a case to the adjudicator after a revocation."""
    return _step(
        case, ReferForm(), "Refer the case to the adjudicator", "The case is referred to the adjudicator.",
        lambda session, council, by: refer(session, council=council, case_id=case, by=by),
        "On this ground no fresh notice may be served. The adjudicator says what happens next.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/agent/instruct", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def instruct(case: UUID) -> ResponseReturnValue:
    """Give a case to the enforcement agent."""
    form = InstructForm()
    return _step(
        case, form, "Instruct the enforcement agent", "The agent is instructed. Watch for the answer.",
        lambda session, council, by: instruct_agent(
            session, council=council, case_id=case, vulnerable=form.vulnerable.data,
            care=form.care.data or "", by=by,
        ),
        "The agent gets the debt, the name, the address and what you say here.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/agent/recall", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE, Permission.HOLD_CASE)
def recall(case: UUID) -> ResponseReturnValue:
    """Take a case back from the enforcement agent."""
    form = RecallForm()
    return _step(
        case, form, "Recall the case from the agent", "The recall is on its way. It stays red until heard.",
        lambda session, council, by: recall_agent(
            session, council=council, case_id=case, why=RecallReason(form.why.data), by=by
        ),
        "The agent must stop, and send the case back.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/warrant/give-up", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def give_up_warrant(case: UUID) -> ResponseReturnValue:
    """Give a warrant up before its months are over."""
    form = ReturnWarrantForm()
    return _step(
        case, form, "Give up the warrant", "The warrant is given up. The order stands.",
        lambda session, council, by: return_warrant(
            session, council=council, case_id=case, reason=form.why.data, by=by
        ),
        "A warrant is never renewed. To enforce again, ask the court for a new one.",
    )  # fmt: skip


def _step(case_id: UUID, form: GovForm, heading: str, done: str, do: Do, *intro: str) -> ResponseReturnValue:
    """Show a step's page; when its form is right take the step, or say in plain words why it can't be."""
    session, council = db.session(), current_council()
    find_case(session, authority=council.id, case_id=case_id)
    if form.validate_on_submit():
        by = at_the_desk()
        try:
            do(session, council, by)
            agents_to_tell(session, council=council, by=by, case_id=case_id)
        except StepRefusedError as refused:
            session.rollback()
            for reason in refused.reasons:
                form.refuse(None, say(reason, Reader.BACK_OFFICE))
        except EnforcementError as wrong:
            session.rollback()
            form.refuse(None, str(wrong))
        else:
            session.commit()
            _tell_agents(council, by)
            flash(done)
            return redirect(url_for("desk.case_page", case=case_id), 303)
    row = find_case(session, authority=council.id, case_id=case_id)
    return render_template("desk/act.html", heading=heading, intro=intro, form=form, row=row)


def _tell_agents(council: Council, by: By) -> None:
    """Send what waits for the agents now, not tonight: somebody may be at the door."""
    try:
        send_to_agents(agents_of(council), council=council, by=by)
    except (OSError, ExchangeError):
        flash("We could not reach the agents just now. The night sends it again; telephone if it can't wait.")


for _step_taken, _endpoint, _label in (
    (Step.APPLY_TO_COURT, "court_application", "Record an application to the court"),
    (Step.ANSWER_APPLICATION, "court_answer", "Answer the application"),
    (Step.REFUSE_APPLICATION, "court_refused", "Record that the court refused it"),
    (Step.REVOKE_ORDER, "court_revoked", "Record that the court revoked the order"),
    (Step.RESTART_AT_NOTICE, "fresh_notice", "Serve a fresh notice"),
    (Step.REFER_TO_ADJUDICATOR, "refer_case", "Refer the case to the adjudicator"),
    (Step.INSTRUCT_AGENT, "instruct", "Instruct the enforcement agent"),
    (Step.RECALL_AGENT, "recall", "Recall the case from the agent"),
    (Step.RETURN_WARRANT, "give_up_warrant", "Give up the warrant"),
):
    offer(_step_taken, f"desk.{_endpoint}", Permission.DECIDE_CASE, _label)
