"""Guards of the tribunal: what can be appealed, and the answer to a recommendation (law 1.11)."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.timeline import Clock


def rejection_was_served(question: Question) -> Verdict:
    """A notice of rejection was served: an appeal is against that."""
    if question.state.decision_served_on is None:
        return refused("no_rejection_served")
    return ALLOWED


def court_has_the_debt(question: Question) -> Verdict:
    """The debt is registered, or the court was asked to: an appeal then is for legal to sort out."""
    state = question.state
    if state.registered_on is None and state.registration_requested_on is None:
        return refused("debt_not_registered")
    return ALLOWED


def recommendation_unanswered(question: Question) -> Verdict:
    """The adjudicator recommended cancelling, and the authority has not answered."""
    if question.state.recommendation_given_on is None:
        return refused("no_recommendation")
    if question.state.recommendation_refused_on is not None:
        return refused("recommendation_answered", refused_on=question.state.recommendation_refused_on)
    return ALLOWED


def refusal_not_requested(question: Question) -> Verdict:
    """No refusal of the recommendation waits to be printed."""
    asked = question.state.recommendation_refusal_requested_on
    return ALLOWED if asked is None else refused("refusal_already_requested", requested_on=asked)


def refusal_was_requested(question: Question) -> Verdict:
    """A refusal was decided on, so there is a notice to post."""
    asked = question.state.recommendation_refusal_requested_on
    return refused("refusal_not_requested") if asked is None else ALLOWED


def refusal_served_in_time(question: Question) -> Verdict:
    """Posted on this day, the authority's answer would be served inside its 35 days."""
    given = question.state.recommendation_given_on
    if given is None:
        return refused("no_recommendation")
    latest = question.last_day(Clock.ANSWER_RECOMMENDATION, given)
    if question.deemed_service(question.on) > latest:
        return refused(
            "recommendation_accepted_by_silence", question.under(Clock.ANSWER_RECOMMENDATION), latest=latest
        )
    return ALLOWED


def recommendation_period_has_ended(question: Question) -> Verdict:
    """The 35 days are over with no answer served: silence follows the recommendation."""
    given = question.state.recommendation_given_on
    if given is None:
        return refused("no_recommendation")
    latest = question.last_day(Clock.ANSWER_RECOMMENDATION, given)
    if question.on <= latest:
        return refused(
            "recommendation_still_open", question.under(Clock.ANSWER_RECOMMENDATION), latest=latest
        )
    return ALLOWED
