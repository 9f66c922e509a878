"""Answering a challenge: accepted at once, or refused with reasons from the day the answer is served."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.challenges import ChallengeAccepted, ChallengeRefused
from parking.cases.record import By, load_unlocked, must_be_possible, record
from parking.challenges.errors import AnsweredError, NoSuchChallengeError
from parking.challenges.queries import (
    ANSWERED,
    OPEN,
    ChallengeRow,
    challenge,
    challenge_of_paper,
    challenges_of,
)
from parking.challenges.receiving import change
from parking.closing.actions import keep_decision, request_closing_letter, return_all_held
from parking.closing.interests import must_be_free
from parking.closing.reasons import Kind
from parking.keepers.queries import addressee
from parking.law.state import State
from parking.law.steps import Step
from parking.law.timeline import Clock
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow
from parking.parties.actions import salted_digest
from parking.values import clock

ACCEPTED = "challenge_accepted"


def accept_challenge(session: Session, *, council: Council, challenge_id: UUID, answer: str, by: By) -> None:
    """Accept a challenge: the PCN is cancelled, money paid is due back, and a letter says so."""
    row, case_id = _open(session, council, challenge_id, Step.ACCEPT_CHALLENGE, by)
    must_be_free(session, council=council, case_id=case_id, by=by)
    today = clock.day_of(by.at)
    kept = keep_decision(
        session, council=council, case_id=case_id, kind=Kind.CHALLENGE_ACCEPTED, reason=ACCEPTED,
        text=answer, by=by,
    )  # fmt: skip
    event = ChallengeAccepted(challenge_id, today, ACCEPTED, kept.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)
    return_all_held(session, council=council, case_id=case_id, by=by)
    others = challenges_of(session, authority=council.id, case_id=case_id, states=(OPEN, ANSWERED))
    for each in others:  # what one person was right about, nobody else has to argue
        change(
            session, council=council, challenge_id=each.id, state="accepted", decided_on=today,
            decided_by=by.actor,
        )  # fmt: skip
    change(session, council=council, challenge_id=challenge_id, answer=answer)
    if has_address(session, council, row):
        request_closing_letter(
            session, council=council, case_id=case_id, decision_id=kept.id, party_id=row.party_id or case_id,
            by=by,
        )  # fmt: skip


def refuse_challenge(session: Session, *, council: Council, challenge_id: UUID, answer: str, by: By) -> bool:
    """Refuse a challenge with an answer to each of its points; return whether a letter carries it.

    A letter refuses from the day it is served, so the case waits until it is posted. Where there is no
    address to write to, whoever decides sends or says the answer today, and it counts from today.
    """
    row, case_id = _open(session, council, challenge_id, Step.REFUSE_CHALLENGE, by)
    today, salt = clock.day_of(by.at), secrets.token_hex(16)
    decided: dict[str, object] = {
        "answer": answer, "answer_salt": salt, "decided_on": today, "decided_by": by.actor,
    }  # fmt: skip
    if not has_address(session, council, row):
        change(session, council=council, challenge_id=challenge_id, **decided)
        _refuse(session, council, challenge_id, served_on=today, by=by)
        return False
    paper_id = request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.CHALLENGE_REPLY, on=today,
        party_id=row.party_id,
    )  # fmt: skip
    change(session, council=council, challenge_id=challenge_id, state=ANSWERED, paper_id=paper_id, **decided)
    return True


def reply_posted(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that the answer was posted: the challenge is refused as of the day it is taken as served."""
    row = challenge_of_paper(session, authority=council.id, paper_id=paper.id)
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)
    served_on = council.law(posted_on).deemed_service(posted_on, council.calendar)
    _refuse(session, council, row.id, served_on=served_on, by=by)


def take_back_reply(session: Session, *, council: Council, paper: PaperRow, by: By) -> None:  # noqa: ARG001
    """Stop an answer that may no longer go; where the challenge is still open it waits for another."""
    withdraw_paper(session, authority=council.id, paper_id=paper.id)
    row = challenge_of_paper(session, authority=council.id, paper_id=paper.id)
    if row.state == ANSWERED:
        change(session, council=council, challenge_id=row.id, state=OPEN, paper_id=None)


def reoffer_until(council: Council, row: ChallengeRow, state: State, served_on: date) -> date | None:
    """Return the last day of a discount offered again, as policy: only where the challenge came in its days.

    Whoever challenged before the PCN was on file could not have come any sooner, so they have it too.
    """
    in_time = state.discount_until is not None and row.received_on <= state.discount_until
    if not in_time and not row.before_its_pcn:
        return None
    return council.law(served_on).period(Clock.CHALLENGE_REOFFER).last_day(served_on, council.calendar)


def has_address(session: Session, council: Council, row: ChallengeRow) -> bool:
    """Whether whoever challenged left an address that a letter can go to."""
    if row.party_id is None:
        return False
    _name, *lines, postcode = addressee(session, authority=council.id, party_id=row.party_id)
    return bool(lines and postcode)


def _open(
    session: Session, council: Council, challenge_id: UUID, step: Step, by: By
) -> tuple[ChallengeRow, UUID]:
    row = challenge(session, authority=council.id, challenge_id=challenge_id)
    if row.state == ANSWERED and step is not Step.ACCEPT_CHALLENGE:
        raise AnsweredError("This challenge has an answer that waits for the post already.")
    if row.case_id is None or row.state not in {OPEN, ANSWERED}:
        raise NoSuchChallengeError("There is no such challenge, or it was dealt with a moment ago.")
    must_be_possible(session, council=council, case_id=row.case_id, step=step, by=by)
    return row, row.case_id


def _refuse(session: Session, council: Council, challenge_id: UUID, *, served_on: date, by: By) -> None:
    row = challenge(session, authority=council.id, challenge_id=challenge_id)
    if row.case_id is None or row.answer is None or row.answer_salt is None or row.decided_on is None:
        raise NoSuchChallengeError("This challenge has no answer yet.")
    state = load_unlocked(session, authority=council.id, case_id=row.case_id).state
    until = None if state.is_closed else reoffer_until(council, row, state, served_on)
    digest = salted_digest(row.answer_salt, row.answer)
    event = ChallengeRefused(challenge_id, row.decided_on, until, digest)
    change(session, council=council, challenge_id=challenge_id, state="refused", reoffer_until=until)
    record(session, council=council, case_id=row.case_id, event=event, by=by)
