"""PUT and GET /postal-pcns: a PCN that could not be given is prepared to go by post; safe to send twice."""

from __future__ import annotations

from uuid import UUID

from parking.authorities.current import current_council
from parking.cases import doors
from parking.patrol.actions.taking_in import take_in_postal
from parking.patrol.api.blueprint import api
from parking.patrol.api.sender import sender
from parking.patrol.messages.answers import PostalPcnBecame
from parking.patrol.messages.incoming import PostalPcnSent
from parking.patrol.queries import became_of
from parking.patrol.rules import postal_becomes
from parking.store.base import db
from parking.web.access import device


@api.put("/postal-pcns/<uuid:pcn_ref>")
@device()
@api.input(PostalPcnSent)
@api.output(PostalPcnBecame, status_code=201)
@api.doc(
    responses={
        200: "It came before: the same answer",
        400: "",
        404: "",
        409: "The checks refused; no number was used",
        422: "",
    }
)
def put_postal(pcn_ref: UUID, json_data: PostalPcnSent) -> tuple[PostalPcnBecame, int]:
    """Prepare a PCN that was prevented, or that a vehicle drove away from, to go by post.

    The officer must have begun to prepare it before the vehicle left: to observe is not enough.
    """
    outcome = take_in_postal(
        db.session(),
        council=current_council(),
        pcn_ref=pcn_ref,
        sender=sender(),
        sent=json_data,
        by=doors.handheld("handheld API"),
    )
    found = _found(pcn_ref)
    db.session.commit()
    return found, 201 if outcome.is_new else 200


@api.get("/postal-pcns/<uuid:pcn_ref>")
@device()
@api.output(PostalPcnBecame)
@api.doc(responses={404: "Nothing came under this reference"})
def get_postal(pcn_ref: UUID) -> PostalPcnBecame:
    """Say what became of a PCN that goes by post."""
    return _found(pcn_ref)


def _found(pcn_ref: UUID) -> PostalPcnBecame:
    found = became_of(db.session(), authority=current_council().id, pcn_ref=pcn_ref)
    return PostalPcnBecame(
        pcn_ref=found.pcn_ref,
        number=found.number,
        held=found.held,
        checks_failed=list(found.checks_failed),
        stage=found.stage,
        says=postal_becomes(held=found.held),
    )
