"""What to pay today and until when, and what may happen after that, in words the law bears out."""

from __future__ import annotations

from datetime import date

from parking.law.state import State
from parking.motorist.rules import Days, Phase
from parking.motorist.standing import Standing
from parking.values.clock import days_after
from parking.values.money import Money
from parking.web.components import Due
from parking.web.filters import long_date

TO_OWNER = "After that we may send the vehicle's owner a notice to owner."


def dues(state: State, days: Days, phase: Phase, on: date, stands: Standing) -> tuple[Due, Due | None]:
    """Return what to pay now and, where another sum follows, that sum and when."""
    owed = state.owed(on)
    match phase:
        case Phase.REDUCED:
            return Due(owed, until=days.reduced_until, what="This is the reduced amount."), _full(state, days)
        case Phase.FULL:
            return Due(owed, until=days.full_until, what=TO_OWNER), None
        case Phase.OVERDUE:
            return Due(owed, what=_overdue(days)), None
        case Phase.NOTICE:
            return Due(owed, until=days.notice_until, what=f"After that, {_certificate(state)}"), None
        case Phase.NOTICE_OVERDUE:
            ended = long_date(days.notice_until) if days.notice_until else ""
            return Due(owed, what=f"The time to pay ended on {ended}. Unless it is paid, "
                       f"{_certificate(state)}"), None  # fmt: skip
        case Phase.LATER:
            return _later(owed, on, stands), None
        case Phase.CLOSED:
            return Due(owed), None


def _full(state: State, days: Days) -> Due | None:
    if days.reduced_until is None:
        return None
    since = days_after(days.reduced_until, 1)
    last = days.notice_until if state.basis.by_post else days.full_until
    until = last if last and since <= last else None
    what = f"After that, {_certificate(state)}" if state.basis.by_post else TO_OWNER
    return Due(state.charge() - state.paid, until=until, since=since, what=what if until else "")


def _later(owed: Money, on: date, stands: Standing) -> Due:
    if stands.pay_by is None:
        return Due(owed)
    if on <= stands.pay_by:
        return Due(owed, until=stands.pay_by, what=f"After that, {stands.before}.")
    ended = long_date(stands.pay_by)
    return Due(owed, what=f"The time to pay ended on {ended}. Unless it is paid, {stands.before}.")


def _overdue(days: Days) -> str:
    ended = f"The time to pay ended on {long_date(days.full_until)}. " if days.full_until else ""
    return (
        f"{ended}You can still pay this amount now. Unless it is paid, "
        "we may send the vehicle's owner a notice to owner."
    )


def _certificate(state: State) -> str:
    return f"we may send a charge certificate. The charge then goes up to {state.increased}."
