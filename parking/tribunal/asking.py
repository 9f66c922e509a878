"""Is any appeal registered? Asked before every charge certificate and registration, and the answer heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.cases.history.tribunal import NoAppealConfirmed
from parking.cases.locking import lock_cases
from parking.cases.night import Decided, Tonight
from parking.cases.queries import due
from parking.cases.record import Loaded, question
from parking.cases.record_batch import record_batch
from parking.law.guards.recovery import tribunal_has_no_appeal, tribunal_was_asked_again
from parking.law.question import Guard
from parking.law.reasons import Refused
from parking.law.steps import Step
from parking.store.session import writing
from parking.tribunal.from_tribunal import Answer, AppealAnswered
from parking.tribunal.models import TribunalSending
from parking.tribunal.sending import close_sendings, sending_row
from parking.tribunal.states import SendingKind, SendingState
from parking.values import clock

_SENDING = TribunalSending.__table__.c
BATCH = 1000
ASKED_BEFORE: tuple[tuple[Step, Guard], ...] = (
    (Step.REQUEST_CHARGE_CERTIFICATE, tribunal_has_no_appeal),
    (Step.REQUEST_REGISTRATION, tribunal_was_asked_again),
)
"""The steps that need the tribunal's answer, each with the rule that says whether we have one."""


def ask_tribunal(tonight: Tonight) -> int:
    """Intend a question about every case that is due and has no fresh answer; return how many.

    They are kept before they are sent: a machine that stops in between sends them the next time.
    """
    asked = 0
    for step, is_fresh in ASKED_BEFORE:
        after: UUID | None = None
        while True:
            with writing(authority=tonight.council.id) as session:
                ids = due(
                    session, authority=tonight.council.id, step=step, on=tonight.on, after=after, most=BATCH
                )
                asked += _intend(session, tonight, ids, is_fresh)
            if len(ids) < BATCH:
                break
            after = ids[-1]
    return asked


def hear_no_appeal(session: Session, *, tonight: Tonight, answers: Sequence[AppealAnswered]) -> int:
    """Record that no appeal is registered, for the day the tribunal looked, in many cases together.

    A case that went on in another way meanwhile is left as it is; the question is answered all the same.
    """
    known = {row.id: row.case_id for row in _open_questions(session, tonight, [a.answers for a in answers])}
    wanted = [(known[answer.answers], answer) for answer in answers if answer.answers in known]
    if not wanted:
        return 0
    held = lock_cases(session, council=tonight.council, ids=sorted({case_id for case_id, _ in wanted}))
    acts = {
        case_id: (held[case_id], Decided(NoAppealConfirmed(answer.answers, clock.day_of(answer.looked_at))))
        for case_id, answer in wanted
        if case_id in held and _is_news(held[case_id], clock.day_of(answer.looked_at))
    }
    done = record_batch(session, tonight=tonight, acts=acts.values()).done
    close_sendings(
        session, authority=tonight.council.id, ids=[answer.answers for _, answer in wanted],
        state=SendingState.ANSWERED, at=tonight.by.at, answer=Answer.NONE_REGISTERED.value,
    )  # fmt: skip
    return done


def _is_news(loaded: Loaded, looked_on: date) -> bool:
    before = loaded.state.no_appeal_confirmed_on
    return before is None or before < looked_on


def _intend(session: Session, tonight: Tonight, ids: Sequence[UUID], is_fresh: Guard) -> int:
    waiting = _waiting_for_an_answer(session, tonight, ids)
    held = lock_cases(session, council=tonight.council, ids=[row for row in ids if row not in waiting])
    to_ask = [
        loaded
        for loaded in held.values()
        if isinstance(is_fresh(question(tonight.council, loaded.state, tonight.by.at)), Refused)
    ]
    if not to_ask:
        return 0
    batch_id = tonight.id_for(to_ask[0], "batch for the tribunal")
    rows = [
        sending_row(
            authority=tonight.council.id, case_id=loaded.case_id, kind=SendingKind.ASK_APPEAL, body={},
            at=tonight.by.at, sending_id=tonight.id_for(loaded, "tribunal enquiry"), batch_id=batch_id,
        )
        for loaded in to_ask
    ]  # fmt: skip
    session.execute(insert(TribunalSending.__table__), rows)
    return len(rows)


def _waiting_for_an_answer(session: Session, tonight: Tonight, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Return cases asked about already; one the tribunal refused is left to a person for some days."""
    days = tonight.council.policies.value(PolicyKind.TRIBUNAL_WAIT_DAYS, tonight.on)
    refused_since = clock.at_local(clock.days_after(tonight.on, -days))
    rows = session.scalars(
        select(_SENDING.case_id).where(
            _SENDING.authority_id == tonight.council.id,
            _SENDING.case_id.in_(ids),
            _SENDING.kind == SendingKind.ASK_APPEAL,
            or_(
                _SENDING.state.in_((SendingState.INTENDED, SendingState.SENT)),
                (_SENDING.state == SendingState.REFUSED) & (_SENDING.answered_at > refused_since),
            ),
        )
    )
    return frozenset(rows)


def _open_questions(session: Session, tonight: Tonight, ids: Sequence[UUID]) -> Sequence[Any]:
    # One given up is still answered: what the tribunal saw that day is true however late it comes.
    open_states = (SendingState.INTENDED, SendingState.SENT, SendingState.TIMED_OUT)
    return session.execute(
        select(_SENDING.id, _SENDING.case_id)
        .where(
            _SENDING.authority_id == tonight.council.id,
            _SENDING.id.in_(ids),
            _SENDING.kind == SendingKind.ASK_APPEAL,
            _SENDING.state.in_(open_states),
        )
        .order_by(_SENDING.id)
    ).all()
