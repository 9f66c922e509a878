"""Ending a case by a person's decision, undoing a slip, and looking again at what others decided."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.history.closing import (
    CaseCancelled,
    CaseReopened,
    CaseWrittenOff,
    ClosingTold,
    SecondLookDone,
)
from parking.cases.record import By, load, must_be_possible, record
from parking.closing.errors import LookedAtError, NoSuchDecisionError, SecondPersonError
from parking.closing.interests import must_be_free
from parking.closing.models import Decision
from parking.closing.reasons import Kind, the_reason
from parking.closing.rules import needs_second_look
from parking.law.state import State
from parking.law.steps import Step
from parking.notices.actions import mark_posted, request_paper, withdraw_paper
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow
from parking.parties.actions import salted_digest
from parking.payments.by_hand import return_held
from parking.payments.received import Standing, money_of
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as it was kept: its id, and the digest the history holds of its words."""

    id: UUID
    digest: str
    needs_second: bool


def cancel(session: Session, *, council: Council, case_id: UUID, reason: str, text: str, by: By) -> Kept:
    """Cancel a charge at the council's discretion; what was paid is due back, and a letter says so."""
    kept = _decide(session, council, case_id, Kind.CANCELLED, reason, text, by)
    event = CaseCancelled(clock.day_of(by.at), reason, kept.digest)
    after = record(session, council=council, case_id=case_id, event=event, by=by)
    return_all_held(session, council=council, case_id=case_id, by=by)
    _write(session, council, case_id, kept.id, after.liable_party, by)
    return kept


def write_off(session: Session, *, council: Council, case_id: UUID, reason: str, text: str, by: By) -> Kept:
    """Give up what is owed; what was paid stays paid, and a letter says that nothing more is asked."""
    kept = _decide(session, council, case_id, Kind.WRITTEN_OFF, reason, text, by)
    event = CaseWrittenOff(clock.day_of(by.at), reason, kept.digest)
    after = record(session, council=council, case_id=case_id, event=event, by=by)
    _write(session, council, case_id, kept.id, after.liable_party, by)
    return kept


def reopen(session: Session, *, council: Council, case_id: UUID, reason: str, text: str, by: By) -> Kept:
    """Undo a closing that was a slip and that nobody was told of; its letter is stopped."""
    kept = _decide(session, council, case_id, Kind.REOPENED, reason, text, by)
    event = CaseReopened(clock.day_of(by.at), reason, kept.digest)
    record(session, council=council, case_id=case_id, event=event, by=by)
    for paper_id in _letters(session, council, case_id):
        withdraw_paper(session, authority=council.id, paper_id=paper_id)
    return kept


def tell(session: Session, *, council: Council, case_id: UUID, on: date, how: str, by: By) -> None:
    """Record that the motorist learned how the case ended; only the first time counts."""
    if load(session, authority=council.id, case_id=case_id).state.told_on is None:
        record(session, council=council, case_id=case_id, event=ClosingTold(on, how), by=by)


def letter_posted(session: Session, *, council: Council, paper: PaperRow, posted_on: date, by: By) -> None:
    """Record that the letter about an ending was posted: from now on the motorist knows."""
    mark_posted(session, authority=council.id, paper_id=paper.id, on=posted_on)
    tell(session, council=council, case_id=paper.case_id, on=posted_on, how="letter", by=by)


def look_again(
    session: Session, *, council: Council, decision_id: UUID, agrees: bool, text: str, by: By
) -> None:
    """Record what a second person, who has no interest in the case, thinks of a decision."""
    row = session.execute(
        select(Decision.case_id, Decision.decided_by, Decision.second_by).where(
            Decision.authority_id == council.id, Decision.id == decision_id, Decision.needs_second.is_(True)
        )
    ).one_or_none()
    if row is None:
        raise NoSuchDecisionError("There is no such decision, or it needs no second look.")
    if row.second_by is not None:
        raise LookedAtError("Somebody has looked at this decision already.")
    if row.decided_by == by.actor:
        raise SecondPersonError("You took this decision, so somebody else has to look at it again.")
    must_be_free(session, council=council, case_id=row.case_id, by=by)
    salt, on = secrets.token_hex(16), clock.day_of(by.at)
    looker = UUID(by.actor.partition(":")[2])
    event = SecondLookDone(on, looker, agrees, salted_digest(salt, text))
    record(session, council=council, case_id=row.case_id, event=event, by=by)
    session.execute(
        update(Decision)
        .where(Decision.authority_id == council.id, Decision.id == decision_id)
        .values(second_by=by.actor, second_on=on, second_agrees=agrees, second_text=text, second_salt=salt)
        .execution_options(synchronize_session=False)
    )


