"""Answers to what we sent: an appeal we were not told of, a PIN, an acknowledgement, a refusal."""

from __future__ import annotations

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By, Loaded
from parking.law.state import Stage
from parking.tribunal.errors import DoesNotFitError
from parking.tribunal.from_tribunal import (
    Answer,
    AppealAnswered,
    FromTribunal,
    MessageRefused,
    MessageTaken,
    PinGiven,
    Refusal,
)
from parking.tribunal.sending import close_sending, sending
from parking.tribunal.states import SendingState
from parking.values import clock

_WITH_TRIBUNAL = frozenset({Stage.APPEALED, Stage.RECOMMENDED})
_REFUSED = {
    Refusal.UNKNOWN_NUMBER: "it does not know this PCN number",
    Refusal.UNKNOWN_APPEAL: "it does not know this appeal",
    Refusal.TOO_LATE: "it came too late",
    Refusal.UNREADABLE: "it could not read it",
}


def heard_answer(
    session: Session, *, council: Council, loaded: Loaded, message: FromTribunal, by: By
) -> None:
    """Note how the tribunal answered something of ours; raises DoesNotFitError where a person must look."""
    if not isinstance(message, AppealAnswered | PinGiven | MessageTaken | MessageRefused):
        raise TypeError(f"{message.kind} is no answer")
    ours = sending(session, authority=council.id, sending_id=message.answers)
    if ours is None or ours.case_id != loaded.case_id:
        raise DoesNotFitError("answers_nothing", "This answers a message that we did not send.")
    if isinstance(message, AppealAnswered):
        _there_is_one(loaded, message, by)
    state, answer = _closes(message)
    close_sending(
        session, authority=council.id, sending_id=message.answers, state=state, at=by.at, answer=answer
    )


def refusal_words(message: MessageRefused) -> str:
    """Return why the tribunal did not take a message of ours."""
    return f"The tribunal did not take what we sent: {_REFUSED[message.why]}. Look at it and send it again."


def _closes(message: AppealAnswered | PinGiven | MessageTaken | MessageRefused) -> tuple[SendingState, str]:
    match message:
        case AppealAnswered():
            return SendingState.ANSWERED, message.answer.value
        case PinGiven():
            return SendingState.ANSWERED, message.pin
        case MessageTaken():
            return SendingState.TAKEN, "taken"
        case MessageRefused():
            return SendingState.REFUSED, message.why.value


def _there_is_one(loaded: Loaded, message: AppealAnswered, by: By) -> None:
    """Raise unless we know of the appeal: then no certificate goes until somebody has found out."""
    if clock.day_of(message.looked_at) > clock.day_of(by.at):
        raise DoesNotFitError("dated_in_future", "The answer is dated on a day that has not come.")
    if message.answer is Answer.REGISTERED and loaded.state.stage not in _WITH_TRIBUNAL:
        raise DoesNotFitError(
            "appeal_not_told",
            "The tribunal says that an appeal is registered, but it has not told us of one. "
            "Ask it for the appeal, then record it.",
            holds=True,
        )
