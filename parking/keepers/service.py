"""Correcting a day of service: it is shown that a paper came on another day than deemed, or never."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.recovery import Served, ServiceCorrected
from parking.cases.record import By, append, load, must_be_possible
from parking.evidence.actions import write_note
from parking.evidence.documents import evidence_ids
from parking.keepers.errors import (
    LaterPaperStandsError,
    NotServedError,
    OtherEvidenceError,
    ServedInTheFutureError,
)
from parking.law.regimes import law_at
from parking.law.state import State
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.values import clock


def correct_service(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    paper: Served,
    served_on: date | None,
    evidence_id: UUID | None,
    words: str,
    by: By,
) -> None:
    """Record the day a paper really came, or that it never did (None), on evidence of this case.

    Every clock that its service started is counted anew. The reasons are kept as a note, which is the
    evidence where no document was sent.
    """
    must_be_possible(session, council=council, case_id=case_id, step=Step.CORRECT_SERVICE, by=by)
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    if deemed(loaded.state, paper) is None:
        raise NotServedError("That paper was not served in this case.")
    if served_on is not None and served_on > on:
        raise ServedInTheFutureError("The day it came can't be after today.")
    served_on = _in_time(council, loaded.state, paper, served_on)
    if served_on is None:
        _nothing_built_on(loaded.state, paper)
    known = evidence_ids(session, authority=council.id, case_id=case_id)
    if evidence_id is not None and evidence_id not in known:
        raise OtherEvidenceError("Choose a document, photograph or note of this case.")
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    event = ServiceCorrected(
        paper=paper,
        served_on=served_on,
        corrected_on=on,
        evidence_id=evidence_id or note.id,
        discount_until=_discount(council, loaded.state, paper, served_on),
    )
    append(session, council=council, loaded=loaded, events=(event,), by=by)


def deemed(state: State, paper: Served) -> date | None:
    """Return the day a paper counts as served now, or None if it was not."""
    return {
        Served.NOTICE: state.enforcement_notice_served_on,
        Served.REJECTION: state.decision_served_on,
        Served.CERTIFICATE: state.certificate_served_on,
        Served.ORDER: state.order_served_on,
    }[paper]


def _in_time(council: Council, state: State, paper: Served, served_on: date | None) -> date | None:
    """Return the day as given, or None for a rejection that came after its days: that decided nothing."""
    received = state.representations_received_on
    if paper is not Served.REJECTION or served_on is None or received is None:
        return served_on
    period = law_at(received, council.regime).period(Clock.DECIDE_REPRESENTATIONS)
    return served_on if served_on <= period.last_day(received, council.calendar) else None


def _nothing_built_on(state: State, paper: Served) -> None:
    if paper is Served.ORDER:
        return
    if state.registered_on is not None:
        raise LaterPaperStandsError(
            "The debt is registered. Ask the court to withdraw the registration first."
        )
    if paper is not Served.CERTIFICATE and state.certificate_served_on is not None:
        raise LaterPaperStandsError("A charge certificate was served. Cancel it first.")


def _discount(council: Council, state: State, paper: Served, served_on: date | None) -> date | None:
    """Return the last day of the discount, which moves only with a PCN that came by post."""
    if paper is not Served.NOTICE or not state.basis.by_post or served_on is None:
        return state.discount_until
    law = law_at(served_on, council.regime)
    return law.discount(state.basis).period.last_day(served_on, council.calendar)
