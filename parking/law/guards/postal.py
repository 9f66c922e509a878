"""Guards of a PCN by post: served inside its days, or on an extension that a supervisor relies on."""

from __future__ import annotations

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import KeeperAnswer
from parking.law.timeline import Clock


def served_in_time(question: Question) -> Verdict:
    """Posted on this day, a postal PCN would be served inside its days (SI 2022/71 reg 10)."""
    state = question.state
    if state.contravention_on is None:
        return refused("no_pcn_yet")
    clock, start = Clock.POSTAL_SERVICE, state.contravention_on
    if state.relevant_on is not None:
        clock, start = Clock.POSTAL_FRESH_NOTICE, state.relevant_on
    elif state.postal_extension_on is not None:
        clock = Clock.POSTAL_EXTENDED_SERVICE
    latest = question.last_day(clock, start)
    served = question.deemed_service(question.on)
    if served > latest:
        return refused("postal_pcn_too_late", question.under(clock), latest=latest, served_on=served)
    return ALLOWED


def keeper_was_asked_in_time(question: Question) -> Verdict:
    """The keeper register was asked soon enough for its silence to extend the time (unverified rule)."""
    state = question.state
    if state.contravention_on is None:
        return refused("no_pcn_yet")
    latest = question.last_day(Clock.POSTAL_KEEPER_REQUEST, state.contravention_on)
    asked = state.keeper_first_asked_on
    if asked is None or asked > latest:
        return refused("keeper_asked_too_late", question.under(Clock.POSTAL_KEEPER_REQUEST), latest=latest)
    return ALLOWED


def keeper_not_supplied_in_time(question: Question) -> Verdict:
    """The days to serve ended without the register naming a keeper (unverified rule, read cautiously)."""
    state = question.state
    if state.contravention_on is None:
        return refused("no_pcn_yet")
    if state.keeper_answer is KeeperAnswer.FOUND:
        return refused("keeper_was_supplied", question.under(Clock.POSTAL_EXTENDED_SERVICE))
    latest = question.last_day(Clock.POSTAL_SERVICE, state.contravention_on)
    if question.on <= latest:
        return refused("postal_still_in_time", question.under(Clock.POSTAL_SERVICE), latest=latest)
    return ALLOWED


def not_extended(question: Question) -> Verdict:
    """The time to serve has not been extended already."""
    extended = question.state.postal_extension_on
    return ALLOWED if extended is None else refused("postal_already_extended", extended_on=extended)
