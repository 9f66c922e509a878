"""What a notice asks of its reader today: the phase it is in, and the days that bound it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from parking.law.regimes import Law
from parking.law.state import Stage, State
from parking.law.timeline import Clock

LawOn = Callable[[date], Law]


class Phase(StrEnum):
    """Where a notice stands for the person who pays."""

    REDUCED = "reduced"
    FULL = "full"
    OVERDUE = "overdue"
    NOTICE = "notice"
    NOTICE_OVERDUE = "notice_overdue"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Days:
    """The last days that matter to whoever pays, each None while it has not begun to run."""

    reduced_until: date | None
    full_until: date | None
    notice_until: date | None
    represent_until: date | None


def days_of(state: State, law_on: LawOn) -> Days:
    """Return the last days of a case, each by the law of the day its period began."""
    offered = [day for day in (state.discount_until, state.discount_offered_until) if day]
    by_post = state.basis.by_post
    began = state.served_on if by_post else state.contravention_on
    full = law_on(began).full_charge(state.basis).last_day(began) if began else None
    noticed = state.enforcement_notice_served_on
    return Days(
        reduced_until=max(offered, default=None),
        full_until=None if by_post else full,  # a notice by post is the notice: no other follows
        notice_until=full if by_post else _last(law_on, Clock.NOTICE_TO_OWNER_PAYMENT, noticed),
        represent_until=_last(law_on, Clock.MAKE_REPRESENTATIONS, noticed),
    )


def phase_of(state: State, days: Days, on: date) -> Phase:
    """Return the phase of a case on a day; a reduced amount still on offer comes first."""
    if state.is_closed:
        return Phase.CLOSED
    if state.certificate_served_on is None and days.reduced_until and on <= days.reduced_until:
        return Phase.REDUCED
    if state.stage in {Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST} and days.notice_until:
        return Phase.NOTICE if on <= days.notice_until else Phase.NOTICE_OVERDUE
    if state.stage is not Stage.SERVED:
        return Phase.LATER
    return Phase.FULL if days.full_until and on <= days.full_until else Phase.OVERDUE


def payment_key(case_id: UUID, page_key: UUID) -> str:
    """Return the idempotency key of a page's wish to pay: never the same for two cases."""
    return hashlib.sha256(case_id.bytes + page_key.bytes).hexdigest()


def short_reference(payment_id: UUID) -> str:
    """Return the random end of a payment's id, short enough to read out: 4F2A 91BC."""
    end = payment_id.hex[-8:].upper()
    return f"{end[:4]} {end[4:]}"


def _last(law_on: LawOn, clock: Clock, start: date | None) -> date | None:
    return law_on(start).period(clock).last_day(start) if start else None
