"""Fetching what the tribunal sent: recorded first, put away after, so that nothing is lost or done twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parking.authorities.queries import Council
from parking.cases.errors import SomebodyElseFirstError
from parking.cases.night import Tonight
from parking.cases.record import By
from parking.store.exchange.post import ExchangeError
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.tribunal.asking import BATCH, ask_tribunal, hear_no_appeal
from parking.tribunal.from_tribunal import Answer, AppealAnswered, FromTribunal
from parking.tribunal.gateway import Tribunal
from parking.tribunal.inbox import keep_problem, receive
from parking.tribunal.sending import give_up_questions, intended, send_waiting
from parking.tribunal.states import MessageState
from parking.values import clock


@dataclass(slots=True)
class Swept:
    """What a look at the tribunal's messages did."""

    asked: int = 0
    given_up: int = 0
    sent: int = 0
    confirmed: int = 0
    acted: int = 0
    exceptions: int = 0
    waiting: int = 0
    unreachable: bool = False


def speak_with_tribunal(tribunal: Tribunal, *, council: Council, files: FileStore, by: By) -> Swept:
    """Hear what came, ask what must be asked, send what waits, and hear the answers that came at once."""
    swept = Swept()
    sweep(tribunal, council=council, by=by, swept=swept)
    with writing(authority=council.id) as session:
        swept.given_up = give_up_questions(session, council=council, by=by)
    swept.asked = ask_tribunal(Tonight(council, by, clock.day_of(by.at)))
    try:
        swept.sent = send_waiting(tribunal, council=council, files=files, by=by)
    except ExchangeError:
        swept.unreachable = True
        with reading(authority=council.id) as session:
            swept.waiting = intended(session, authority=council.id)
        return swept
    sweep(tribunal, council=council, by=by, swept=swept)
    return swept


def sweep(tribunal: Tribunal, *, council: Council, by: By, swept: Swept | None = None) -> Swept:
    """Record everything that came from the tribunal, then say that it may be put away.

    Where another act came between, nothing is put away: the same messages come again.
    """
    swept = swept or Swept()
    arrived = tribunal.collect()
    if not arrived.receipts:
        return swept
    nothing = [message for message in arrived.messages if _says_none(message, by)]
    try:
        # News goes first: an answer of the same day must not speak over an appeal that came with it.
        for message in arrived.messages:
            if not _says_none(message, by):
                _count(swept, receive(council=council, message=message, by=by))
        _hear(council, by, nothing, swept)
    except SomebodyElseFirstError:
        return swept
    with writing(authority=council.id) as session:
        for problem in arrived.problems:
            swept.exceptions += keep_problem(session, council=council, problem=problem, by=by)
    tribunal.put_away(arrived.receipts)
    return swept


def _says_none(message: FromTribunal, by: By) -> bool:
    return (
        isinstance(message, AppealAnswered)
        and message.answer is Answer.NONE_REGISTERED
        and clock.day_of(message.looked_at) <= clock.day_of(by.at)
    )


def _hear(council: Council, by: By, nothing: Sequence[FromTribunal], swept: Swept) -> None:
    answers = [message for message in nothing if isinstance(message, AppealAnswered)]
    tonight = Tonight(council, by, clock.day_of(by.at))
    for start in range(0, len(answers), BATCH):
        with writing(authority=council.id) as session:
            swept.confirmed += hear_no_appeal(
                session, tonight=tonight, answers=answers[start : start + BATCH]
            )


def _count(swept: Swept, state: MessageState | None) -> None:
    swept.acted += state is MessageState.ACTED
    swept.exceptions += state is MessageState.EXCEPTION
