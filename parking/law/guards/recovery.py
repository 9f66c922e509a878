"""Guards of recovery: charge certificate, registration, order and warrant (law 1.12 to 1.14)."""

from __future__ import annotations

from datetime import date, timedelta

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import Stage, State
from parking.law.timeline import Clock


def certificate_branch(state: State) -> tuple[Clock, date] | None:
    """Return which of the five relevant periods runs, and from which day."""
    stage = state.certificate_from or state.stage
    branches: tuple[tuple[bool, Clock, date | None], ...] = (
        (
            stage is Stage.APPEAL_WITHDRAWN,
            Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN,
            state.appeal_withdrawn_on,
        ),
        (
            stage is Stage.APPEAL_REFUSED,
            Clock.CERTIFICATE_AFTER_APPEAL_REFUSED,
            state.appeal_decision_served_on,
        ),
        (
            stage is Stage.RECOMMENDED,
            Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED,
            state.recommendation_refused_on,
        ),
        (stage is Stage.REJECTED, Clock.CERTIFICATE_AFTER_REJECTION, state.decision_served_on),
        (True, Clock.CERTIFICATE_NO_REPRESENTATIONS, state.enforcement_notice_served_on),
    )
    for applies, clock, start in branches:
        if applies:
            return (clock, start) if start is not None else None
    return None


def certificate_period_has_ended(question: Question) -> Verdict:
    """The relevant period, and the authority's margin, have ended (SI 2022/71 reg 21)."""
    branch = certificate_branch(question.state)
    if branch is None:
        return refused("no_enforcement_notice")
    clock, start = branch
    last = question.last_day(clock, start)
    if question.on <= last:
        return refused("certificate_too_early", question.under(clock), last_day=last, started_on=start)
    if (question.on - last).days <= question.tolerances.certificate_margin:
        return refused(
            "certificate_inside_margin",
            policy=True,
            last_day=last,
            margin=question.tolerances.certificate_margin,
        )
    return ALLOWED


def tribunal_has_no_appeal(question: Question) -> Verdict:
    """The tribunal answered, after the period ended, that nobody has appealed (failure mode 1)."""
    branch = certificate_branch(question.state)
    if branch is None:
        return refused("no_enforcement_notice")
    last = question.last_day(*branch)
    confirmed = question.state.no_appeal_confirmed_on
    if confirmed is None or confirmed <= last:
        return refused("tribunal_not_asked", last_day=last)
    return ALLOWED


def certificate_payment_period_has_ended(question: Question) -> Verdict:
    """The 14 days beginning with service of the charge certificate have ended (reg 22)."""
    served = question.state.certificate_served_on
    if served is None:
        return refused("no_charge_certificate")
    last = question.last_day(Clock.CERTIFICATE_PAYMENT, served)
    margin = timedelta(days=question.tolerances.register_margin)
    if question.on <= last + margin:
        return refused("registration_too_early", question.under(Clock.CERTIFICATE_PAYMENT), last_day=last)
    return ALLOWED


def certificate_not_out(question: Question) -> Verdict:
    """No charge certificate waits to be printed."""
    asked = question.state.certificate_requested_on
    return ALLOWED if asked is None else refused("certificate_already_requested", requested_on=asked)


def certificate_was_requested(question: Question) -> Verdict:
    """A charge certificate was asked for, so there is one to post."""
    asked = question.state.certificate_requested_on
    return refused("certificate_not_requested") if asked is None else ALLOWED


def certificate_was_not_premature(question: Question) -> Verdict:
    """The certificate was served after its period, as service is now known to have been."""
    branch, served = certificate_branch(question.state), question.state.certificate_served_on
    if branch is None or served is None:
        return refused("no_charge_certificate")
    last = question.last_day(*branch)
    if served <= last:
        return refused(
            "certificate_was_premature", question.under(branch[0]), last_day=last, served_on=served
        )
    return ALLOWED


def tribunal_was_asked_again(question: Question) -> Verdict:
    """The tribunal answered, since the certificate's own days ended, that nobody has appealed."""
    served, confirmed = question.state.certificate_served_on, question.state.no_appeal_confirmed_on
    if served is None:
        return refused("no_charge_certificate")
    last = question.last_day(Clock.CERTIFICATE_PAYMENT, served)
    if confirmed is None or confirmed <= last:
        return refused("tribunal_not_asked", last_day=last)
    return ALLOWED


def registration_not_asked_for(question: Question) -> Verdict:
    """The court has not been asked to register this debt yet."""
    asked = question.state.registration_requested_on
    return ALLOWED if asked is None else refused("registration_asked_for", requested_on=asked)


def registration_is_asked_for(question: Question) -> Verdict:
    """The debt is in a batch that the court was sent."""
    asked = question.state.registration_requested_on
    return refused("registration_not_asked_for") if asked is None else ALLOWED


def order_not_out(question: Question) -> Verdict:
    """No order for recovery waits, and none was served at an address that is still right."""
    state = question.state
    if state.order_requested_on is not None:
        return refused("order_already_requested", requested_on=state.order_requested_on)
    if state.order_served_on is not None and not state.order_address_wrong:
        return refused("order_already_served", served_on=state.order_served_on)
    return ALLOWED


def order_was_requested(question: Question) -> Verdict:
    """An order for recovery was asked for, so there is one to send."""
    asked = question.state.order_requested_on
    return refused("order_not_requested") if asked is None else ALLOWED


def order_served_in_time(question: Question) -> Verdict:
    """Sent on this day, a first order would be served in its days; one served again has no such limit."""
    state = question.state
    if state.registered_on is None:
        return refused("debt_not_registered")
    if state.order_address_wrong:
        return ALLOWED
    latest = question.last_day(Clock.ORDER_SERVE_BY, state.registered_on)
    if question.on > latest:
        return refused("order_too_late", question.under(Clock.ORDER_SERVE_BY), latest=latest)
    return ALLOWED


def agent_is_not_out(question: Question) -> Verdict:
    """No enforcement agent holds the case."""
    out = question.state.agent_instructed_on
    return ALLOWED if out is None else refused("agent_holds_case", instructed_on=out)
