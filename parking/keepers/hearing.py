"""Hearing the keeper register: its answers and its silences, recorded for many cases together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from parking.cases.history.keepers import KeeperAnswered, KeeperEnquiryTimedOut
from parking.cases.locking import lock_cases
from parking.cases.night import Decided, Tonight
from parking.cases.record_batch import record_batch
from parking.keepers.gateway import KeeperReply
from parking.keepers.models import KeeperEnquiry
from parking.keepers.queries import EnquiryRow
from parking.law.state import KeeperAnswer
from parking.parties.actions import party_row
from parking.parties.models import Party

_ENQUIRY = KeeperEnquiry.__table__.c


@dataclass(frozen=True, slots=True)
class Heard:
    """How many enquiries were answered, and how many were given up for now."""

    answered: int
    timed_out: int


def hear(
    session: Session,
    *,
    tonight: Tonight,
    waiting: Sequence[EnquiryRow],
    replies: Mapping[UUID, KeeperReply],
    patience: int,
) -> Heard:
    """Record each reply, and each silence of so many days; an enquiry still in time is noted as sent.

    An enquiry that another run heard first is refused by the journey and left as that run has it.
    """
    silent = {row.id: row for row in waiting if row.id not in replies}
    overdue = {row.id: row for row in silent.values() if (tonight.by.at - row.asked_at).days >= patience}
    given_up = _record(session, tonight, [(row, _timed_out(tonight, row)) for row in overdue.values()])
    answers = [(row, _answered(tonight, row, replies[row.id])) for row in waiting if row.id in replies]
    answered = _record(session, tonight, answers)
    _note_sent(session, tonight, [row_id for row_id in silent if row_id not in overdue])
    return Heard(answered, given_up)


def _record(session: Session, tonight: Tonight, decided: Sequence[tuple[EnquiryRow, Decided]]) -> int:
    if not decided:
        return 0
    held = lock_cases(session, council=tonight.council, ids=[row.case_id for row, _ in decided])
    acts = [(held[row.case_id], what) for row, what in decided if row.case_id in held]
    return record_batch(session, tonight=tonight, acts=acts).done


def _answered(tonight: Tonight, row: EnquiryRow, reply: KeeperReply) -> Decided:
    known, rows = None, tuple[tuple[Table, dict[str, Any]], ...]()
    if reply.answer is KeeperAnswer.FOUND:
        known, party = party_row(
            authority=tonight.council.id,
            name=reply.name,
            address=list(reply.address),
            postcode=reply.postcode,
            source="keeper register",
        )
        rows = ((Party.__table__, party),)
    event = KeeperAnswered(row.id, reply.answer, known.id if known else None, known.digest if known else None)
    return Decided(event, rows=rows, changes=(_change(tonight, row, "answered", reply.answer.value),))


def _timed_out(tonight: Tonight, row: EnquiryRow) -> Decided:
    return Decided(KeeperEnquiryTimedOut(row.id), changes=(_change(tonight, row, "timed_out", None),))


def _change(tonight: Tonight, row: EnquiryRow, state: str, answer: str | None) -> tuple[Any, dict[str, Any]]:
    change = {
        "id": row.id,
        "authority_id": tonight.council.id,
        "state": state,
        "answered_at": tonight.by.at,
        "answer": answer,
    }
    return KeeperEnquiry.__table__, change


def _note_sent(session: Session, tonight: Tonight, ids: Sequence[UUID]) -> None:
    if ids:
        session.execute(
            update(KeeperEnquiry.__table__)
            .where(
                _ENQUIRY.authority_id == tonight.council.id,
                _ENQUIRY.id.in_(ids),
                _ENQUIRY.state == "intended",
            )
            .values(state="asked")
        )
