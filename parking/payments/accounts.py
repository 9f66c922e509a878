"""What each account of a case must show: a pure function of its state, whose sides always cancel out."""

from __future__ import annotations

from enum import StrEnum

from parking.law.state import Stage, State
from parking.values.money import NOTHING, Money


class Account(StrEnum):
    """Where money stands. PCN income is in the s.55 account; a PCN never has VAT."""

    DUE = "due"
    INCOME = "penalty_income"
    SURCHARGE = "surcharge_income"
    COURT_FEE = "court_fee_recoverable"
    DISCOUNT = "discount_given"
    WRITTEN_OFF = "written_off"
    CARD = "received_by_card"
    POST = "received_by_post"
    AGENT = "received_by_agent"
    OTHER = "received_otherwise"
    HELD = "held_for_sender"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"
    LOST = "refund_lost"


BY_CHANNEL = {
    "online": Account.CARD,
    "card": Account.CARD,
    "phone": Account.CARD,
    "post": Account.POST,
    "agent": Account.AGENT,
}


def received_by(channel: str) -> Account:
    """Return the account of money that came by a channel."""
    return BY_CHANNEL.get(channel, Account.OTHER)


def accounts(state: State) -> dict[Account, Money]:
    """Return what a case's accounts show, debits above zero; all that was received stands as OTHER."""
    full, surcharge, fee = _charged(state)
    left = full + surcharge + fee - state.paid
    return {
        Account.DUE: NOTHING if state.is_closed else left,
        Account.DISCOUNT: left if state.stage is Stage.PAID else NOTHING,
        Account.WRITTEN_OFF: left if state.stage is Stage.WRITTEN_OFF else NOTHING,
        Account.OTHER: state.received,
        Account.LOST: state.lost,
        Account.INCOME: -full,
        Account.SURCHARGE: -surcharge,
        Account.COURT_FEE: -fee,
        Account.HELD: -state.held_money,
        Account.REFUND_DUE: -state.refund_due,
        Account.REFUNDED: -state.refunded,
    }


def difference(before: State, after: State, received: Account) -> dict[Account, Money]:
    """Return the entry that brings a ledger from one state to another, money in by one account."""
    was, now = accounts(before), accounts(after)
    lines = {account: now[account] - was[account] for account in now}
    came = lines.pop(Account.OTHER)
    return {account: amount for account, amount in {**lines, received: came}.items() if amount}


def _charged(state: State) -> tuple[Money, Money, Money]:
    if state.stage in {Stage.NEW, Stage.PREPARED, Stage.CANCELLED}:
        return NOTHING, NOTHING, NOTHING
    increased = state.certificate_served_on is not None
    return state.full, state.increased - state.full if increased else NOTHING, state.court_fee
