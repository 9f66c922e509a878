"""POST /checks: every check of a PCN before it is given; nothing is recorded."""

from __future__ import annotations

from parking.authorities.current import current_council
from parking.cases import doors
from parking.patrol.actions.taking_in import ask
from parking.patrol.api.blueprint import api
from parking.patrol.api.sender import sender
from parking.patrol.messages.answers import Checks, ReasonSaid
from parking.patrol.messages.incoming import CheckWanted
from parking.store.base import db
from parking.web.access import device


@api.post("/checks")
@device()
@api.input(CheckWanted)
@api.output(Checks)
@api.doc(responses={400: "", 422: ""})
def check(json_data: CheckWanted) -> Checks:
    """Say what stops a PCN, what a person would look at, and what to ask the officer about."""
    found = ask(
        db.session(),
        council=current_council(),
        sender=sender(),
        sent=json_data,
        by=doors.handheld("handheld API"),
    )
    db.session.rollback()
    return Checks(
        may_issue=not found.stops,
        stops=[ReasonSaid.of(reason) for reason in found.stops],
        review=[ReasonSaid.of(reason) for reason in found.review],
        warnings=[ReasonSaid.of(reason) for reason in found.warnings],
        overridden=list(found.overridden),
    )
