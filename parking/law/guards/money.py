"""Guards about money: nothing is chased that is not owed."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict


def still_unpaid(question: Question) -> Verdict:
    """Something is still owed on this day."""
    if not question.state.owed(question.on):
        return refused("nothing_owed")
    return ALLOWED


def not_closed(question: Question) -> Verdict:
    """The case has not ended."""
    if question.state.is_closed:
        return refused(f"closed_{question.state.stage}")
    return ALLOWED
