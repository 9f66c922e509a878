"""Reasonable adjustments: what we do differently for a person, in every case of theirs."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By, load_unlocked
from parking.fairness.errors import NobodyKnownError, NoSuchAdjustmentError
from parking.fairness.models import Adjustment
from parking.fairness.persons import same_person
from parking.parties.actions import salted_digest
from parking.values import clock
from parking.values.ids import new_id


class Needs(StrEnum):
    """What a person needs from us."""

    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    AUDIO = "audio"
    EASY_READ = "easy_read"
    EMAIL = "email"
    PHONE = "phone"
    INTERPRETER = "interpreter"
    SIGN_LANGUAGE = "sign_language"
    MORE_TIME = "more_time"
    SOMEBODY_ELSE = "somebody_else"
    OTHER = "other"


TITLES: dict[Needs, str] = {
    Needs.LARGE_PRINT: "Letters in large print",
    Needs.BRAILLE: "Letters in Braille",
    Needs.AUDIO: "Letters read onto audio",
    Needs.EASY_READ: "Easy read letters",
    Needs.EMAIL: "Letters by email too",
    Needs.PHONE: "A telephone call with every letter",
    Needs.INTERPRETER: "An interpreter",
    Needs.SIGN_LANGUAGE: "A sign language interpreter",
    Needs.MORE_TIME: "More time to answer",
    Needs.SOMEBODY_ELSE: "Somebody else speaks for them",
    Needs.OTHER: "Something else",
}
ON_PAPER = frozenset({Needs.LARGE_PRINT, Needs.BRAILLE, Needs.AUDIO, Needs.EASY_READ})
"""What changes a letter itself: the print room is told beside each letter."""


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One thing a person needs, as their cases show it."""

    id: UUID
    party_id: UUID
    kind: Needs
    words: str
    since_on: date

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES[self.kind]


def note_adjustment(
    session: Session, *, council: Council, case_id: UUID, kind: Needs, words: str, by: By
) -> UUID:
    """Note what the person liable in a case needs, from today, in all their cases."""
    party = load_unlocked(session, authority=council.id, case_id=case_id).state.liable_party
    if party is None:
        raise NobodyKnownError("Nobody is known to be liable yet, so there is nobody to note this for.")
    row_id, salt = new_id(), secrets.token_hex(16)
    values = {"kind": kind.value, "words": words}
    session.execute(
        insert(Adjustment),
        {
            "id": row_id,
            "authority_id": council.id,
            "party_id": party,
            **values,
            "salt": salt,
            "digest": salted_digest(salt, values),
            "since_on": clock.day_of(by.at),
            "recorded_by": by.actor,
        },
    )
    return row_id


def end_adjustment(session: Session, *, council: Council, case_id: UUID, adjustment_id: UUID, by: By) -> None:
    """Note that the person liable in a case no longer needs something."""
    party = load_unlocked(session, authority=council.id, case_id=case_id).state.liable_party
    theirs = adjustments_of(session, authority=council.id, party_id=party) if party else []
    if adjustment_id not in {row.id for row in theirs}:
        raise NoSuchAdjustmentError("There is no such adjustment, or it ended a moment ago.")
    session.execute(
        update(Adjustment)
        .where(Adjustment.authority_id == council.id, Adjustment.id == adjustment_id)
        .values(ended_on=clock.day_of(by.at))
        .execution_options(synchronize_session=False)
    )


def adjustments_of(session: Session, *, authority: UUID, party_id: UUID) -> list[AdjustmentRow]:
    """Return what a person needs, under whichever row of theirs it was noted."""
    ids = same_person(session, authority=authority, party_id=party_id)
    return _rows(session, authority, ids)


def on_paper(session: Session, *, authority: UUID, parties: Iterable[UUID]) -> dict[UUID, str]:
    """Return what changes the letters of each person, in words, for the print room."""
    found: dict[UUID, str] = {}
    if not _rows(session, authority, None):
        return found  # nobody needs anything: most councils, most days
    for party in sorted(set(parties)):
        rows = adjustments_of(session, authority=authority, party_id=party)
        words = ", ".join(row.title for row in rows if row.kind in ON_PAPER)
        if words:
            found[party] = words
    return found


def _rows(session: Session, authority: UUID, parties: list[UUID] | None) -> list[AdjustmentRow]:
    query = (
        select(Adjustment.id, Adjustment.party_id, Adjustment.kind, Adjustment.words, Adjustment.since_on)
        .where(Adjustment.authority_id == authority, Adjustment.ended_on.is_(None))
        .order_by(Adjustment.since_on, Adjustment.id)
    )
    query = query.limit(1) if parties is None else query.where(Adjustment.party_id.in_(parties))
    return [AdjustmentRow(r[0], r[1], Needs(r[2]), r[3], r[4]) for r in session.execute(query)]
