"""Money beside a challenge: two objects, and the sender says which they want (failure mode 14)."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.challenges.deciding import has_address
from parking.challenges.queries import ANSWERED, OPEN, challenges_of
from parking.challenges.receiving import withdraw_challenge
from parking.notices.actions import request_paper
from parking.notices.kinds import PaperWanted
from parking.payments.actions import credit_case
from parking.payments.by_hand import Came, Landed, credit_held, record_money, return_held
from parking.payments.queries import PaymentRow
from parking.values import clock


class Wish(StrEnum):
    """What the sender of held money says: it pays and ends the challenge, or it goes back."""

    PAY = "pay"
    CONTEST = "contest"


def take_money(session: Session, *, council: Council, case_id: UUID, came: Came, by: By) -> Landed:
    """Record money for a case; where it is held, ask whoever challenged what it is for."""
    landed = record_money(session, council=council, case_id=case_id, came=came, by=by)
    if landed.is_held and landed.is_new:
        ask_pay_or_contest(session, council=council, case_id=case_id, by=by)
    return landed


def ask_pay_or_contest(session: Session, *, council: Council, case_id: UUID, by: By) -> bool:
    """Ask for the letter "pay or contest?"; return False where there is no address to write to."""
    for row in challenges_of(session, authority=council.id, case_id=case_id, states=(OPEN, ANSWERED)):
        if has_address(session, council, row):
            request_paper(
                session, authority=council.id, case_id=case_id, kind=PaperWanted.PAY_OR_CONTEST,
                on=clock.day_of(by.at), party_id=row.party_id,
            )  # fmt: skip
            return True
    return False


def settle_held(
    session: Session, *, council: Council, case_id: UUID, payment_id: UUID, wish: Wish, by: By
) -> None:
    """Do with held money what its sender says; paying ends the challenge only because they said so."""
    if wish is Wish.CONTEST:
        return_held(session, council=council, case_id=case_id, payment_id=payment_id, by=by)
        return
    end_challenges(session, council=council, case_id=case_id, by=by)
    credit_held(session, council=council, case_id=case_id, payment_id=payment_id, by=by)


def end_challenges(session: Session, *, council: Council, case_id: UUID, by: By) -> None:
    """Withdraw every open challenge of a case: whoever pays was told that paying ends it, and chose."""
    for row in challenges_of(session, authority=council.id, case_id=case_id, states=(OPEN, ANSWERED)):
        withdraw_challenge(session, council=council, challenge_id=row.id, on=clock.day_of(by.at), by=by)


def credit_and_end(session: Session, council: Council, row: PaymentRow, by: By) -> None:
    """Credit an online payment, and end the challenges that its page said it would end.

    A challenge recorded after the payment began was not on that page: it stays open and is answered.
    """
    credit_case(session, council, row, by)
    for each in challenges_of(session, authority=council.id, case_id=row.subject_id, states=(OPEN, ANSWERED)):
        if each.recorded_at <= row.begun_at:
            withdraw_challenge(session, council=council, challenge_id=each.id, on=clock.day_of(by.at), by=by)
