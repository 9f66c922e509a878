"""By which last day the authority must act, or lose the right to: what the worklists are sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from parking.law.basis import Basis
from parking.law.counting import Calendar
from parking.law.regimes import law_at
from parking.law.state import Stage, State
from parking.law.timeline import Clock

Limit = tuple[Clock, date | None]


def lapses(state: State, calendar: Calendar) -> date | None:
    """Return the last day on which the authority may still do what only it can do next, if there is one."""
    if state.late_statement_on is not None and state.late_statement_answered_on is None:
        limit: Limit | None = (Clock.LATE_STATEMENT_OBJECTION, state.late_statement_on)
    else:
        limit = _LIMITS[state.stage](state) if state.stage in _LIMITS else None
    clock, start = limit or (Clock.GRACE, None)
    if start is None:
        return None
    return law_at(start, state.regime).period(clock).last_day(start, calendar)


def _notice(state: State) -> Limit:
    return Clock.NOTICE_TO_OWNER_LATEST, state.relevant_on or state.served_on


def _postal(state: State) -> Limit:
    if state.relevant_on is not None:
        return Clock.POSTAL_FRESH_NOTICE, state.relevant_on
    extended = state.postal_extension_on is not None
    clock = Clock.POSTAL_EXTENDED_SERVICE if extended else Clock.POSTAL_SERVICE
    return clock, state.contravention_on


def _revoked(state: State) -> Limit:
    kerb = state.basis is Basis.KERB
    return Clock.NOTICE_TO_OWNER_LATEST if kerb else Clock.POSTAL_FRESH_NOTICE, state.relevant_on


def _documents(state: State) -> Limit | None:
    if state.appeal_documents_on is not None or state.appeal_is_referred:
        return None
    return Clock.TRIBUNAL_DOCUMENTS, state.appealed_on


def _recommendation(state: State) -> Limit | None:
    if state.recommendation_refused_on is not None:
        return None
    return Clock.ANSWER_RECOMMENDATION, state.recommendation_given_on


_LIMITS: Mapping[Stage, Callable[[State], Limit | None]] = {
    Stage.SERVED: _notice,
    Stage.CHALLENGED: _notice,
    Stage.PREPARED: _postal,
    Stage.REPRESENTED: lambda state: (Clock.DECIDE_REPRESENTATIONS, state.representations_received_on),
    Stage.APPEALED: _documents,
    Stage.RECOMMENDED: _recommendation,
    Stage.REGISTERED: lambda state: (Clock.ORDER_SERVE_BY, state.registered_on),
    Stage.WITNESS_STATEMENT: _revoked,
    Stage.WARRANT: lambda state: (Clock.WARRANT_VALID, state.warrant_issued_on),
}
