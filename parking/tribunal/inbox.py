"""The tribunal's messages, each kept once: acted on, or listed with the reason why a person must look."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.history.holds import HoldReleased
from parking.cases.models import Case
from parking.cases.record import By, append, load
from parking.evidence.actions import write_note
from parking.law.reasons import Reason
from parking.law.state import Stage
from parking.store.exchange.post import Problem
from parking.store.session import reading, writing
from parking.tribunal.acting import act_on
from parking.tribunal.answers import refusal_words
from parking.tribunal.errors import AlreadySettledError, DoesNotFitError, NoSuchMessageError
from parking.tribunal.from_tribunal import AppealAnswered, AppealNotified, FromTribunal, MessageRefused
from parking.tribunal.holding import hold_for
from parking.tribunal.models import AppealMessage
from parking.tribunal.sending import close_sending
from parking.tribunal.states import MessageState, SendingState
from parking.values.canonical import sha256
from parking.values.ids import new_id
from parking.words import Reader, say, stage_words

_MESSAGE: TypeAdapter[FromTribunal] = TypeAdapter(FromTribunal)
_COLUMNS = (
    AppealMessage.id, AppealMessage.message_id, AppealMessage.kind, AppealMessage.case_id, AppealMessage.body,
    AppealMessage.state, AppealMessage.why, AppealMessage.says, AppealMessage.hold_id,
    AppealMessage.received_at, AppealMessage.settled_at, AppealMessage.settled_by,
    AppealMessage.settled_note, Case.number,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message from the tribunal as lists show it."""

    id: UUID
    message_id: str
    kind: str
    case_id: UUID | None
    body: dict[str, Any]
    state: MessageState
    why: str
    says: str
    hold_id: UUID | None
    received_at: datetime
    settled_at: datetime | None
    settled_by: str | None
    settled_note: str | None
    number: str | None


def receive(*, council: Council, message: FromTribunal, by: By) -> MessageState | None:
    """Keep a message and act on it in one transaction; None when it was kept before.

    What can't be acted on is kept too, with its reason, and holds its case where waiting is safer.
    """
    with reading(authority=council.id) as session:
        if _is_known(session, council.id, message.id):
            return None
        case_id = _case_of(session, council.id, message.number.text)
    if case_id is None:
        unknown = DoesNotFitError("no_such_case", "None of our cases has this PCN number.")
        return _set_aside(council, message, None, unknown, by)
    try:
        return _act(council, message, case_id, by)
    except StepRefusedError as stopped:
        return _set_aside(council, message, case_id, _unfit(stopped), by)
    except DoesNotFitError as unfit:
        return _set_aside(council, message, case_id, unfit, by)
    except IntegrityError:
        return None  # somebody else fetched the same message in the same moment, and has it


def take_by_hand(*, council: Council, case_id: UUID, message: FromTribunal, by: By) -> None:
    """Act on what the tribunal said in another way, kept like a message; raises what stands in its way."""
    _act(council, message, case_id, by)


def keep_problem(session: Session, *, council: Council, problem: Problem, by: By) -> bool:
    """Keep what was wrong in a file, once."""
    message_id = f"problem {sha256(str(problem).encode())}"
    if _is_known(session, council.id, message_id):
        return False
    row = _row_of(council, message_id, "unreadable", None, {"file": problem.file, "line": problem.line}, by)
    row |= {"state": MessageState.EXCEPTION.value, "why": "unreadable", "says": f"{problem}."}
    session.execute(insert(AppealMessage.__table__), row)
    return True


def try_again(*, council: Council, row: MessageRow, by: By) -> MessageState:
    """Act once more on a message; raises StepRefusedError or DoesNotFitError if it still does not fit."""
    if row.state is not MessageState.EXCEPTION or row.case_id is None:
        raise AlreadySettledError("There is nothing left to do with this message.")
    message = _MESSAGE.validate_json(json.dumps(row.body))
    with writing(authority=council.id) as session:
        _release(session, council, row, by)
        act_on(session, council=council, case_id=row.case_id, message=message, by=by)
        _settle(session, council, row, MessageState.ACTED, "Tried again, and it went through.", by)
    return MessageState.ACTED


def settle(session: Session, *, council: Council, row: MessageRow, note: str, by: By) -> None:
    """Close a message that a person dealt with in another way, and release the hold it set."""
    if row.state is not MessageState.EXCEPTION:
        raise AlreadySettledError("Somebody dealt with this message already.")
    if row.case_id is not None:
        write_note(session, authority=council.id, case_id=row.case_id, text=note, author=by.actor, at=by.at)
    _release(session, council, row, by)
    _settle(session, council, row, MessageState.SETTLED, note, by)


def exceptions(session: Session, *, authority: UUID, most: int = 200) -> list[MessageRow]:
    """Return the messages that wait for a person, oldest first."""
    rows = session.execute(
        _messages(authority)
        .where(AppealMessage.state == MessageState.EXCEPTION)
        .order_by(AppealMessage.received_at, AppealMessage.id)
        .limit(most)
    )
    return [_row(row) for row in rows]


