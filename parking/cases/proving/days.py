"""The days on which the law changes its answer in a state: the last day of every clock, and the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from parking.cases.proving.moment import Moment
from parking.law.guards.recovery import certificate_branch
from parking.law.regimes import law_at
from parking.law.rows.row import CONTESTABLE
from parking.law.state import Stage, State
from parking.law.timeline import Clock

ONE_DAY = timedelta(days=1)
BEFORE_NOTICE = frozenset({Stage.SERVED, Stage.CHALLENGED, Stage.WITNESS_STATEMENT})
POSTED = frozenset({
    Clock.NOTICE_TO_OWNER_LATEST, Clock.POSTAL_SERVICE, Clock.POSTAL_EXTENDED_SERVICE,
    Clock.POSTAL_FRESH_NOTICE, Clock.DECIDE_REPRESENTATIONS, Clock.ANSWER_RECOMMENDATION,
})  # fmt: skip
Running = tuple[Clock, date | None]


def boundaries(now: Moment) -> list[date]:
    """Return, in order, the days from which or up to which something may be done in this state."""
    days: set[date] = set()
    state = now.state
    if state.is_closed:
        return []
    days.update(day for day in (state.discount_until, state.discount_offered_until) if day)
    days.update(day + ONE_DAY for day in list(days))
    for clock, start in _running(state):
        if start is not None:
            days.update(_around(now, clock, start))
    return sorted(days)


def next_boundary(now: Moment) -> date | None:
    """Return the next day on which anything changes by itself."""
    return next((day for day in boundaries(now) if day > now.on), None)


def _around(now: Moment, clock: Clock, start: date) -> Iterator[date]:
    last = now.last(clock, start)
    yield last
    yield last + ONE_DAY
    margin = max(now.tolerances.late_post, now.tolerances.certificate_margin, now.tolerances.register_margin)
    if clock not in POSTED:
        yield last + ONE_DAY + timedelta(days=margin)
        return
    posting = law_at(last, now.state.regime).latest_posting(last, now.calendar)
    yield posting
    yield posting + ONE_DAY


def _running(state: State) -> Iterator[Running]:
    if state.stage in BEFORE_NOTICE and not state.basis.by_post:
        yield Clock.KERB_FULL_CHARGE, state.contravention_on
        yield Clock.NOTICE_TO_OWNER_LATEST, state.relevant_on or state.served_on
    if state.basis.by_post and state.stage in {Stage.PREPARED, Stage.WITNESS_STATEMENT}:
        if state.relevant_on is not None:
            yield Clock.POSTAL_FRESH_NOTICE, state.relevant_on
        elif state.postal_extension_on is not None:
            yield Clock.POSTAL_EXTENDED_SERVICE, state.contravention_on
        else:
            yield Clock.POSTAL_SERVICE, state.contravention_on
            yield Clock.POSTAL_KEEPER_REQUEST, state.contravention_on
    if state.stage in CONTESTABLE:
        yield Clock.MAKE_REPRESENTATIONS, state.enforcement_notice_served_on
    branch = certificate_branch(state)
    if branch is not None and state.certificate_served_on is None:
        yield branch
    yield from _answering(state)
    yield from _at_court(state)


def _answering(state: State) -> Iterator[Running]:
    if state.stage is Stage.REPRESENTED:
        yield Clock.DECIDE_REPRESENTATIONS, state.representations_received_on
    if state.stage is Stage.REJECTED:
        yield Clock.APPEAL, state.decision_served_on
    if state.stage is Stage.APPEALED:
        yield Clock.TRIBUNAL_DOCUMENTS, state.appealed_on
    if state.stage is Stage.RECOMMENDED and state.recommendation_refused_on is None:
        yield Clock.ANSWER_RECOMMENDATION, state.recommendation_given_on


def _at_court(state: State) -> Iterator[Running]:
    if state.stage is Stage.CHARGE_CERTIFICATE:
        yield Clock.CERTIFICATE_PAYMENT, state.certificate_served_on
    if state.stage is Stage.REGISTERED:
        yield Clock.ORDER_SERVE_BY, state.registered_on
    if state.stage is Stage.ORDER_FOR_RECOVERY:
        yield Clock.WITNESS_STATEMENT, state.order_served_on
    if state.stage is Stage.WARRANT:
        yield Clock.WARRANT_VALID, state.warrant_issued_on
    if state.late_statement_on is not None and state.late_statement_answered_on is None:
        yield Clock.LATE_STATEMENT_OBJECTION, state.late_statement_on
