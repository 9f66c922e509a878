"""Guards of the decision on representations: every point answered, served inside the 56 days (law 1.10)."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import Capacity
from parking.law.timeline import Clock


def representations_are_undecided(question: Question) -> Verdict:
    """There are representations to decide."""
    if question.state.representations_received_on is None:
        return refused("no_representations")
    if question.state.decision_served_on is not None:
        return refused("representations_decided", decided_on=question.state.decision_served_on)
    return ALLOWED


def written_for_the_recipient(question: Question) -> Verdict:
    """It is decided that the recipient, or somebody with their authority, wrote."""
    if question.state.capacity in {Capacity.RECIPIENT, Capacity.AGENT}:
        return ALLOWED
    return refused("capacity_undecided")


def a_claim_waits(question: Question) -> Verdict:
    """A point that was made has no answer yet."""
    return ALLOWED if question.state.claims_open else refused("no_claim_open")


def every_claim_is_answered(question: Question) -> Verdict:
    """The points made are listed, and each has its answer (failure mode 16)."""
    if not question.state.claims:
        return refused("no_claims_listed")
    if question.state.claims_open:
        return refused("claims_unanswered", waiting=len(question.state.claims_open))
    return ALLOWED


def not_asked_of_the_print_room(question: Question) -> Verdict:
    """No rejection waits to be printed."""
    asked = question.state.rejection_requested_on
    return ALLOWED if asked is None else refused("rejection_already_requested", requested_on=asked)


def rejection_was_requested(question: Question) -> Verdict:
    """A rejection was decided on, so there is a notice to post."""
    asked = question.state.rejection_requested_on
    return refused("rejection_not_requested") if asked is None else ALLOWED


def rejection_served_in_time(question: Question) -> Verdict:
    """Posted on this day, a rejection would be served inside the 56 days (SI 2022/576 reg 6)."""
    received = question.state.representations_received_on
    if received is None:
        return refused("no_representations")
    latest = question.last_day(Clock.DECIDE_REPRESENTATIONS, received)
    served = question.deemed_service(question.on)
    if served > latest:
        return refused(
            "decision_too_late",
            question.under(Clock.DECIDE_REPRESENTATIONS),
            latest=latest,
            served_on=served,
            received_on=received,
        )
    return ALLOWED


def decision_period_still_runs(question: Question) -> Verdict:
    """The 56 days have not ended: after them nothing but acceptance is left."""
    received = question.state.representations_received_on
    if received is None:
        return refused("no_representations")
    latest = question.last_day(Clock.DECIDE_REPRESENTATIONS, received)
    if question.on > latest:
        return refused("decision_period_over", question.under(Clock.DECIDE_REPRESENTATIONS), latest=latest)
    return ALLOWED


def decision_period_has_ended(question: Question) -> Verdict:
    """The 56 days are over with no decision served, so the representations are taken as accepted."""
    received = question.state.representations_received_on
    if received is None:
        return refused("no_representations")
    latest = question.last_day(Clock.DECIDE_REPRESENTATIONS, received)
    if question.on <= latest:
        return refused("decision_still_possible", question.under(Clock.DECIDE_REPRESENTATIONS), latest=latest)
    return ALLOWED
