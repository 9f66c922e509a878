"""The pages of one appeal: what the tribunal said, our documents, giving up, answering a recommendation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.errors import StepRefusedError
from parking.cases.queries import CaseRow
from parking.cases.queries import case as find_case
from parking.desk.errors import FileGoneError
from parking.desk.offers import offer
from parking.desk.queries.tribunal import pack_sent
from parking.desk.tribunal_forms import (
    AcceptRecommendationForm,
    DocumentsForm,
    FromTribunalForm,
    NotContestForm,
    RefuseRecommendationForm,
    Told,
)
from parking.desk.views.files import kept
from parking.desk.views.room import at_the_desk, pages
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.store.base import db
from parking.store.current import files
from parking.store.session import writing
from parking.tribunal import actions
from parking.tribunal.current import tribunal_of
from parking.tribunal.errors import DoesNotFitError, TribunalError
from parking.tribunal.exhibits import exhibits_of
from parking.tribunal.from_tribunal import (
    AppealDecided,
    AppealNotified,
    AppealWithdrawn,
    Direction,
    FromTribunal,
    Leave,
    Outcome,
)
from parking.tribunal.inbox import because, take_by_hand
from parking.tribunal.pack import make_pack
from parking.tribunal.sending import send_now
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber
from parking.web.access import allow
from parking.web.forms import GovForm

_DECIDED: dict[Told, tuple[Outcome, tuple[Direction, ...]]] = {
    Told.REFUSED: (Outcome.REFUSED, ()),
    Told.CANCEL_PCN: (Outcome.ALLOWED, (Direction.CANCEL_PCN, Direction.REFUND)),
    Told.CANCEL_NOTICE: (Outcome.ALLOWED, (Direction.CANCEL_NOTICE,)),
    Told.RECOMMENDED: (Outcome.RECOMMENDED, ()),
    Told.CONSENT: (Outcome.CONSENT, ()),
}
_RECORDED = {
    Step.APPEAL: "Record an appeal",
    Step.REFER_APPEAL_TO_LEGAL: "Record an appeal while the debt is at court",
    Step.WITHDRAW_APPEAL: "Record that the appeal was withdrawn",
    Step.ALLOW_APPEAL: "Record that the appeal was allowed",
    Step.REFUSE_APPEAL: "Record that the appeal was refused",
    Step.SETTLE_APPEAL: "Record that the appeal was closed by consent",
    Step.RECOMMEND: "Record the adjudicator's recommendation",
}
for _step, _label in _RECORDED.items():
    offer(_step, "desk.record_from_tribunal", Permission.DECIDE_CASE, _label)
offer(Step.DELIVER_APPEAL_DOCUMENTS, "desk.appeal_documents", Permission.DECIDE_CASE, "Send our documents")
offer(Step.NOT_CONTEST, "desk.not_contest", Permission.DECIDE_CASE, "Do not contest the appeal")
offer(
    Step.ACCEPT_RECOMMENDATION, "desk.accept_recommendation", Permission.DECIDE_CASE,
    "Follow the recommendation",
)  # fmt: skip
offer(
    Step.REQUEST_RECOMMENDATION_REFUSAL, "desk.refuse_recommendation", Permission.DECIDE_CASE,
    "Refuse the recommendation",
)  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/appeal/record", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def record_from_tribunal(case: UUID) -> ResponseReturnValue:
    """Record what the tribunal said by letter, email or telephone."""
    row, form, council, by = _case(case), FromTribunalForm(), current_council(), at_the_desk()

    def act() -> None:
        take_by_hand(council=council, case_id=case, message=_said(row, form), by=by)

    intro = ["Messages the tribunal sends electronically are recorded by themselves. Record only others."]
    return _page(form, row, "Record what the tribunal said", intro, act, "It is recorded.")


@pages.route("/desk/cases/<uuid:case>/appeal/documents", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def appeal_documents(case: UUID) -> ResponseReturnValue:
    """Show what goes to the tribunal, then send it."""
    row, form = _case(case), DocumentsForm()
    holds = exhibits_of(db.session(), current_council(), files(), case)
    intro = [
        "These go to the tribunal in one file, with an index, your summary and the history of the case:",
        *(f"{each.title}." for each in holds),
    ]
    return _page(form, row, "Send our documents to the tribunal", intro, lambda: _deliver(case, form),
                 "The documents are kept, and go to the tribunal now or tonight.")  # fmt: skip


@pages.get("/desk/cases/<uuid:case>/appeal/pack.pdf")
@allow(Permission.SEE_CASE)
def appeal_pack(case: UUID) -> Response:
    """Show the newest pack that was sent to the tribunal."""
    sha256 = pack_sent(db.session(), authority=current_council().id, case_id=case)
    if sha256 is None:
        raise FileGoneError("no documents were sent for this case")
    return Response(kept(sha256), mimetype="application/pdf")


@pages.route("/desk/cases/<uuid:case>/appeal/not-contest", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def not_contest(case: UUID) -> ResponseReturnValue:
    """Ask why an appeal is given up, then end the charge."""
    row, form = _case(case), NotContestForm()

    def act() -> None:
        with writing(authority=current_council().id) as session:
            actions.not_contest(
                session, council=current_council(), case_id=case, by=at_the_desk(),
                why=actions.WhyNotContested(form.why.data), note=form.note.data,
            )  # fmt: skip

    intro = ["This cancels the charge and gives back what was paid. We tell the tribunal and the appellant."]
    return _page(form, row, "Do not contest the appeal", intro, act, "The charge is cancelled.")


@pages.route("/desk/cases/<uuid:case>/recommendation/accept", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def accept_recommendation(case: UUID) -> ResponseReturnValue:
    """Follow the adjudicator's recommendation."""
    row, form = _case(case), AcceptRecommendationForm()

    def act() -> None:
        with writing(authority=current_council().id) as session:
            actions.accept_recommendation(session, council=current_council(), case_id=case, by=at_the_desk())

    intro = ["This cancels the charge and gives back what was paid. We tell the tribunal and the appellant."]
    return _page(form, row, "Follow the recommendation", intro, act, "The charge is cancelled.")


