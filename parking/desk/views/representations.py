"""Representations in one case: what came, its points and answers, and each act of deciding them."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.claims.actions import answer_claim, list_claim
from parking.claims.queries import claim as find_claim
from parking.desk.offers import offer
from parking.desk.queries.evidence import evidence_to_choose
from parking.desk.representation_forms import (
    AcceptForm,
    AnswerForm,
    CapacityForm,
    LateForm,
    PointForm,
    ReceivedForm,
    RejectForm,
    id_or_none,
)
from parking.desk.views.acting import act_page
from parking.desk.views.deciding import Decision, decision
from parking.desk.views.room import pages
from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.representations.deciding import accept, decide_capacity, request_rejection
from parking.representations.kinds import Channel, WhyAdmitted, WhyDisregarded, Written
from parking.representations.late import admit_late, disregard_late
from parking.representations.receiving import receive
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow

NOTHING_YET = ("", "Nothing yet")
HERE = "desk.representations_page"


@pages.get("/desk/cases/<uuid:case>/representations")
@allow(Permission.SEE_CASE)
def representations_page(case: UUID) -> str:
    """Show what was written in a case, each point with its answer, and what can be done."""
    return render_template("desk/representations.html", page=_decision(case))


@pages.route("/desk/cases/<uuid:case>/representations/receive", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def receive_representations(case: UUID) -> ResponseReturnValue:
    """Ask what came in and when, then take it in."""
    form = ReceivedForm()
    form.offer(current_council().law(clock.today()).grounds)
    return act_page(
        case, form,
        lambda session, council, by: receive(
            session, council=council, case_id=case, written=_written(form), by=by
        ),
        heading="Record representations", back=HERE,
        intro=(
            "Anything written counts: the form of the notice, a letter or an email.",
            "If they came in time, the time to decide runs from the day they came.",
        ),
        done="The representations are recorded. A letter says that we have them.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/late", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def decide_late(case: UUID) -> ResponseReturnValue:
    """Ask whether late representations are considered after all, then decide."""
    form = LateForm()
    return act_page(
        case, form,
        lambda session, council, by: (
            admit_late(session, council=council, case_id=case, why=WhyAdmitted(form.why.data),
                       words=form.words.data, by=by)
            if form.why.data in set(WhyAdmitted)
            else disregard_late(session, council=council, case_id=case, by=by,
                                why=WhyDisregarded(form.why.data), words=form.words.data)
        ),
        heading="Decide about late representations", back=HERE,
        intro=(
            "These came after the last day. The law lets us disregard them; it does not make us.",
            "Look at this case: why they are late, what they say, and what is at stake.",
        ),
        done="Your decision is recorded.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/writer", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def decide_writer(case: UUID) -> ResponseReturnValue:
    """Ask in whose name representations were made, then decide it."""
    form = CapacityForm()
    form.evidence.choices = [("", "Nothing further"), *_evidence(case)]
    return act_page(
        case, form,
        lambda session, council, by: decide_capacity(
            session, council=council, case_id=case, capacity=Capacity(form.capacity.data),
            evidence_id=id_or_none(form.evidence.data), by=by,
        ),
        heading="Decide who wrote", back=HERE,
        intro=(
            "Until this is decided they count as formal, and their time runs.",
            "Somebody who may not write for the person on the notice gets a letter that says so.",
        ),
        done="Who wrote is decided.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/points", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def list_point(case: UUID) -> ResponseReturnValue:
    """Ask for one point that was made, then list it."""
    form = PointForm()
    return act_page(
        case, form,
        lambda session, council, by: list_claim(
            session, council=council, case_id=case, ground=RepresentationGround(form.ground.data),
            says=form.says.data, by=by,
        ),
        heading="List a point", back=HERE,
        intro=("List every point they make, one by one. Each needs its own answer before a rejection.",),
        done="The point is listed.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/points/<uuid:point>", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def answer_point(case: UUID, point: UUID) -> ResponseReturnValue:
    """Show one point and ask for its answer and what was looked at, then keep it."""
    form, page = AnswerForm(), _decision(case)
    form.evidence.choices = _evidence(case)
    row = find_claim(
        db.session(), authority=current_council().id, representation_id=page.open_id or case, claim_id=point
    )
    return act_page(
        case, form,
        lambda session, council, by: answer_claim(
            session, council=council, case_id=case, claim_id=point, answer=form.answer.data,
            evidence=[UUID(each) for each in form.evidence.data], by=by,
        ),
        heading="Answer a point", intro=(f"They say: {row.says}",), done="The answer is kept.", back=HERE,
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/accept", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def accept_representations(case: UUID) -> ResponseReturnValue:
    """Ask why representations are accepted, then accept them."""
    form = AcceptForm()
    return act_page(
        case, form,
        lambda session, council, by: accept(
            session, council=council, case_id=case, ground=RepresentationGround(form.ground.data),
            words=form.words.data, by=by,
        ),
        heading="Accept the representations",
        intro=(
            "The charge is cancelled and anything paid goes back. This can't be undone.",
            "A notice of acceptance waits in the print room.",
        ),
        done="The charge is cancelled. The notice of acceptance waits to be printed.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/representations/reject", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def reject_representations(case: UUID) -> ResponseReturnValue:
    """Show every point with its answer and ask for the decision, then ask for the notice."""
    form, page = RejectForm(), _decision(case)
    told = tuple(f"They say: {each.says} We answer: {each.answer or 'nothing yet.'}" for each in page.points)
    return act_page(
        case, form,
        lambda session, council, by: request_rejection(
            session, council=council, case_id=case, words=form.words.data, by=by
        ),
        heading="Reject the representations", intro=(*page.deadline, *told),
        done="The notice of rejection waits to be printed. Nothing is decided until it is served.",
    )  # fmt: skip


def _written(form: ReceivedForm) -> Written:
    return Written(
        received_on=form.received_on.data,
        channel=Channel(form.channel.data),
        capacity=Capacity(form.capacity.data),
        grounds=tuple(RepresentationGround(each) for each in form.grounds.data),
        text=form.text.data,
        writer=form.person if form.needs_person else None,
    )


def _evidence(case: UUID) -> list[tuple[str, str]]:
    return evidence_to_choose(db.session(), authority=current_council().id, case_id=case)


def _decision(case: UUID) -> Decision:
    return decision(db.session(), council=current_council(), case_id=case, on=clock.today())


offer(Step.REPRESENT, "desk.receive_representations", Permission.DECIDE_CASE, "Record representations")
offer(Step.REPRESENT_LATE, "desk.receive_representations", Permission.DECIDE_CASE, "Record representations")
offer(Step.ADMIT_LATE, "desk.decide_late", Permission.DECIDE_CASE, "Decide about late representations")
offer(Step.DISREGARD_LATE, "desk.decide_late", Permission.DECIDE_CASE, "Decide about late representations")
offer(Step.DECIDE_CAPACITY, "desk.decide_writer", Permission.DECIDE_CASE, "Decide who wrote")
offer(Step.LIST_CLAIM, "desk.list_point", Permission.DECIDE_CASE, "List a point that was made")
offer(Step.ANSWER_CLAIM, "desk.representations_page", Permission.DECIDE_CASE, "Answer the points")
offer(
    Step.ACCEPT_REPRESENTATIONS, "desk.accept_representations", Permission.DECIDE_CASE,
    "Accept the representations",
)  # fmt: skip
offer(
    Step.REQUEST_REJECTION, "desk.reject_representations", Permission.DECIDE_CASE,
    "Reject the representations",
)  # fmt: skip
