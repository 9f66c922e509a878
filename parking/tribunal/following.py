"""A case referred to the adjudicator by anybody is listed and the tribunal told, in the same transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from parking.authorities.queries import Council
from parking.cases.history.court import ReferredToAdjudicator
from parking.cases.record import Change
from parking.tribunal.appeals import REFERRED
from parking.tribunal.models import Appeal, TribunalSending
from parking.tribunal.sending import sending_row
from parking.tribunal.states import AppealState, SendingKind
from parking.values import clock
from parking.values.ids import new_id


def follow(council: Council, change: Change) -> list[tuple[Table, dict[str, Any]]]:
    """Return the rows that a referral means; none for any other change."""
    rows: list[tuple[Table, dict[str, Any]]] = []
    for event in change.events:
        if isinstance(event, ReferredToAdjudicator):
            rows += _referral(council, change, event)
    return rows


def _referral(
    council: Council, change: Change, event: ReferredToAdjudicator
) -> list[tuple[Table, dict[str, Any]]]:
    sending_id, ground = new_id(), change.after.witness_ground
    appeal = {
        "id": event.appeal_id,
        "authority_id": council.id,
        "case_id": change.case_id,
        "reference": f"{REFERRED}{sending_id}",
        "state": AppealState.OPEN.value,
        "received_on": event.referred_on,
        "notified_on": event.referred_on,
        "was_late": False,
        "directions": [],
    }
    body = {
        "ground": ground.value if ground else "",
        "revoked_on": change.after.witness_statement_on or clock.day_of(change.by.at),
    }
    sending = sending_row(
        authority=council.id, case_id=change.case_id, kind=SendingKind.REFERRED, body=body, at=change.by.at,
        sending_id=sending_id, appeal_id=event.appeal_id,
    )  # fmt: skip
    return [(Appeal.__table__, appeal), (TribunalSending.__table__, sending)]
