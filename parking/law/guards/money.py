"""Guards about money: nothing is chased that is not owed."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import Stage


def still_unpaid(question: Question) -> Verdict:
    """Something is still owed on this day."""
    if not question.state.owed(question.on):
        return refused("nothing_owed")
    return ALLOWED


def still_unpaid_if_given(question: Question) -> Verdict:
    """Something is still owed, or the PCN has not been given yet, so that nothing can be."""
    if question.state.stage is Stage.PREPARED:
        return ALLOWED
    return still_unpaid(question)


def some_is_held(question: Question) -> Verdict:
    """Money is held until its sender says what it is for."""
    return ALLOWED if question.state.held_money else refused("no_money_held")


def some_is_due_back(question: Question) -> Verdict:
    """Money is due back to somebody."""
    return ALLOWED if question.state.refund_due else refused("no_refund_due")


def some_was_received(question: Question) -> Verdict:
    """Money came in that can be taken back."""
    state = question.state
    if not state.received:
        return refused("no_money_received")
    return ALLOWED


def not_closed(question: Question) -> Verdict:
    """The case has not ended."""
    if question.state.is_closed:
        return refused(f"closed_{question.state.stage}")
    return ALLOWED
