"""Guards of recovery: charge certificate, registration, order and warrant (law 1.12 to 1.14)."""

from __future__ import annotations

from datetime import date, timedelta

from parking.law.question import ALLOWED, Question, refused
from parking.law.reasons import Verdict
from parking.law.state import Stage, State
from parking.law.timeline import Clock


def certificate_branch(state: State) -> tuple[Clock, date] | None:
    """Return which of the five relevant periods runs, and from which day."""
    branches: tuple[tuple[bool, Clock, date | None], ...] = (
        (
            state.stage is Stage.APPEAL_WITHDRAWN,
            Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN,
            state.appeal_withdrawn_on,
        ),
        (
            state.stage is Stage.APPEAL_REFUSED,
            Clock.CERTIFICATE_AFTER_APPEAL_REFUSED,
            state.appeal_decision_served_on,
        ),
        (
            state.stage is Stage.RECOMMENDED,
            Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED,
            state.recommendation_refused_on,
        ),
        (state.stage is Stage.REJECTED, Clock.CERTIFICATE_AFTER_REJECTION, state.decision_served_on),
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


def order_period_has_ended(question: Question) -> Verdict:
    """The 21 days beginning with service of the order for recovery have ended (reg 23(1)(c))."""
    served = question.state.order_served_on
    if served is None:
        return refused("no_order_for_recovery")
    last = question.last_day(Clock.WITNESS_STATEMENT, served)
    if question.on <= last:
        return refused("warrant_too_early", question.under(Clock.WITNESS_STATEMENT), last_day=last)
    return ALLOWED
