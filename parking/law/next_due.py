"""What falls due next in a case, and from which day: the nightly work and the worklists ask this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parking.law.basis import Basis
from parking.law.guards.recovery import certificate_branch
from parking.law.journey import Step
from parking.law.question import Tolerances
from parking.law.regimes import law_at
from parking.law.state import KeeperAnswer, MarkDeclared, Stage, State
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
    if state.stage in {Stage.SERVED, Stage.SERVED_BY_POST}:
        return _before_notice(state, tolerances)
    if state.stage is Stage.REPRESENTED and state.representations_received_on is not None:
        last = _last_day(state, Clock.DECIDE_REPRESENTATIONS, state.representations_received_on)
        return Due(Step.TREAT_AS_ACCEPTED, last + timedelta(days=1))
    branch = certificate_branch(state)
    if state.certificate_served_on is None and branch is not None:
        last = _last_day(state, *branch)
        return Due(Step.SERVE_CHARGE_CERTIFICATE, last + timedelta(days=1 + tolerances.certificate_margin))
    return _at_court(state, tolerances)


def _before_notice(state: State, tolerances: Tolerances) -> Due | None:
    if state.mark is not MarkDeclared.UNITED_KINGDOM or state.contravention_on is None:
        return None
    if state.notice_requested_on is not None:
        return Due(Step.SERVE_NOTICE_TO_OWNER, state.notice_requested_on)
    if state.keeper_answer is KeeperAnswer.FOUND:
        return Due(Step.REQUEST_NOTICE_TO_OWNER, _keeper_day(state, tolerances))
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
        last = _last_day(state, Clock.CERTIFICATE_PAYMENT, state.certificate_served_on)
        return Due(Step.REGISTER_DEBT, last + timedelta(days=1 + tolerances.register_margin))
    if state.stage is Stage.REGISTERED and state.registered_on is not None:
        return Due(Step.SERVE_ORDER, state.registered_on)
    if state.stage is Stage.ORDER_FOR_RECOVERY and state.order_served_on is not None:
        last = _last_day(state, Clock.WITNESS_STATEMENT, state.order_served_on)
        return Due(Step.ISSUE_WARRANT, last + timedelta(days=1))
    return None


def _last_day(state: State, clock: Clock, start: date) -> date:
    return law_at(start, state.regime).period(clock).last_day(start)
