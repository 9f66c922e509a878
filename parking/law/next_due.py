"""What falls due next in a case, and from which day: the nightly work and the worklists ask this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parking.law.basis import Basis
from parking.law.guards.recovery import certificate_branch
from parking.law.question import Tolerances
from parking.law.regimes import law_at
from parking.law.state import KeeperAnswer, MarkDeclared, Stage, State
from parking.law.steps import Step
from parking.law.timeline import Clock


@dataclass(frozen=True, slots=True)
class Due:
    """A step and the first day on which it may be taken."""

    step: Step
    on: date


def next_due(state: State, tolerances: Tolerances) -> Due | None:
    """Return the next step the authority takes by itself, or None when nothing falls due."""
    if state.is_closed or state.contravention_on is None:
        return None
    match state.stage:
        case Stage.SERVED | Stage.PREPARED:
            return _before_notice(state, tolerances)
        case Stage.REPRESENTED if state.representations_received_on is not None:
            last = _last_day(state, Clock.DECIDE_REPRESENTATIONS, state.representations_received_on)
            return Due(Step.TREAT_AS_ACCEPTED, last + timedelta(days=1))
        case Stage.RECOMMENDED if state.recommendation_refused_on is None and state.recommendation_given_on:
            last = _last_day(state, Clock.ANSWER_RECOMMENDATION, state.recommendation_given_on)
            return Due(Step.TREAT_RECOMMENDATION_AS_ACCEPTED, last + timedelta(days=1))
        case Stage.CHALLENGED | Stage.APPEALED | Stage.WITNESS_STATEMENT:
            return None
    branch = certificate_branch(state)
    if state.certificate_served_on is None and branch is not None:
        first = _last_day(state, *branch) + timedelta(days=1 + tolerances.certificate_margin)
        if state.certificate_requested_on is not None:
            # The day of service may have been corrected since: then the paper waits longer.
            return Due(Step.SERVE_CHARGE_CERTIFICATE, max(first, state.certificate_requested_on))
        return Due(Step.REQUEST_CHARGE_CERTIFICATE, first)
    return _at_court(state, tolerances)


def _before_notice(state: State, tolerances: Tolerances) -> Due | None:
    if state.mark is not MarkDeclared.UNITED_KINGDOM or state.contravention_on is None:
        return None
    kerb = state.basis is Basis.KERB
    if state.notice_requested_on is not None:
        return Due(Step.SERVE_NOTICE_TO_OWNER if kerb else Step.SERVE_PCN_BY_POST, state.notice_requested_on)
    if state.keeper_answer is KeeperAnswer.FOUND:
        step = Step.REQUEST_NOTICE_TO_OWNER if kerb else Step.REQUEST_POSTAL_PCN
        return Due(step, _keeper_day(state, tolerances))
    if state.keeper_answer is not None:
        return Due(Step.WRITE_OFF, _keeper_day(state, tolerances))
    if state.keeper_asked_on is not None:
        return Due(Step.RECORD_KEEPER, state.keeper_asked_on)
    return Due(Step.ASK_KEEPER, _keeper_day(state, tolerances))


def _keeper_day(state: State, tolerances: Tolerances) -> date:
    day = state.contravention_on
    if day is None:
        raise ValueError("a case without a contravention has no keeper to ask for")
    if state.basis is not Basis.KERB:
        return day
    last = _last_day(state, Clock.KERB_FULL_CHARGE, day)
    return last + timedelta(days=1 + tolerances.late_post)


def _at_court(state: State, tolerances: Tolerances) -> Due | None:
    if state.stage is Stage.CHARGE_CERTIFICATE and state.certificate_served_on is not None:
        if state.registration_requested_on is not None:
            return None
        last = _last_day(state, Clock.CERTIFICATE_PAYMENT, state.certificate_served_on)
        return Due(Step.REQUEST_REGISTRATION, last + timedelta(days=1 + tolerances.register_margin))
    if state.order_requested_on is not None and state.stage is not Stage.WARRANT:
        return Due(Step.SERVE_ORDER, state.order_requested_on)
    if state.stage is Stage.REGISTERED and state.registered_on is not None:
        return Due(Step.REQUEST_ORDER, state.registered_on)
    if state.stage is Stage.ORDER_FOR_RECOVERY and state.order_served_on is not None:
        # A second warrant is a new request and a person's choice: one that ran out is not renewed.
        if state.warrant_requested_on is not None or state.warrants:
            return None
        last = _last_day(state, Clock.WITNESS_STATEMENT, state.order_served_on)
        return Due(Step.REQUEST_WARRANT, last + timedelta(days=1))
    if state.stage is Stage.WARRANT and state.warrant_issued_on is not None:
        last = _last_day(state, Clock.WARRANT_VALID, state.warrant_issued_on)
        return Due(Step.EXPIRE_WARRANT, last + timedelta(days=1))
    return None


def _last_day(state: State, clock: Clock, start: date) -> date:
    return law_at(start, state.regime).period(clock).last_day(start)
