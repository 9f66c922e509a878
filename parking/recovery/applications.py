"""Applications out of time and reviews: received, answered within the working days, decided by the court."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.court import (
    Application,
    CourtApplicationAnswered,
    CourtApplicationReceived,
    CourtApplicationRefused,
)
from parking.cases.record import By, load, record
from parking.law.state import WitnessGround
from parking.parties.actions import salted_digest
from parking.recovery.application_rows import decide_open, open_application
from parking.recovery.court.records import Transaction
from parking.recovery.court_record import record_of
from parking.recovery.court_requests import Certified, Draft, certify
from parking.recovery.enforcement_models import CourtApplication
from parking.values import clock
from parking.values.ids import new_id


def receive_application(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    kind: Application,
    notified_on: date,
    ground: WitnessGround | None,
    by: By,
) -> UUID:
    """Record an application the court told us of: enforcement stops, and our days to answer begin."""
    application_id = new_id()
    record(
        session,
        council=council,
        case_id=case_id,
        event=CourtApplicationReceived(application_id, kind, notified_on, ground),
        by=by,
        happened_at=clock.start_of(notified_on),
    )
    session.execute(
        insert(CourtApplication),
        {
            "id": application_id,
            "authority_id": council.id,
            "case_id": case_id,
            "kind": kind.value,
            "ground": ground.value if ground else None,
            "notified_on": notified_on,
            "state": "waiting",
            "salt": secrets.token_hex(16),
        },
    )
    return application_id


def answer_application(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    objects: bool,
    words: str,
    officer: UUID,
    officer_name: str,
    draft: Draft,
    by: By,
) -> Certified | None:
    """Tell the court whether the authority objects, and why; refused once the working days are over.

    An application out of time is answered in a batch to send, which is returned; a review on paper.
    """
    waiting = open_application(session, authority=council.id, case_id=case_id)
    on, digest = clock.day_of(by.at), salted_digest(waiting.salt, words)
    event = CourtApplicationAnswered(waiting.id, on, objects, digest)
    record(session, council=council, case_id=case_id, event=event, by=by)
    session.execute(
        update(CourtApplication)
        .where(CourtApplication.authority_id == council.id, CourtApplication.id == waiting.id)
        .values(state="answered", objects=objects, answer=words, answered_on=on)
        .execution_options(synchronize_session=False)
    )
    if waiting.kind != Application.OUT_OF_TIME:
        return None
    state = load(session, authority=council.id, case_id=case_id).state
    asks = Transaction.OBJECT_TO_LATE if objects else Transaction.ACCEPT_LATE
    said = record_of(
        session, authority=council.id, case_id=case_id, state=state, asks=asks, due=state.owed(on),
        note="We object. Our reasons follow." if objects else "We do not object.",
    )  # fmt: skip
    return certify(
        session, council=council, records=((case_id, said),), officer=officer, officer_name=officer_name,
        draft=draft, by=by, batch_id=new_id(),
    )  # fmt: skip


def refuse_application(
    session: Session, *, council: Council, case_id: UUID, decided_on: date, by: By
) -> None:
    """Record that the court refused the application: enforcement may go on from where it stood."""
    waiting = open_application(session, authority=council.id, case_id=case_id)
    event = CourtApplicationRefused(waiting.id, decided_on)
    record(session, council=council, case_id=case_id, event=event, by=by)
    decide_open(session, authority=council.id, case_id=case_id, state="refused", on=decided_on)


def note_granted(session: Session, *, council: Council, case_id: UUID, decided_on: date) -> None:
    """Note that the court granted the application: its revocation of the order follows by itself."""
    waiting = open_application(session, authority=council.id, case_id=case_id)
    session.execute(
        update(CourtApplication)
        .where(CourtApplication.authority_id == council.id, CourtApplication.id == waiting.id)
        .values(decided_on=decided_on)
        .execution_options(synchronize_session=False)
    )
