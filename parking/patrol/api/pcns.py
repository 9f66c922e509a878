"""PUT and GET /pcns: a PCN is issued, or recorded because it was given; safe to send twice."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from parking.authorities.current import current_council
from parking.cases import doors
from parking.patrol.actions.taking_in import take_in
from parking.patrol.api.blueprint import api
from parking.patrol.api.sender import sender
from parking.patrol.messages.answers import Outcome, PcnBecame
from parking.patrol.messages.incoming import PcnSent
from parking.patrol.queries import Became, became_now, became_of
from parking.patrol.rules import becomes
from parking.store.base import db
from parking.web.access import device


@api.put("/pcns/<uuid:pcn_ref>")
@device()
@api.input(PcnSent)
@api.output(PcnBecame, status_code=201)
@api.doc(
    responses={
        200: "It came before: the same answer",
        202: "It was given, but can't be recorded as it stands: kept whole for a person",
        400: "",
        404: "",
        409: "The checks refused; no number was used",
        422: "",
    }
)
def put(pcn_ref: UUID, json_data: PcnSent) -> tuple[PcnBecame, int]:
    """Issue a PCN, or with its number and time of service record one that was given already.

    Without `number` the checks come first, and a refusal uses no number. With `number` the PCN
    is on a windscreen: it is always recorded, held for a person where checks fail.
    """
    council = current_council()
    outcome = take_in(
        db.session(),
        council=council,
        pcn_ref=pcn_ref,
        sender=sender(),
        sent=json_data,
        by=doors.handheld("handheld API"),
    )
    found = became_now(pcn_ref, outcome) or became_of(db.session(), authority=council.id, pcn_ref=pcn_ref)
    db.session.commit()
    if found.case_id is None:
        return _answer(found), 202
    return _answer(found), 201 if outcome and outcome.is_new else 200


@api.get("/pcns/<uuid:pcn_ref>")
@device()
@api.output(PcnBecame)
@api.doc(responses={404: "Nothing came under this reference"})
def get(pcn_ref: UUID) -> PcnBecame:
    """Say what became of a PCN that was sent."""
    return _answer(became_of(db.session(), authority=current_council().id, pcn_ref=pcn_ref))


def _answer(found: Became) -> PcnBecame:
    may_print = found.case_id is not None and found.access_code is not None
    ref = found.pcn_ref
    return PcnBecame(
        pcn_ref=ref,
        became=Outcome.RECORDED if found.case_id else Outcome.KEPT_FOR_A_PERSON,
        number=found.number,
        access_code=found.access_code,
        held=found.held,
        checks_failed=list(found.checks_failed),
        stage=found.stage,
        paper_a4=url_for("handheld.paper_a4", pcn_ref=ref) if may_print else None,
        paper_80mm=url_for("handheld.paper_80mm", pcn_ref=ref) if may_print else None,
        says=becomes(found.kept_because, held=found.held),
    )
