"""Guards of the right to contest: a challenge, then representations in time or late (law 1.7, 1.9)."""

from __future__ import annotations

from datetime import date

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Refused, Verdict
from parking.law.timeline import Clock


def no_notice_served_yet(question: Question) -> Verdict:
    """An informal challenge comes before a notice to owner (SI 2022/576 reg 3(1))."""
    served = question.state.enforcement_notice_served_on
    if served is not None and question.state.notice_posted_on is not None:
        return refused("notice_served_use_representations", served_on=served)
    return ALLOWED


def challenge_is_open(question: Question) -> Verdict:
    """A challenge waits for its answer."""
    return ALLOWED if question.state.challenges_open else refused("no_challenge_open")


def none_made_yet(question: Question) -> Verdict:
    """The recipient has made no representations against this notice yet: each notice has one set."""
    decided = question.state.decision_served_on
    if decided is not None:
        return refused("representations_decided", decided_on=decided)
    return ALLOWED


def in_time_to_represent(question: Question) -> Verdict:
    """They reached the council inside the 28 days beginning with service, whenever they were recorded."""
    last = _last_day(question)
    if isinstance(last, Refused):
        return last
    if question.happened_on > last:
        return refused("representations_late", question.under(Clock.MAKE_REPRESENTATIONS), last_day=last)
    return ALLOWED


def late_to_represent(question: Question) -> Verdict:
    """They came after their days: what came in time needs nobody's leave."""
    last = _last_day(question)
    if isinstance(last, Refused):
        return last
    if question.happened_on <= last:
        return refused("representations_in_time", question.under(Clock.MAKE_REPRESENTATIONS), last_day=last)
    return ALLOWED


def none_late_waits(question: Question) -> Verdict:
    """No other late representations wait for a decision."""
    waits = question.state.late_representations_on
    return ALLOWED if waits is None else refused("late_representations_wait", received_on=waits)


def late_waits(question: Question) -> Verdict:
    """Late representations wait for somebody to decide whether they are considered."""
    waits = question.state.late_representations_on
    return refused("no_late_representations") if waits is None else ALLOWED


def _last_day(question: Question) -> date | Refused:
    served = question.state.enforcement_notice_served_on
    if served is None:
        return refused("no_enforcement_notice")
    return question.last_day(Clock.MAKE_REPRESENTATIONS, served)