def exception_count(session: Session, *, authority: UUID) -> int:
    """Return how many messages wait for a person."""
    return (
        session.scalar(
            select(func.count())
            .select_from(AppealMessage)
            .where(AppealMessage.authority_id == authority, AppealMessage.state == MessageState.EXCEPTION)
        )
        or 0
    )


def message(session: Session, *, authority: UUID, row_id: UUID) -> MessageRow:
    """Return one message."""
    row = session.execute(_messages(authority).where(AppealMessage.id == row_id)).one_or_none()
    if row is None:
        raise NoSuchMessageError("There is no such message.")
    return _row(row)


def because(reasons: tuple[Reason, ...]) -> str:
    """Return why a step is refused, in the back office's words."""
    return " ".join(
        f"The case stands at: {stage_words(Stage(str(each.facts['stage'])), Reader.BACK_OFFICE)}."
        if each.code == "not_from_this_stage"
        else say(each, Reader.BACK_OFFICE)
        for each in reasons
    )


def _act(council: Council, message: FromTribunal, case_id: UUID, by: By) -> MessageState:
    with writing(authority=council.id) as session:
        row = _row_of(council, message.id, message.kind, case_id, _body(message), by)
        if isinstance(message, MessageRefused):
            row |= {"state": MessageState.EXCEPTION.value, "why": "refused", "says": refusal_words(message)}
        session.execute(insert(AppealMessage.__table__), row)
        act_on(session, council=council, case_id=case_id, message=message, by=by)
        return MessageState(row["state"])


def _set_aside(
    council: Council, message: FromTribunal, case_id: UUID | None, unfit: DoesNotFitError, by: By
) -> MessageState:
    with writing(authority=council.id) as session:
        hold_id = None
        # An appeal that can't be recorded as it was told is still an appeal: nothing moves meanwhile.
        if (unfit.holds or isinstance(message, AppealNotified)) and case_id is not None:
            hold_id = hold_for(session, council=council, case_id=case_id, says=unfit.says, by=by)
        if isinstance(message, AppealAnswered) and case_id is not None:
            close_sending(
                session, authority=council.id, sending_id=message.answers, state=SendingState.ANSWERED,
                at=by.at, answer=message.answer.value,
            )  # fmt: skip
        row = _row_of(council, message.id, message.kind, case_id, _body(message), by)
        row |= {
            "state": MessageState.EXCEPTION.value, "why": unfit.why, "says": unfit.says, "hold_id": hold_id,
        }  # fmt: skip
        session.execute(insert(AppealMessage.__table__), row)
    return MessageState.EXCEPTION


def _row_of(
    council: Council, message_id: str, kind: str, case_id: UUID | None, body: dict[str, Any], by: By
) -> dict[str, Any]:
    return {
        "id": new_id(), "authority_id": council.id, "message_id": message_id, "kind": kind,
        "case_id": case_id, "body": body, "state": MessageState.ACTED.value, "why": "", "says": "",
        "hold_id": None, "received_at": by.at,
    }  # fmt: skip


def _release(session: Session, council: Council, row: MessageRow, by: By) -> None:
    if row.hold_id is None or row.case_id is None:
        return
    loaded = load(session, authority=council.id, case_id=row.case_id)
    if row.hold_id in loaded.state.holds:
        released = HoldReleased(row.hold_id, None, None)
        append(session, council=council, loaded=loaded, events=(released,), by=by)


def _settle(
    session: Session, council: Council, row: MessageRow, state: MessageState, note: str, by: By
) -> None:
    session.execute(
        update(AppealMessage)
        .where(AppealMessage.authority_id == council.id, AppealMessage.id == row.id)
        .values(state=state.value, settled_at=by.at, settled_by=by.actor, settled_note=note)
        .execution_options(synchronize_session=False)
    )


def _unfit(stopped: StepRefusedError) -> DoesNotFitError:
    return DoesNotFitError(stopped.reasons[0].code, because(stopped.reasons))


def _body(message: FromTribunal) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(_MESSAGE.dump_json(message))
    return read


def _is_known(session: Session, authority: UUID, message_id: str) -> bool:
    return (
        session.scalar(
            select(AppealMessage.id).where(
                AppealMessage.authority_id == authority, AppealMessage.message_id == message_id
            )
        )
        is not None
    )


def _case_of(session: Session, authority: UUID, number: str) -> UUID | None:
    return session.scalar(select(Case.id).where(Case.authority_id == authority, Case.number == number))


def _messages(authority: UUID) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .outerjoin(Case, Case.id == AppealMessage.case_id)
        .where(AppealMessage.authority_id == authority)
    )


def _row(row: Any) -> MessageRow:
    values = row._asdict()
    return MessageRow(**{**values, "state": MessageState(values["state"])})
