"""Guards of the right to contest: challenge, representations, decision and appeal (law 1.7 to 1.11)."""

from __future__ import annotations

from datetime import date

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.timeline import Clock


def no_notice_served_yet(question: Question) -> Verdict:
    """An informal challenge comes before a notice to owner (SI 2022/576 reg 3(1))."""
    served = question.state.enforcement_notice_served_on
    if served is not None:
        return refused("notice_served_use_representations", served_on=served)
    return ALLOWED


def representations_are_undecided(question: Question) -> Verdict:
    """There are representations to decide."""
    if question.state.representations_received_on is None:
        return refused("no_representations")
    if question.state.decision_served_on is not None:
        return refused("representations_decided", decided_on=question.state.decision_served_on)
    return ALLOWED


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


def decision_period_has_ended(question: Question) -> Verdict:
    """The 56 days are over with no decision served, so the representations are taken as accepted."""
    received = question.state.representations_received_on
    if received is None:
        return refused("no_representations")
    latest = question.last_day(Clock.DECIDE_REPRESENTATIONS, received)
    if question.on <= latest:
        return refused("decision_still_possible", question.under(Clock.DECIDE_REPRESENTATIONS), latest=latest)
    return ALLOWED


def rejection_was_served(question: Question) -> Verdict:
    """A notice of rejection was served: an appeal is against that."""
    if question.state.decision_served_on is None:
        return refused("no_rejection_served")
    return ALLOWED


def recommendation_answer_in_time(question: Question) -> Verdict:
    """The authority answers a recommendation within its 35 days."""
    given: date | None = question.state.recommendation_given_on
    if given is None:
        return refused("no_recommendation")
    latest = question.last_day(Clock.ANSWER_RECOMMENDATION, given)
    if question.on > latest:
        return refused(
            "recommendation_accepted_by_silence",
            question.under(Clock.ANSWER_RECOMMENDATION),
            latest=latest,
        )
    return ALLOWED
