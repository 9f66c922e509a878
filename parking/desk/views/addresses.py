"""Doubting and checking an address, serving a notice again, and correcting a day of service."""

from __future__ import annotations

from uuid import UUID

from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.history.recovery import Served
from parking.desk.address_forms import LATER, AgainForm, CheckForm, DoubtForm, ServiceForm
from parking.desk.offers import offer
from parking.desk.queries.evidence import evidence_to_choose
from parking.desk.representation_forms import id_or_none
from parking.desk.views.acting import act_page
from parking.desk.views.room import pages
from parking.keepers.address import (
    CheckedAgainst,
    WhyAgain,
    WhyDoubted,
    check_address,
    doubt_address,
    serve_again,
)
from parking.keepers.service import correct_service
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.store.base import db
from parking.web.access import allow


@pages.route("/desk/cases/<uuid:case>/address/doubt", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def doubt_case_address(case: UUID) -> ResponseReturnValue:
    """Ask what makes the address doubtful, then record it."""
    form = DoubtForm()
    return act_page(
        case, form,
        lambda session, council, by: doubt_address(
            session, council=council, case_id=case, why=WhyDoubted(form.why.data), words=form.words.data,
            by=by,
        ),
        heading="Doubt the address",
        intro=("No charge certificate, registration or warrant follows until the address is checked.",),
        done="The doubt is recorded. Check the address next.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/address/check", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def check_case_address(case: UUID) -> ResponseReturnValue:
    """Ask what a check of the address found, then record it."""
    form = CheckForm()
    return act_page(
        case, form,
        lambda session, council, by: check_address(
            session, council=council, case_id=case, source=CheckedAgainst(form.source.data),
            different=form.different, by=by,
        ),
        heading="Check the address",
        intro=(
            "A different address before registration means that the notice is served again there.",
            "After registration the order for recovery is served again. We never just hand the case on.",
        ),
        done="The check is recorded.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/address/again", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def serve_notice_again(case: UUID) -> ResponseReturnValue:
    """Ask why a notice is served again, then cancel the one that went wrong."""
    form = AgainForm()
    return act_page(
        case, form,
        lambda session, council, by: serve_again(
            session, council=council, case_id=case, why=WhyAgain(form.why.data), by=by
        ),
        heading="Serve the notice again",
        intro=("The notice that went to the wrong address is cancelled. The new one has its full time.",),
        done="The notice is cancelled. Tonight asks for a new one if there is time to serve it.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/service", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def correct_day_of_service(case: UUID) -> ResponseReturnValue:
    """Ask when a paper really came and what shows it, then count everything from that day."""
    form = ServiceForm()
    known = evidence_to_choose(db.session(), authority=current_council().id, case_id=case)
    form.evidence.choices = [("", "The reasons I give here"), *known]
    return act_page(
        case, form,
        lambda session, council, by: correct_service(
            session, council=council, case_id=case, paper=Served(form.paper.data),
            served_on=form.served_on.data if form.came.data == LATER else None,
            evidence_id=id_or_none(form.evidence.data), words=form.words.data, by=by,
        ),
        heading="Correct a day of service",
        intro=(
            "Post is taken as served on the second working day after posting, unless the contrary is shown.",
            "Every day that follows from this service is counted anew.",
        ),
        done="The day of service is corrected.",
    )  # fmt: skip


offer(Step.DOUBT_ADDRESS, "desk.doubt_case_address", Permission.DECIDE_CASE, "Doubt the address")
offer(Step.CHECK_ADDRESS, "desk.check_case_address", Permission.DECIDE_CASE, "Check the address")
offer(Step.SERVE_AGAIN, "desk.serve_notice_again", Permission.DECIDE_CASE, "Serve the notice again")
offer(Step.CORRECT_SERVICE, "desk.correct_day_of_service", Permission.DECIDE_CASE, "Correct a day of service")
