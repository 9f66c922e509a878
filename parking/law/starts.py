"""From which day of a case each clock runs: what the arithmetic of every last day begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from parking.law.basis import Basis
from parking.law.guards.recovery import certificate_branch
from parking.law.state import State
from parking.law.timeline import Clock

STARTS: Mapping[Clock, Callable[[State], date | None]] = {
    Clock.KERB_FULL_CHARGE: lambda state: state.contravention_on if state.basis is Basis.KERB else None,
    Clock.POSTAL_SERVICE: lambda state: state.contravention_on,
    Clock.POSTAL_KEEPER_REQUEST: lambda state: state.contravention_on,
    Clock.POSTAL_EXTENDED_SERVICE: lambda state: state.contravention_on,
    Clock.POSTAL_FRESH_NOTICE: lambda state: state.relevant_on,
    Clock.NOTICE_TO_OWNER_LATEST: lambda state: state.relevant_on or state.served_on,
    Clock.MAKE_REPRESENTATIONS: lambda state: state.enforcement_notice_served_on,
    Clock.DECIDE_REPRESENTATIONS: lambda state: state.representations_received_on,
    Clock.APPEAL: lambda state: state.decision_served_on,
    Clock.TRIBUNAL_DOCUMENTS: lambda state: state.appealed_on,
    Clock.ANSWER_RECOMMENDATION: lambda state: state.recommendation_given_on,
    Clock.CERTIFICATE_PAYMENT: lambda state: state.certificate_served_on,
    Clock.DEBT_REGISTRATION: lambda state: state.certificate_served_on,
    Clock.ORDER_SERVE_BY: lambda state: state.registered_on,
    Clock.WITNESS_STATEMENT: lambda state: state.order_served_on,
    Clock.WARRANT_REQUEST: lambda state: state.order_served_on,
    Clock.LATE_STATEMENT_OBJECTION: lambda state: state.late_statement_on,
    Clock.REFER_TO_ADJUDICATOR: lambda state: state.witness_statement_on,
    Clock.WARRANT_VALID: lambda state: state.warrant_issued_on,
}
"""What starts each clock that bounds a step; the clock before a charge certificate has five branches."""


def running(state: State) -> Iterator[tuple[Clock, date]]:
    """Return every clock that has started, with the day it started; the certificate's branch first."""
    branch = certificate_branch(state)
    if branch is not None:
        yield branch
    for clock, start_of in STARTS.items():
        start = start_of(state)
        if start is not None:
            yield clock, start
