"""What waits at the tribunal: for its documents, our answers, refunds, and for a person to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import load_unlocked
from parking.law.counting import UnknownHolidaysError
from parking.law.state import Stage
from parking.tribunal.appeals import AppealRow, appeals_in, ended_appeals
from parking.tribunal.from_tribunal import Direction
from parking.tribunal.inbox import MessageRow, exceptions
from parking.tribunal.models import TribunalSending
from parking.tribunal.states import AppealState, SendingKind, SendingState
from parking.values.money import Money

_DIRECTED = {
    Direction.CANCEL_PCN.value: "cancel the PCN",
    Direction.CANCEL_NOTICE.value: "cancel the notice",
    Direction.CANCEL_CHARGE_CERTIFICATE.value: "cancel the charge certificate",
    Direction.REFUND.value: "pay the money back",
    Direction.OTHER.value: "something else: read the decision",
}


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A recommendation that waits for our answer, and the last day its refusal can be posted."""

    appeal: AppealRow
    post_by: date | None
    refusal_waits: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """An ended appeal in which something is still to be done."""

    appeal: AppealRow
    refund: Money
    directed: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everything of the tribunal's that waits, what lapses first first."""

    set_aside: tuple[MessageRow, ...]
    documents: tuple[AppealRow, ...]
    recommendations: tuple[ToAnswer, ...]
    at_legal: tuple[AppealRow, ...]
    decisions: tuple[AppealRow, ...]
    to_do: tuple[ToDo, ...]
    questions: int
    unsent: int


def worklist(session: Session, *, council: Council, today: date) -> Worklist:
    """Return what waits, each list in the order of its last lawful day."""
    opened = appeals_in(session, authority=council.id, state=AppealState.OPEN)
    recommended = appeals_in(session, authority=council.id, state=AppealState.RECOMMENDED)
    # A case's last day stands only while the documents are still to be delivered.
    due = [row for row in opened if row.stage is Stage.APPEALED and row.lapses_on is not None]
    return Worklist(
        set_aside=tuple(exceptions(session, authority=council.id)),
        documents=tuple(due),
        recommendations=tuple(_to_answer(session, council, row, today) for row in recommended),
        at_legal=tuple(appeals_in(session, authority=council.id, state=AppealState.AT_LEGAL)),
        decisions=tuple(row for row in opened if row not in due),
        to_do=tuple(_to_do(session, council, row) for row in ended_appeals(session, authority=council.id)),
        questions=_count(session, council.id, SendingState.SENT, SendingKind.ASK_APPEAL),
        unsent=_count(session, council.id, SendingState.INTENDED, None),
    )


def pack_sent(session: Session, *, authority: UUID, case_id: UUID) -> str | None:
    """Return the hash of the newest pack of a case that was sent or waits to be."""
    body = session.scalar(
        select(TribunalSending.body)
        .where(
            TribunalSending.authority_id == authority,
            TribunalSending.case_id == case_id,
            TribunalSending.kind == SendingKind.DOCUMENTS_DELIVERED,
        )
        .order_by(TribunalSending.made_at.desc(), TribunalSending.id.desc())
        .limit(1)
    )
    return str(body["pack_sha256"]) if body else None


def _to_answer(session: Session, council: Council, row: AppealRow, today: date) -> ToAnswer:
    state = load_unlocked(session, authority=council.id, case_id=row.case_id).state
    return ToAnswer(
        row, _post_by(council, row.lapses_on, today), state.recommendation_refusal_requested_on is not None
    )


def _post_by(council: Council, last: date | None, today: date) -> date | None:
    if last is None:
        return None
    try:
        return council.law(today).latest_posting(last, council.calendar)
    except UnknownHolidaysError:
        return None


def _to_do(session: Session, council: Council, row: AppealRow) -> ToDo:
    state = load_unlocked(session, authority=council.id, case_id=row.case_id).state
    return ToDo(row, state.refund_due, ", ".join(_DIRECTED[each] for each in row.directions))


def _count(session: Session, authority: UUID, state: SendingState, kind: SendingKind | None) -> int:
    query = select(func.count()).where(
        TribunalSending.authority_id == authority, TribunalSending.state == state
    )
    if kind is not None:
        query = query.where(TribunalSending.kind == kind)
    return session.execute(query).scalar_one()
