"""Guards of the ways back from an ending: a slip that nobody was told of, and nothing else."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import Ending

SLIPS = frozenset({Ending.DISCRETION, Ending.WRITTEN_OFF})


def was_a_slip(question: Question) -> Verdict:
    """A person ended the case: no law, tribunal, payment or accepted challenge did."""
    ending = question.state.ending
    if ending in SLIPS:
        return ALLOWED
    return refused("ending_stands", ending=ending.value if ending else "none")


def nobody_was_told(question: Question) -> Verdict:
    """The motorist was not told that the case ended."""
    told = question.state.told_on
    return ALLOWED if told is None else refused("ending_was_told", told_on=told)


def not_refunded(question: Question) -> Verdict:
    """Nothing was sent back because the case ended."""
    state = question.state
    if state.given_back > state.refund_due:
        return refused("ending_was_refunded")
    return ALLOWED
