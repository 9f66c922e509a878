"""Challenges, held money and endings for a demonstration, told through the real actions."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.challenges.deciding import accept_challenge, refuse_challenge
from parking.challenges.money import take_money
from parking.challenges.receiving import Challenger, Channel, Said, receive_challenge, withdraw_challenge
from parking.closing.actions import cancel, write_off
from parking.payments import by_hand
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money

WRITER = Challenger("Robin Invented", ("7 Nowhere Lane", "Exampleton"), "EX9 9ZZ")
SAYS = (
    "I paid at the machine, but it gave me no ticket.\n\nI was back within five minutes of finding that out."
)
AGREES = "The records of the machine show that it took money and printed nothing at that time."
ANSWERS = (
    "You say that you paid and got no ticket. The machine took no money in the hour before your notice.\n\n"
    "You say that you were back within five minutes. The officer watched the vehicle for ten."
)


class Fate(StrEnum):
    """What becomes of a challenge."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WITH_MONEY = "with_money"


def tell_challenge(
    session: Session, *, council: Council, case_id: UUID, number: str, fate: Fate, by: By
) -> None:
    """Challenge a PCN that was served, and let its fate follow on the same day."""
    today = clock.day_of(by.at)
    said = Said(SAYS, Channel.POST, today, WRITER)
    row = receive_challenge(session, council=council, case_id=case_id, number=number, said=said, by=by)
    if fate is Fate.ACCEPTED:
        accept_challenge(session, council=council, challenge_id=row, answer=AGREES, by=by)
    elif fate is Fate.REFUSED:
        refuse_challenge(session, council=council, challenge_id=row, answer=ANSWERS, by=by)
    elif fate is Fate.WITHDRAWN:
        withdraw_challenge(session, council=council, challenge_id=row, on=today, by=by)
    elif fate is Fate.WITH_MONEY:
        cheque = by_hand.Came(new_id(), Money(2500), by_hand.Channel.POST, today, "a cheque")
        take_money(session, council=council, case_id=case_id, came=cheque, by=by)


def tell_ending(session: Session, *, council: Council, case_id: UUID, is_cancelled: bool, by: By) -> None:
    """Cancel a case, or write it off, as a person at the desk would."""
    if is_cancelled:
        words = "The bay was marked wrongly on that day."
        cancel(session, council=council, case_id=case_id, reason="signs_or_lines", text=words, by=by)
    else:
        words = "The keeper has moved abroad; nobody can be served."
        write_off(session, council=council, case_id=case_id, reason="no_keeper", text=words, by=by)
