"""The PIN a person appeals with: asked for with every rejection, and found again when its notice is drawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import RejectionRequested
from parking.cases.record import Change
from parking.tribunal.models import TribunalSending
from parking.tribunal.sending import sending_row
from parking.tribunal.states import SendingKind, SendingState


def follow(council: Council, change: Change) -> list[tuple[Table, dict[str, Any]]]:
    """Return the question that a rejection means: its own id is the paper's, so that it is asked once."""
    return [
        (
            TribunalSending.__table__,
            sending_row(
                authority=council.id,
                case_id=change.case_id,
                kind=SendingKind.ASK_PIN,
                body={"rejection": str(event.paper_id)},
                at=change.by.at,
                sending_id=event.paper_id,
            ),
        )
        for event in change.events
        if isinstance(event, RejectionRequested)
    ]


def pin_of(session: Session, authority: UUID, paper_id: UUID) -> str | None:
    """Return the PIN the tribunal gave for a rejection, or None where it has not answered yet."""
    return session.scalar(
        select(TribunalSending.answer).where(
            TribunalSending.authority_id == authority,
            TribunalSending.id == paper_id,
            TribunalSending.kind == SendingKind.ASK_PIN.value,
            TribunalSending.state == SendingState.ANSWERED.value,
        )
    )
