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


def something_held(question: Question) -> Verdict:
    """A hold stands that can be reviewed or released."""
    return ALLOWED if question.state.holds else refused("nothing_held")


def nothing_open(question: Question) -> Verdict:
    """Nothing anybody said, asked or sent about the case waits for an answer."""
    state = question.state
    if state.challenges_open:
        return refused("challenge_is_open")
    if state.late_representations_on is not None:
        return refused("late_representations_wait", received_on=state.late_representations_on)
    if state.late_statement_on is not None:
        return refused("held_court_application")
    if state.held_money:
        return refused("money_is_held", amount=state.held_money)
    return ALLOWED


def nobody_died(question: Question) -> Verdict:
    """The person written to is not known to have died."""
    if HoldKind.DECEASED in question.state.holds.values():
        return refused("held_deceased")
    return ALLOWED


def may_write(question: Question) -> Verdict:
    """An answer may go out: holds stop enforcement, not replies, save where somebody died."""
    return nobody_died(question)


def no_court_application(question: Question) -> Verdict:
    """No witness statement, late application or review is waiting at the court."""
    waits = question.state.late_statement_on is not None
    if waits or HoldKind.COURT_APPLICATION in question.state.holds.values():
        return refused("held_court_application")
    return ALLOWED


def no_breathing_space(question: Question) -> Verdict:
    """No breathing space runs (SI 2020/1311): nothing may be added or enforced meanwhile."""
    if {HoldKind.BREATHING_SPACE, HoldKind.BREATHING_SPACE_CRISIS} & set(question.state.holds.values()):
        return refused("held_breathing_space")
    return ALLOWED


def no_arrangement(question: Question) -> Verdict:
    """No arrangement to pay by instalments runs: nothing is added while it is kept."""
    if HoldKind.PAYMENT_ARRANGEMENT in question.state.holds.values():
        return refused("held_payment_arrangement")
    return ALLOWED


def address_is_checked(question: Question) -> Verdict:
    """The address was checked after the last sign that it was wrong (failure mode 12)."""
    doubted = question.state.address_doubted_on
    checked = question.state.address_checked_on
    if doubted is not None and (checked is None or checked < doubted):
        return refused("address_in_doubt", doubted_on=doubted)
    return ALLOWED
