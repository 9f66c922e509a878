"""Reading challenges: one, those of a case, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.models import Case
from parking.challenges.errors import NoSuchChallengeError
from parking.challenges.models import Challenge
from parking.law.state import Stage
from parking.law.timeline import Clock

WAITING, OPEN, ANSWERED = "waiting", "open", "answered"
UNDECIDED = (WAITING, OPEN)


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """A challenge as pages and letters show it."""

    id: UUID
    case_id: UUID | None
    number: str
    before_its_pcn: bool
    party_id: UUID | None
    email: str | None
    received_on: date
    recorded_at: datetime
    channel: str
    text: str
    state: str
    answer: str | None
    answer_salt: str | None
    decided_on: date | None
    decided_by: str | None
    reoffer_until: date | None

    def reply_by(self, council: Council) -> date:
        """Return the last day of the time in which an answer should be given."""
        period = council.law(self.received_on).period(Clock.CHALLENGE_REPLY)
        return period.last_day(self.received_on, council.calendar)


_COLUMNS = (
    Challenge.id, Challenge.case_id, Challenge.number, Challenge.before_its_pcn, Challenge.party_id,
    Challenge.email, Challenge.received_on, Challenge.recorded_at, Challenge.channel, Challenge.text,
    Challenge.state, Challenge.answer, Challenge.answer_salt, Challenge.decided_on, Challenge.decided_by,
    Challenge.reoffer_until,
)  # fmt: skip
_ALL: Select[Any] = select(*_COLUMNS)


def challenge(session: Session, *, authority: UUID, challenge_id: UUID) -> ChallengeRow:
    """Return one challenge of an authority."""
    query = _ALL.where(Challenge.authority_id == authority, Challenge.id == challenge_id)
    return _one(session, query)


def challenge_of_paper(session: Session, *, authority: UUID, paper_id: UUID) -> ChallengeRow:
    """Return the challenge that a letter answers."""
    return _one(session, _ALL.where(Challenge.authority_id == authority, Challenge.paper_id == paper_id))


def challenges_of(
    session: Session, *, authority: UUID, case_id: UUID, states: Sequence[str] | None = None
) -> list[ChallengeRow]:
    """Return the challenges of a case, oldest first; only those in some states where asked."""
    query = _ALL.where(Challenge.authority_id == authority, Challenge.case_id == case_id)
    if states is not None:
        query = query.where(Challenge.state.in_(states))
    return _rows(session, query.order_by(Challenge.received_on, Challenge.id))


def undecided(session: Session, *, authority: UUID) -> list[ChallengeRow]:
    """Return every challenge that waits for an answer or for its PCN, the first received first.

    A challenge to a PCN that has been paid is still answered; one that was cancelled needs no answer.
    """
    needs = or_(Case.id.is_(None), Case.is_closed.is_(False), Case.stage == Stage.PAID.value)
    query = _ALL.outerjoin(Case, Case.id == Challenge.case_id).where(
        Challenge.authority_id == authority, Challenge.state.in_(UNDECIDED), needs
    )
    return _rows(session, query.order_by(Challenge.received_on, Challenge.id))


def waiting_for_pcn(session: Session, *, authority: UUID) -> list[ChallengeRow]:
    """Return the challenges whose PCN is not on file yet, the first received first."""
    query = _ALL.where(Challenge.authority_id == authority, Challenge.state == WAITING)
    return _rows(session, query.order_by(Challenge.received_on, Challenge.id))


def _one(session: Session, query: Select[Any]) -> ChallengeRow:
    rows = _rows(session, query)
    if not rows:
        raise NoSuchChallengeError("There is no such challenge, or it was dealt with a moment ago.")
    return rows[0]


def _rows(session: Session, query: Select[Any]) -> list[ChallengeRow]:
    return [ChallengeRow(*row) for row in session.execute(query)]