def keep_decision(
    session: Session, *, council: Council, case_id: UUID, kind: Kind, reason: str, text: str, by: By
) -> Kept:
    """Keep why a person decided; says whether a second person looks at it, by the policies of the day."""
    on, salt, row_id = clock.day_of(by.at), secrets.token_hex(16), new_id()
    the_reason(reason, kind, on)
    state = load(session, authority=council.id, case_id=case_id).state
    given_up = given_up_by(kind, state)
    needs = needs_second_look(
        kind,
        case_id,
        given_up,
        percent=council.policies.value(PolicyKind.SECOND_LOOK_PERCENT, on),
        write_off_above=Money(council.policies.value(PolicyKind.SECOND_LOOK_WRITE_OFF_PENCE, on)),
    )
    session.execute(
        insert(Decision),
        {
            "id": row_id,
            "authority_id": council.id,
            "case_id": case_id,
            "kind": kind.value,
            "reason": reason,
            "text": text,
            "salt": salt,
            "given_up_pence": given_up.pence,
            "decided_on": on,
            "decided_at": by.at,
            "decided_by": by.actor,
            "needs_second": needs,
        },
    )
    return Kept(row_id, salted_digest(salt, text), needs)


def return_all_held(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Make all held money of a case due back: there is nothing left that it could pay."""
    for each in money_of(session, authority=council.id, case_id=case_id):
        if each.standing is Standing.HELD:
            return_held(session, council=council, case_id=case_id, payment_id=each.payment_id, by=by)


def request_closing_letter(
    session: Session, *, council: Council, case_id: UUID, decision_id: UUID, party_id: UUID, by: By
) -> UUID:
    """Ask for the letter that says how a case ended and why."""
    paper_id = request_paper(
        session, authority=council.id, case_id=case_id, kind=PaperWanted.CLOSING_LETTER,
        on=clock.day_of(by.at), party_id=party_id,
    )  # fmt: skip
    session.execute(
        update(Decision)
        .where(Decision.authority_id == council.id, Decision.id == decision_id)
        .values(paper_id=paper_id)
        .execution_options(synchronize_session=False)
    )
    return paper_id


def given_up_by(kind: Kind, state: State) -> Money:
    """Return what a decision gives up: the whole charge where it is cancelled, else what is unpaid."""
    if kind is Kind.REOPENED:
        return Money(0)
    charge = state.charge()
    return charge - state.paid if kind is Kind.WRITTEN_OFF else charge


def _decide(
    session: Session, council: Council, case_id: UUID, kind: Kind, reason: str, text: str, by: By
) -> Kept:
    must_be_possible(session, council=council, case_id=case_id, step=_STEPS[kind], by=by)
    must_be_free(session, council=council, case_id=case_id, by=by)
    return keep_decision(
        session, council=council, case_id=case_id, kind=kind, reason=reason, text=text, by=by
    )


def _write(
    session: Session, council: Council, case_id: UUID, decision_id: UUID, party: UUID | None, by: By
) -> None:
    if party is not None:  # nobody wrote to so far needs no letter: who looks the notice up is told
        request_closing_letter(
            session, council=council, case_id=case_id, decision_id=decision_id, party_id=party, by=by
        )


def _letters(session: Session, council: Council, case_id: UUID) -> list[UUID]:
    rows = session.scalars(
        select(Decision.paper_id)
        .where(Decision.authority_id == council.id, Decision.case_id == case_id)
        .where(Decision.paper_id.is_not(None))
        .order_by(Decision.id)
    )
    return [row for row in rows if row is not None]


_STEPS = {Kind.CANCELLED: Step.CANCEL, Kind.WRITTEN_OFF: Step.WRITE_OFF, Kind.REOPENED: Step.REOPEN}
