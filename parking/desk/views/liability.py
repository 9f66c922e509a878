"""Making another person liable, and the documents that show it."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.desk.offers import offer
from parking.desk.queries.evidence import documents_to_choose
from parking.desk.representation_forms import DocumentForm, TransferForm
from parking.desk.views.acting import act_page
from parking.desk.views.files import kept
from parking.desk.views.room import pages
from parking.evidence.documents import DocumentKind, keep_document
from parking.evidence.documents import document as find_document
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.representations.kinds import Hire, NewlyLiable, Passing
from parking.representations.liability import transfer
from parking.store.base import db
from parking.store.current import files
from parking.web.access import allow


@pages.route("/desk/cases/<uuid:case>/representations/liable", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def transfer_liability(case: UUID) -> ResponseReturnValue:
    """Ask who is liable instead and what shows it, then cancel this notice and make them liable."""
    form, authority = TransferForm(), current_council().id
    form.evidence.choices = documents_to_choose(db.session(), authority=authority, case_id=case)
    agreements = documents_to_choose(
        db.session(), authority=authority, case_id=case, kind=DocumentKind.HIRING_AGREEMENT
    )
    form.agreement.choices = [("", "No hire"), *agreements]
    return act_page(
        case, form,
        lambda session, council, by: transfer(
            session, council=council, case_id=case, to=_newly_liable(form), words=form.words.data, by=by
        ),
        heading="Make another person liable",
        intro=(
            "The notice to this person is cancelled, anything paid goes back, and a letter tells them.",
            "The new person gets a notice of their own, with its full time.",
            "A hirer is liable only if they signed a statement of liability for this hire.",
            "Keep the document that shows it in the case first.",
        ),
        done="The other person is liable now. Their notice is asked for tonight.",
    )  # fmt: skip


@pages.route("/desk/cases/<uuid:case>/documents", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def keep_case_document(case: UUID) -> ResponseReturnValue:
    """Ask for a document that came about a case, then keep it."""
    form = DocumentForm()
    return act_page(
        case, form,
        lambda session, council, by: keep_document(
            session, files=files(), authority=council.id, case_id=case, kind=DocumentKind(form.kind.data),
            data=form.file.data.read(), received_at=by.at,
        ),
        heading="Keep a document", intro=("It is kept whole and can be chosen as evidence.",),
        done="The document is kept.", back="desk.representations_page", files=True,
    )  # fmt: skip


@pages.get("/desk/cases/<uuid:case>/documents/<uuid:document>")
@allow(Permission.SEE_CASE)
def case_document(case: UUID, document: UUID) -> Response:
    """Show one document of a case."""
    row = find_document(db.session(), authority=current_council().id, case_id=case, document_id=document)
    return Response(kept(row.sha256), mimetype=row.media_type)


def _newly_liable(form: TransferForm) -> NewlyLiable:
    why = Passing(form.why.data)
    hire = None
    days = (form.signed_on.data, form.hired_from.data, form.hired_until.data)
    if why is Passing.HIRED_OUT and form.agreement.data and all(days):
        hire = Hire(UUID(form.agreement.data), *days)
    return NewlyLiable(form.person, why, UUID(form.evidence.data), hire)


offer(
    Step.TRANSFER_LIABILITY, "desk.transfer_liability", Permission.DECIDE_CASE, "Make another person liable"
)
