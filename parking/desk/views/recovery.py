"""Recovery at the desk: what waits on the way to the court, and the acts on one case."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.queries import case as find_case
from parking.cases.record import load_unlocked, question
from parking.desk.forms import EmptyForm
from parking.desk.offers import offer
from parking.desk.recovery_forms import CancelCertificateForm, SendOrderForm, WithdrawRegistrationForm
from parking.desk.views.room import at_the_desk, pages
from parking.desk.views.words import reason_words
from parking.law.journey import what_stops
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.recovery.alarms import premature, sent_to_a_wrong_address, too_late
from parking.recovery.certificates import CancelledBecause, cancel_certificate
from parking.recovery.orders import WithdrawnBecause, request_order, withdraw_registration
from parking.recovery.queries import batches, replies_in
from parking.recovery.rules import WORDS, Trouble
from parking.recovery.worklists import Waiting, ready, rejected, waiting_for
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow
from parking.web.forms import GovForm

SHOWN = 100
_CERTIFICATES = (Step.REQUEST_CHARGE_CERTIFICATE, Step.SERVE_CHARGE_CERTIFICATE)
_ORDERS = (Step.REQUEST_ORDER, Step.SERVE_ORDER)


@pages.get("/desk/recovery")
@allow(Permission.SEE_RECOVERY)
def recovery() -> str:
    """Show what waits on the way to the court, what is there, and what came back wrong."""
    session, council, today = db.session(), current_council(), clock.today()
    return render_template(
        "desk/recovery.html",
        form=EmptyForm(formdata=None),
        premature=[(one, reason_words(one.because)) for one in premature(session, council=council)],
        too_late=[(one, reason_words(one.because)) for one in too_late(session, council=council)],
        wrong_address=sent_to_a_wrong_address(session, council=council),
        certificates=_waiting(session, council, _CERTIFICATES),
        orders=_waiting(session, council, _ORDERS),
        ready=len(ready(session, authority=council.id, on=today)),
        batches=batches(session, authority=council.id),
        rejected=rejected(session, authority=council.id),
        answers=[
            (row, WORDS[Trouble(row.trouble)])
            for state in ("exception", "waiting")
            for row in replies_in(session, authority=council.id, state=state, most=SHOWN)
            if row.trouble is not None
        ],
        today=today,
    )


@pages.route("/desk/cases/<uuid:case>/cancel-certificate", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def cancel_the_certificate(case: UUID) -> ResponseReturnValue:
    """Ask why a charge certificate is cancelled, then cancel it."""
    form = CancelCertificateForm()

    def cancel(session: Session, council: Council) -> None:
        cancel_certificate(
            session, council=council, case_id=case, because=CancelledBecause(form.because.data),
            note=form.note.data, by=at_the_desk(),
        )  # fmt: skip

    return _act(
        case, form, cancel,
        heading="Cancel the charge certificate",
        intro=(
            "The charge goes back to what it was before the certificate. What was paid above it is due back.",
            "The case stands where it stood. A new certificate may follow when its day has come.",
        ),
        done="The charge certificate is cancelled.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/withdraw-registration", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def withdraw_the_registration(case: UUID) -> ResponseReturnValue:
    """Ask why a registered debt is given up, then give it up."""
    form = WithdrawRegistrationForm()

    def withdraw(session: Session, council: Council) -> None:
        withdraw_registration(
            session, council=council, case_id=case, because=WithdrawnBecause(form.because.data),
            note=form.note.data, by=at_the_desk(),
        )  # fmt: skip

    return _act(
        case, form, withdraw,
        heading="Withdraw the registration",
        intro=(
            "The order for recovery and any warrant fall. The court's fee comes off.",
            "The case stands at its charge certificate. The next batch asks the court to take it back.",
        ),
        done="The registration is withdrawn. The court is asked to take it back with the next batch.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/order-for-recovery", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def send_the_order(case: UUID) -> ResponseReturnValue:
    """Ask the print room for an order for recovery, to the address now known."""
    form = SendOrderForm()

    def send(session: Session, council: Council) -> None:
        request_order(session, council=council, case_id=case, by=at_the_desk())

    return _act(
        case, form, send,
        heading="Send the order for recovery",
        intro=(
            "It goes with the next print run, to the person liable at the address we now have.",
            "Put the court's form TE9 behind the last sheet.",
        ),
        done="The print room is asked for the order for recovery.",
    )  # fmt: skip


def _act(
    case_id: UUID,
    form: GovForm,
    act: Callable[[Session, Council], None],
    *,
    heading: str,
    intro: tuple[str, ...],
    done: str,
) -> ResponseReturnValue:
    """Show one act on one case, or do it; what the law refuses is said on the page."""
    session, council = db.session(), current_council()
    row = find_case(session, authority=council.id, case_id=case_id)
    status = 200
    if form.validate_on_submit():
        try:
            act(session, council)
        except StepRefusedError as refused:
            session.rollback()
            for reason in refused.reasons:
                form.refuse(None, reason_words(reason))
            status = StepRefusedError.status
        else:
            session.commit()
            flash(done)
            return redirect(url_for("desk.case_page", case=case_id), 303)
    return render_template("desk/act.html", form=form, row=row, heading=heading, intro=intro), status


def _waiting(session: Session, council: Council, steps: tuple[Step, ...]) -> list[tuple[Waiting, str]]:
    """Return the cases in which one of these steps is due, each with what stops it."""
    found = waiting_for(session, authority=council.id, steps=steps, on=clock.today(), most=SHOWN)
    return [(one, _stopped_by(session, council, one)) for one in found]


def _stopped_by(session: Session, council: Council, one: Waiting) -> str:
    state = load_unlocked(session, authority=council.id, case_id=one.row.id).state
    step = Step(one.row.next_step or "")
    if step in {Step.SERVE_CHARGE_CERTIFICATE, Step.SERVE_ORDER}:
        waits = "Waits for the print room."
    else:
        waits = "Goes to the print room tonight."
    stops = what_stops(step, question(council, state, clock.now()))
    return " ".join(reason_words(stop.because) for stop in stops) or waits


offer(
    Step.CANCEL_CERTIFICATE, "desk.cancel_the_certificate", Permission.DECIDE_CASE,
    "Cancel the charge certificate",
)  # fmt: skip
offer(
    Step.WITHDRAW_REGISTRATION, "desk.withdraw_the_registration", Permission.DECIDE_CASE,
    "Withdraw the registration",
)  # fmt: skip
offer(Step.REQUEST_ORDER, "desk.send_the_order", Permission.DECIDE_CASE, "Send the order for recovery")
