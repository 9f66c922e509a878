"""Late representations: considered after all or not, case by case, with the reason of this case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import (
    LateRepresentationsAdmitted,
    LateRepresentationsDisregarded,
)
from parking.cases.record import By, must_be_possible, record
from parking.evidence.actions import write_note
from parking.law.steps import Step
from parking.notices.actions import request_paper
from parking.notices.kinds import PaperWanted
from parking.representations.kinds import Outcome, WhyAdmitted, WhyDisregarded
from parking.representations.outcomes import ended, note_on
from parking.representations.queries import late_one
from parking.values import clock


def admit_late(
    session: Session, *, council: Council, case_id: UUID, why: WhyAdmitted, words: str, by: By
) -> None:
    """Consider late representations after all: the days to decide them begin today."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.ADMIT_LATE, by=by)
    row, on = late_one(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    admitted = LateRepresentationsAdmitted(row.id, on, row.capacity, why.value, note.digest)
    record(session, council=council, case_id=case_id, event=admitted, by=by)
    note_on(session, authority=council.id, representation_id=row.id, starts_on=on)


def disregard_late(
    session: Session, *, council: Council, case_id: UUID, why: WhyDisregarded, words: str, by: By
) -> None:
    """Do not consider late representations, and ask for the letter that says so and why."""
    must_be_possible(session, council=council, case_id=case_id, step=Step.DISREGARD_LATE, by=by)
    row, on = late_one(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    disregarded = LateRepresentationsDisregarded(row.id, on, why.value, note.digest)
    record(session, council=council, case_id=case_id, event=disregarded, by=by)
    ended(
        session, authority=council.id, representation_id=row.id, outcome=Outcome.DISREGARDED, on=on,
        note_id=note.id,
    )  # fmt: skip
    request_paper(
        session,
        authority=council.id,
        case_id=case_id,
        kind=PaperWanted.LATE_REPRESENTATIONS_REFUSED,
        on=on,
        party_id=row.answer_to,
    )
