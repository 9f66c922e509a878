"""What waits after the order for recovery: at the court, for a warrant, with the enforcement agents."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from parking.authorities.current import current_council
from parking.authorities.policies import PolicyKind
from parking.cases.errors import StepRefusedError
from parking.desk.court_forms import WarrantsForm
from parking.desk.enforcement_tables import (
    agents_table,
    applications_table,
    batches_table,
    exceptions_of,
    fees_table,
    refunds_table,
    revoked_table,
    unheard_table,
    without_agent_table,
)
from parking.desk.forms import EmptyForm
from parking.desk.views.room import at_the_desk, pages
from parking.people.permissions import Permission
from parking.recovery import enforcement_queries as queries
from parking.recovery.agents.current import agents_of
from parking.recovery.agents.outbox import send_to_agents
from parking.recovery.agents_news import hear_agents
from parking.recovery.current import court_of
from parking.recovery.enforcement_errors import EnforcementError
from parking.recovery.reports import settle
from parking.recovery.warrants import request_warrants
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.fields import choice
from parking.web.filters import plural, short_date


@pages.get("/desk/court")
@allow(Permission.SEE_RECOVERY)
def court_list() -> str:
    """List applications by their last day, revoked cases, refunds owed and messages that fit nothing."""
    session, council, today = db.session(), current_council(), clock.today()
    alarm = timedelta(days=council.policies.value(PolicyKind.REFUND_ALARM_DAYS, today))
    return render_template(
        "desk/court.html",
        applications=applications_table(queries.applications_waiting(session, authority=council.id), today),
        revoked=revoked_table(queries.revoked_cases(session, authority=council.id), today),
        refunds=refunds_table(queries.refunds_owed(session, authority=council.id), today, alarm),
        exceptions=exceptions_of(queries.exceptions(session, authority=council.id)),
        form=EmptyForm(formdata=None),
    )


@pages.post("/desk/court/reports/<uuid:report>/settle")
@allow(Permission.DECIDE_CASE)
def settle_report(report: UUID) -> ResponseReturnValue:
    """Note that a message that fitted nothing was dealt with."""
    settle(db.session(), council=current_council(), report_id=report, by=at_the_desk())
    db.session.commit()
    flash("The message is noted as dealt with.")
    return redirect(url_for("desk.court_list", _anchor="exceptions"), 303)


@pages.get("/desk/warrants")
@allow(Permission.SEE_RECOVERY)
def warrants() -> str:
    """List what may be asked for, what was asked for, and warrants that no agent has."""
    return _warrants(_form(WarrantsForm(formdata=None)))


@pages.post("/desk/warrants")
@allow(Permission.CERTIFY_DEBT)
def ask_for_warrants() -> ResponseReturnValue:
    """Certify what is owed in the chosen cases, and ask the court for a warrant in each."""
    form, council, by = _form(WarrantsForm()), current_council(), at_the_desk()
    if not form.validate_on_submit():
        return _warrants(form)
    try:
        asked = request_warrants(
            db.session(), council=council, case_ids=[UUID(each) for each in form.cases.data],
            officer=current_user.id, officer_name=current_user.name, draft=court_of(council).draft, by=by,
        )  # fmt: skip
    except (EnforcementError, StepRefusedError) as wrong:
        db.session.rollback()
        form.refuse(None, str(wrong))
        return _warrants(form)
    db.session.commit()
    flash(f"Batch {asked.batch.number} is certified: {plural(asked.batch.count, 'case')}. It goes tonight.")
    if asked.left_out:
        flash(f"{plural(len(asked.left_out), 'case')} left out: each case page says why.")
    return redirect(url_for("desk.warrants"), 303)


@pages.get("/desk/agents")
@allow(Permission.SEE_RECOVERY)
def agents() -> str:
    """List recalls nobody acknowledged, cases with agents, and messages that went unheard."""
    session, council, today = db.session(), current_council(), clock.today()
    out = queries.agents_out(session, authority=council.id)
    return render_template(
        "desk/agents.html",
        recalled=agents_table(
            "Recalled and not acknowledged: telephone the agent",
            [each for each in out if each.state == "recalled"], today,
        ),
        out=agents_table("With the agents", [each for each in out if each.state == "out"], today),
        unheard=unheard_table(queries.unheard(session, authority=council.id)),
        fees=fees_table(queries.fees_to_return(session, authority=council.id)),
        form=EmptyForm(formdata=None),
    )  # fmt: skip


@pages.post("/desk/agents/exchange")
@allow(Permission.DECIDE_CASE)
def exchange_with_agents() -> ResponseReturnValue:
    """Send the agents what waits for them, and read what they sent, now."""
    council, by = current_council(), at_the_desk()
    sent = send_to_agents(agents_of(council), council=council, by=by)
    heard = hear_agents(agents_of(council), council=council, by=by)
    flash(f"{plural(sent, 'message')} sent, {plural(heard.done, 'message')} read.")
    if heard.exceptions:
        flash(f"{plural(heard.exceptions, 'message')} need a person: see the court page.")
    return redirect(url_for("desk.agents"), 303)


def _warrants(form: WarrantsForm) -> str:
    session, council, today = db.session(), current_council(), clock.today()
    return render_template(
        "desk/warrants.html",
        form=form,
        batches=batches_table(queries.batches(session, authority=council.id)),
        without=without_agent_table(queries.warrants_without_agent(session, authority=council.id), today),
    )


def _form(form: WarrantsForm) -> WarrantsForm:
    """Return the form with every case that may go now to choose from."""
    due = queries.warrants_due(db.session(), authority=current_council().id, on=clock.today())
    form.cases.choices = [
        choice(
            str(each.case_id), each.number, hint=f"due since {short_date(each.since)}" if each.since else ""
        )
        for each in due
    ]
    return form
