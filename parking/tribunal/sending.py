"""What we ask and tell the tribunal: intended with the case, sent outside any transaction, sent once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.tribunal import AppealDocumentsDelivered
from parking.cases.models import Case
from parking.cases.record import By, record
from parking.store.exchange.post import ExchangeError
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.tribunal.gateway import Tribunal
from parking.tribunal.models import TribunalSending
from parking.tribunal.states import SendingKind, SendingState
from parking.tribunal.to_tribunal import ToTribunal
from parking.values import clock
from parking.values.ids import new_id

_MESSAGE: TypeAdapter[ToTribunal] = TypeAdapter(ToTribunal)
_SENDING = TribunalSending.__table__.c
LARGEST_BATCH = 5000


@dataclass(frozen=True, slots=True)
class SendingRow:
    """A message of ours, with the number of its case."""

    id: UUID
    case_id: UUID
    appeal_id: UUID | None
    kind: SendingKind
    batch_id: UUID
    body: dict[str, Any]
    state: SendingState
    made_at: datetime
    number: str

    @property
    def message(self) -> ToTribunal:
        """The message as the gateway takes it: the same row always gives the same one."""
        whole = {**self.body, "kind": self.kind.value, "id": str(self.id), "number": self.number}
        if self.kind is SendingKind.ASK_APPEAL:
            whole["asked_at"] = clock.stamp(self.made_at)
        return _MESSAGE.validate_json(json.dumps(whole))


def sending_row(
    *,
    authority: UUID,
    case_id: UUID,
    kind: SendingKind,
    body: dict[str, Any],
    at: datetime,
    sending_id: UUID,
    appeal_id: UUID | None = None,
    batch_id: UUID | None = None,
) -> dict[str, Any]:
    """Return the row of a message to the tribunal, for one who writes it with other things."""
    return {
        "id": sending_id,
        "authority_id": authority,
        "case_id": case_id,
        "appeal_id": appeal_id,
        "kind": kind.value,
        "batch_id": batch_id or sending_id,
        "body": {
            name: value.isoformat() if isinstance(value, date) else value for name, value in body.items()
        },
        "state": SendingState.INTENDED.value,
        "made_at": at,
    }


def intend(
    session: Session,
    *,
    authority: UUID,
    case_id: UUID,
    kind: SendingKind,
    body: dict[str, Any],
    at: datetime,
    appeal_id: UUID | None = None,
) -> UUID:
    """Keep a message to the tribunal in the transaction of what it tells; it is sent after."""
    row_id = new_id()
    row = sending_row(
        authority=authority, case_id=case_id, kind=kind, body=body, at=at, sending_id=row_id,
        appeal_id=appeal_id,
    )  # fmt: skip
    session.execute(insert(TribunalSending.__table__), row)
    return row_id


def send_waiting(tribunal: Tribunal, *, council: Council, files: FileStore, by: By) -> int:
    """Send every message that is intended, and once more those nobody acknowledged; return how many went.

    Raises ExchangeError when the tribunal can't be reached: what is left stays intended.
    """
    again_before = _patience_ends(council, by)
    with reading(authority=council.id) as session:
        waiting = _unsent(session, authority=council.id, again_before=again_before)
    for _, batch in groupby(waiting, key=lambda row: row.batch_id):
        rows = list(batch)
        again = rows[0].state is SendingState.SENT
        for row in rows:
            if row.kind is SendingKind.DOCUMENTS_DELIVERED:
                tribunal.attach(files.read(council.id, row.body["pack_sha256"]), again=again)
        tribunal.send(rows[0].batch_id, [row.message for row in rows], again=again)
        with writing(authority=council.id) as session:
            _note_sent(session, council, rows, by)
    return len(waiting)


def send_now(tribunal: Tribunal, *, council: Council, files: FileStore, by: By) -> bool:
    """Send what waits, and say whether it went: where it did not, the night tries again."""
    try:
        send_waiting(tribunal, council=council, files=files, by=by)
    except ExchangeError:
        return False
    return True


def give_up_questions(session: Session, *, council: Council, by: By) -> int:
    """Give up questions without an answer in the days the authority waits: they are asked afresh."""
    found = session.execute(
        update(TribunalSending)
        .where(
            TribunalSending.authority_id == council.id,
            TribunalSending.kind == SendingKind.ASK_APPEAL,
            TribunalSending.state == SendingState.SENT,
            TribunalSending.sent_at <= _patience_ends(council, by),
        )
        .values(state=SendingState.TIMED_OUT.value)
        .execution_options(synchronize_session=False)
    )
    return int(found.rowcount)  # type: ignore[attr-defined]


def close_sending(
    session: Session,
    *,
    authority: UUID,
    sending_id: UUID,
    state: SendingState,
    at: datetime,
    answer: str | None = None,
) -> None:
    """Note how the tribunal took a message of ours."""
    close_sendings(session, authority=authority, ids=[sending_id], state=state, at=at, answer=answer)


def close_sendings(
    session: Session,
    *,
    authority: UUID,
    ids: Sequence[UUID],
    state: SendingState,
    at: datetime,
    answer: str | None = None,
) -> None:
    """Note how the tribunal took several messages of ours, the same way."""
    session.execute(
        update(TribunalSending)
        .where(TribunalSending.authority_id == authority, TribunalSending.id.in_(ids))
        .values(state=state.value, answered_at=at, answer=answer)
        .execution_options(synchronize_session=False)
    )


def sending(session: Session, *, authority: UUID, sending_id: UUID) -> SendingRow | None:
    """Return one message of ours."""
    row = session.execute(_rows(authority).where(_SENDING.id == sending_id)).one_or_none()
    return _row(row) if row else None


def is_waiting(session: Session, *, authority: UUID, appeal_id: UUID, kind: SendingKind) -> bool:
    """Whether a message of a kind about an appeal is intended and not sent yet."""
    query = select(func.count()).where(
        _SENDING.authority_id == authority,
        _SENDING.appeal_id == appeal_id,
        _SENDING.kind == kind,
        _SENDING.state == SendingState.INTENDED,
    )
    return session.execute(query).scalar_one() > 0


def intended(session: Session, *, authority: UUID) -> int:
    """Return how many messages wait to be sent."""
    query = select(func.count()).where(
        _SENDING.authority_id == authority, _SENDING.state == SendingState.INTENDED
    )
    return session.execute(query).scalar_one()


def ask_pin(session: Session, *, council: Council, case_id: UUID, rejection: UUID, by: By) -> UUID:
    """Ask for the PIN that the reader of a notice of rejection appeals with; the answer comes by night."""
    return intend(
        session, authority=council.id, case_id=case_id, kind=SendingKind.ASK_PIN,
        body={"rejection": str(rejection)}, at=by.at,
    )  # fmt: skip


def pin_of(session: Session, *, authority: UUID, case_id: UUID, rejection: UUID) -> str | None:
    """Return the PIN the tribunal gave for a notice of rejection, or None while there is none."""
    rows = session.execute(
        _rows(authority)
        .add_columns(_SENDING.answer)
        .where(
            _SENDING.case_id == case_id,
            _SENDING.kind == SendingKind.ASK_PIN,
            _SENDING.state == SendingState.ANSWERED,
        )
        .order_by(_SENDING.made_at.desc(), _SENDING.id)
    )
    return next((str(row.answer) for row in rows if row.body["rejection"] == str(rejection)), None)


def _patience_ends(council: Council, by: By) -> datetime:
    on = clock.day_of(by.at)
    days = council.policies.value(PolicyKind.TRIBUNAL_WAIT_DAYS, on)
    return clock.at_local(clock.days_after(on, 1 - days))


def _unsent(session: Session, *, authority: UUID, again_before: datetime) -> list[SendingRow]:
    told_in_vain = (
        (_SENDING.state == SendingState.SENT)
        & (_SENDING.kind != SendingKind.ASK_APPEAL)
        & (_SENDING.sent_at <= again_before)
    )
    rows = session.execute(
        _rows(authority)
        .where(or_(_SENDING.state == SendingState.INTENDED, told_in_vain))
        .order_by(_SENDING.batch_id, _SENDING.id)
    )
    return [_row(row) for row in rows]


def _note_sent(session: Session, council: Council, rows: Sequence[SendingRow], by: By) -> None:
    session.execute(
        update(TribunalSending)
        .where(
            TribunalSending.authority_id == council.id,
            TribunalSending.id.in_([row.id for row in rows]),
            TribunalSending.state.in_((SendingState.INTENDED, SendingState.SENT)),
        )
        .values(state=SendingState.SENT.value, sent_at=by.at)
        .execution_options(synchronize_session=False)
    )
    for row in rows:
        if row.kind is SendingKind.DOCUMENTS_DELIVERED and row.state is SendingState.INTENDED:
            _note_delivered(session, council, row, by)


def _note_delivered(session: Session, council: Council, row: SendingRow, by: By) -> None:
    event = AppealDocumentsDelivered(row.appeal_id or row.id, clock.day_of(by.at), row.body["pack_sha256"])
    try:
        record(session, council=council, case_id=row.case_id, event=event, by=by)
    except StepRefusedError:
        return  # the appeal ended while the pack was under way: it went, and no longer matters


def _rows(authority: UUID) -> Any:
    return (
        select(
            _SENDING.id, _SENDING.case_id, _SENDING.appeal_id, _SENDING.kind, _SENDING.batch_id,
            _SENDING.body, _SENDING.state, _SENDING.made_at, Case.number,
        )
        .join(Case, Case.id == _SENDING.case_id)
        .where(_SENDING.authority_id == authority)
    )  # fmt: skip


def _row(row: Any) -> SendingRow:
    values = row._asdict()
    return SendingRow(
        **{**values, "kind": SendingKind(values["kind"]), "state": SendingState(values["state"])}
    )
