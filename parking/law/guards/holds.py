"""Guards that keep a case still while something about it is open."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import HoldKind


def nothing_held(question: Question) -> Verdict:
    """No hold of any kind stands on the case."""
    for kind in sorted(question.state.holds.values()):
        return refused(f"held_{kind}")
    return ALLOWED


def no_court_application(question: Question) -> Verdict:
    """No witness statement, late application or review is waiting at the court."""
    if HoldKind.COURT_APPLICATION in question.state.holds.values():
        return refused("held_court_application")
    return ALLOWED


def no_breathing_space(question: Question) -> Verdict:
    """No breathing space runs (SI 2020/1311): nothing may be added or enforced meanwhile."""
    if HoldKind.BREATHING_SPACE in question.state.holds.values():
        return refused("held_breathing_space")
    return ALLOWED


def address_is_checked(question: Question) -> Verdict:
    """The address was checked after the last sign that it was wrong (failure mode 12)."""
    doubted = question.state.address_doubted_on
    checked = question.state.address_checked_on
    if doubted is not None and (checked is None or checked < doubted):
        return refused("address_in_doubt", doubted_on=doubted)
    return ALLOWED
