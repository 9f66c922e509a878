"""Guards after the order for recovery: applications, fresh notices, warrants and agents (law 1.13, 1.14)."""

from __future__ import annotations

from parking.law.basis import Basis
from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import WitnessGround
from parking.law.timeline import Clock


def debt_is_registered(question: Question) -> Verdict:
    """The court registered the debt."""
    return refused("debt_not_registered") if question.state.registered_on is None else ALLOWED


def no_application_waits(question: Question) -> Verdict:
    """No application waits at the court already."""
    return ALLOWED if question.state.late_statement_on is None else refused("held_court_application")


def application_waits(question: Question) -> Verdict:
    """An application waits at the court."""
    return refused("no_court_application") if question.state.late_statement_on is None else ALLOWED


def application_unanswered(question: Question) -> Verdict:
    """The authority has not answered it yet."""
    answered = question.state.late_statement_answered_on
    return ALLOWED if answered is None else refused("application_answered", answered_on=answered)


def answer_in_time(question: Question) -> Verdict:
    """The authority objects within its working days; silence lets the application through."""
    told = question.state.late_statement_on
    if told is None:
        return refused("no_court_application")
    latest = question.last_day(Clock.LATE_STATEMENT_OBJECTION, told)
    if question.on > latest:
        return refused("objection_too_late", question.under(Clock.LATE_STATEMENT_OBJECTION), latest=latest)
    return ALLOWED


def notice_was_not_received(question: Question) -> Verdict:
    """The order was revoked because the notice was not received: only then may a fresh one follow."""
    if question.state.witness_ground is WitnessGround.NOTICE_NOT_RECEIVED:
        return ALLOWED
    return refused("ground_is_for_the_adjudicator")


def ground_is_for_the_adjudicator(question: Question) -> Verdict:
    """The order was revoked on one of the grounds that go to the adjudicator."""
    if question.state.witness_ground is WitnessGround.NOTICE_NOT_RECEIVED:
        return refused("ground_is_not_received")
    return ALLOWED


def fresh_notice_still_in_time(question: Question) -> Verdict:
    """Posted on this day, a fresh notice would be served in the time that began with the court's own."""
    start = question.state.relevant_on
    if start is None:
        return refused("no_revocation")
    kerb = question.state.basis is Basis.KERB
    clock = Clock.NOTICE_TO_OWNER_LATEST if kerb else Clock.POSTAL_FRESH_NOTICE
    latest = question.last_day(clock, start)
    if question.deemed_service(question.on) > latest:
        return refused("fresh_notice_too_late", question.under(clock), latest=latest)
    return ALLOWED


def order_period_has_ended(question: Question) -> Verdict:
    """The 21 days beginning with service of the order for recovery have ended (reg 23(1)(c))."""
    served = question.state.order_served_on
    if served is None:
        return refused("no_order_for_recovery")
    last = question.last_day(Clock.WITNESS_STATEMENT, served)
    if question.on <= last:
        return refused("warrant_too_early", question.under(Clock.WITNESS_STATEMENT), last_day=last)
    return ALLOWED


def order_went_to_the_right_address(question: Question) -> Verdict:
    """The order was served at the address that is now known to be right."""
    return refused("order_went_to_wrong_address") if question.state.order_address_wrong else ALLOWED


def warrant_not_asked_for(question: Question) -> Verdict:
    """No request for a warrant waits at the court."""
    asked = question.state.warrant_requested_on
    return ALLOWED if asked is None else refused("warrant_asked_for", requested_on=asked)


def warrant_is_asked_for(question: Question) -> Verdict:
    """A request for a warrant waits at the court."""
    return refused("warrant_not_asked_for") if question.state.warrant_requested_on is None else ALLOWED


def warrant_still_runs(question: Question) -> Verdict:
    """The warrant has not run out: it lasts twelve months and is never renewed."""
    issued = question.state.warrant_issued_on
    if issued is None:
        return refused("no_warrant")
    last = question.last_day(Clock.WARRANT_VALID, issued)
    if question.on > last:
        return refused("warrant_run_out", question.under(Clock.WARRANT_VALID), last_day=last)
    return ALLOWED


def warrant_has_run_out(question: Question) -> Verdict:
    """The twelve months of the warrant are over."""
    issued = question.state.warrant_issued_on
    if issued is None:
        return refused("no_warrant")
    last = question.last_day(Clock.WARRANT_VALID, issued)
    if question.on <= last:
        return refused("warrant_still_runs", question.under(Clock.WARRANT_VALID), last_day=last)
    return ALLOWED


def agent_is_out(question: Question) -> Verdict:
    """An enforcement agent holds the case."""
    return refused("no_agent_instructed") if question.state.agent_instructed_on is None else ALLOWED


def agent_is_recalled(question: Question) -> Verdict:
    """The agent was told to stop, and has not acknowledged it."""
    return refused("agent_not_recalled") if question.state.recall_asked_on is None else ALLOWED


def agent_is_not_recalled(question: Question) -> Verdict:
    """The agent was not told to stop."""
    asked = question.state.recall_asked_on
    return ALLOWED if asked is None else refused("agent_already_recalled", recalled_on=asked)