@pages.route("/desk/cases/<uuid:case>/recommendation/refuse", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def refuse_recommendation(case: UUID) -> ResponseReturnValue:
    """Ask for the reasons, then have the notice printed."""
    row, form = _case(case), RefuseRecommendationForm()

    def act() -> None:
        with writing(authority=current_council().id) as session:
            actions.refuse_recommendation(
                session, council=current_council(), case_id=case, reasons=form.reasons.data, by=at_the_desk()
            )

    intro = [
        "The notice must reach the appellant in time.",
        "If it does not, the law takes it that we accept, and the charge is cancelled.",
        "See the tribunal page for the last day on which it can be posted.",
    ]
    return _page(form, row, "Refuse the recommendation", intro, act, "The refusal waits in the print room.")


def _page(
    form: GovForm, row: CaseRow, heading: str, intro: list[str], act: Callable[[], None], done: str
) -> ResponseReturnValue:
    """Show a form, or do what it asks and say so; what the law refuses is said on the form."""
    if form.validate_on_submit():
        try:
            act()
        except StepRefusedError as stopped:
            form.refuse(None, because(stopped.reasons))
        except DoesNotFitError as unfit:
            form.refuse(None, unfit.says)
        except TribunalError as trouble:
            form.refuse(None, str(trouble))
        else:
            flash(done)
            return redirect(url_for("desk.case_page", case=row.id), 303)
    return render_template("desk/act.html", form=form, row=row, heading=heading, intro=intro, files=False)


def _deliver(case: UUID, form: DocumentsForm) -> None:
    """Make the pack, keep it, intend its sending, and send it; where that fails the night sends it."""
    council, by = current_council(), at_the_desk()
    pack = make_pack(
        db.session(), council=council, files=files(), case_id=case, summary=form.summary.data,
        on=clock.day_of(by.at),
    )  # fmt: skip
    files().keep(council.id, pack.pdf)
    with writing(authority=current_council().id) as session:
        actions.deliver_documents(
            session, council=council, case_id=case, pack_sha256=pack.sha256, pages=pack.pages, by=by
        )
    send_now(tribunal_of(council), council=council, files=files(), by=by)


def _said(row: CaseRow, form: FromTribunalForm) -> FromTribunal:
    """Return what was recorded by hand in the form the tribunal itself would send it."""
    told, on, name = Told(form.told.data), form.on.data, f"by-hand-{new_id()}"
    number, reference = PcnNumber(row.number), form.reference.data
    if told is Told.WITHDRAWN:
        return AppealWithdrawn(id=name, number=number, appeal=reference, withdrawn_on=on)
    if told in _DECIDED:
        return _decision(told, name, number, reference, on)
    leave = Leave.IN_TIME if told is Told.REGISTERED else Leave.LATE_WITH_LEAVE
    return AppealNotified(
        id=name, number=number, appeal=reference, received_on=on, leave=leave, notified_on=on
    )


def _decision(told: Told, name: str, number: PcnNumber, reference: str, on: date) -> AppealDecided:
    outcome, directions = _DECIDED[told]
    return AppealDecided(
        id=name, number=number, appeal=reference, outcome=outcome, decided_on=on, served_on=on,
        directions=directions, after_review=False,
    )  # fmt: skip


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)
