"""Setting a hold with the facts it stands on, and keeping it after somebody looked at it again."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.holds import HoldReleased, HoldReviewed, HoldSet
from parking.cases.record import By, record
from parking.evidence.actions import write_note
from parking.fairness.errors import FactMissingError
from parking.fairness.models import Circumstance
from parking.fairness.rules import NO_FACTS, Facts, must_be_whole, told
from parking.law.state import HoldKind
from parking.parties.actions import salted_digest
from parking.values import clock
from parking.values.ids import new_id


def set_hold(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    kind: HoldKind,
    facts: Facts = NO_FACTS,
    owner: str,
    review_on: date,
    note: str,
    by: By,
) -> UUID:
    """Hold a case for a reason, with somebody who looks at it again on a day; return the hold's id."""
    today = clock.day_of(by.at)
    must_be_whole(kind, facts, today)
    if review_on <= today:
        raise FactMissingError("The day to look at it again must be in the future.")
    words = ". ".join(part for part in (told(kind, facts), note) if part)
    written = write_note(
        session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at
    )
    hold_id = new_id()
    event = HoldSet(hold_id, kind, owner, review_on, written.id, written.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)
    _keep_facts(session, council, case_id, hold_id, kind, facts, by)
    return hold_id


def review_hold(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    hold_id: UUID,
    owner: str,
    review_on: date,
    note: str,
    by: By,
) -> None:
    """Keep a hold after looking at it, with an owner and a new day to look again."""
    if review_on <= clock.day_of(by.at):
        raise FactMissingError("The day to look at it again must be in the future.")
    written = write_note(session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at)
    event = HoldReviewed(hold_id, owner, review_on, written.id, written.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)


def release(
    session: Session, *, council: Council, case_id: UUID, hold_id: UUID, note: str | None, by: By
) -> None:
    """End a hold whose reason is over; a note says why where a person does it."""
    if note is None:
        event = HoldReleased(hold_id, None, None)
    else:
        written = write_note(
            session, authority=council.id, case_id=case_id, text=note, author=by.actor, at=by.at
        )
        event = HoldReleased(hold_id, written.id, written.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)


def _keep_facts(
    session: Session, council: Council, case_id: UUID, hold_id: UUID, kind: HoldKind, facts: Facts, by: By
) -> None:
    if facts == NO_FACTS:
        return
    salt = secrets.token_hex(16)
    values = {"what": facts.what, "reference": facts.reference}
    session.execute(
        insert(Circumstance),
        {
            "id": new_id(),
            "authority_id": council.id,
            "case_id": case_id,
            "hold_id": hold_id,
            "kind": kind.value,
            **values,
            "begins_on": facts.begins_on,
            "ends_on": facts.ends_on,
            "salt": salt,
            "digest": salted_digest(salt, values),
            "recorded_at": by.at,
            "recorded_by": by.actor,
        },
    )
