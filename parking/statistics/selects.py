"""The cases behind each figure: one SELECT of case ids a measure, from events recorded by the as-at day.

What was recorded later, or is recorded tomorrow about an earlier day, changes no figure asked for
as at today. So an earlier figure can always be counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Select, Subquery, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from parking.cases.models import Case, EventRow
from parking.law.charges import Level
from parking.law.state import HoldKind
from parking.statistics import kinds
from parking.statistics.periods import Period

CaseIds = Select[tuple[UUID]]
CasesOf = Callable[[UUID, Period], CaseIds]


def served(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs served in the year; one that was voided is no PCN."""
    return (
        select(EventRow.case_id)
        .where(
            _known(EventRow, authority, period, kinds.SERVED),
            EventRow.happened_on >= period.year.first,
            EventRow.happened_on <= period.year.last,
        )
        .where(EventRow.case_id.not_in(_with(authority, period, kinds.VOIDED)))
    )


def at_level(level: Level) -> CasesOf:
    """Return the selection of PCNs served at one level of charge."""

    def cases(authority: UUID, period: Period) -> CaseIds:
        here = select(Case.id).where(Case.authority_id == authority, Case.level == level.value)
        return _both(served(authority, period), here)

    return cases


def paid(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that a payment settled: part-paid never counts as paid."""
    return _both(served(authority, period), _settled(authority, period, at_discount_only=False))


def paid_at_discount(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs settled by a payment that began while the discount ran."""
    return _both(served(authority, period), _settled(authority, period, at_discount_only=True))


def represented(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs somebody challenged or made representations about, each once."""
    return _both(served(authority, period), _with(authority, period, kinds.REPRESENTED))


def cancelled_on_representation(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs cancelled because a challenge or representations were accepted."""
    return _both(served(authority, period), _ended_by(authority, period, kinds.CANCELLED_ON_REPRESENTATION))


def written_off(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that ended for any other reason, such as an officer's error or no keeper."""
    return _both(served(authority, period), _ended_by(authority, period, kinds.ENDED_OTHERWISE))


def held_for_checks(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that stood still because a check failed after they were given."""
    held, released = aliased(EventRow), aliased(EventRow)
    let_go = select(released.case_id).where(
        _known(released, authority, period, kinds.RELEASED),
        released.case_id == held.case_id,
        _text(released, "hold_id") == _text(held, "hold_id"),
    )
    standing = select(held.case_id).where(
        _known(held, authority, period, kinds.HELD),
        _text(held, "kind") == HoldKind.CHECKS_FAILED.value,
        ~let_go.exists(),
    )
    return _both(served(authority, period), standing)


def still_open(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that have not ended: neither paid, cancelled nor written off."""
    closed = kinds.CANCELLED_ON_REPRESENTATION | kinds.ENDED_OTHERWISE
    base = served(authority, period)
    return base.where(
        EventRow.case_id.not_in(_settled(authority, period, at_discount_only=False)),
        EventRow.case_id.not_in(_ended_by(authority, period, closed)),
    )


def _both(base: CaseIds, narrower: CaseIds) -> CaseIds:
    return base.where(EventRow.case_id.in_(narrower))


def _known(event: Any, authority: UUID, period: Period, of: Collection[str]) -> ColumnElement[bool]:
    return and_(
        event.authority_id == authority,
        event.kind.in_(sorted(of)),
        event.recorded_on <= period.as_at,
    )


def _with(authority: UUID, period: Period, of: Collection[str]) -> CaseIds:
    event = aliased(EventRow)
    return select(event.case_id).where(_known(event, authority, period, of))


def _last_words(authority: UUID, period: Period) -> Subquery:
    """The newest event of each case that ended it by decision, or opened it again."""
    event = aliased(EventRow)
    newest = func.row_number().over(partition_by=event.case_id, order_by=event.seq.desc())
    every = (
        select(event.case_id, event.seq, event.kind, newest.label("nth"))
        .where(_known(event, authority, period, kinds.LAST_WORDS))
        .subquery()
    )
    return select(every.c.case_id, every.c.seq, every.c.kind).where(every.c.nth == 1).subquery()


def _ended_by(authority: UUID, period: Period, of: Collection[str]) -> CaseIds:
    last = _last_words(authority, period)
    return select(last.c.case_id).where(last.c.kind.in_(sorted(of)))


def _settled(authority: UUID, period: Period, *, at_discount_only: bool) -> CaseIds:
    """The cases a payment settled, unless a later decision ended or opened them again.

    A payment settles a case when it and those before it reach what was owed on the day it began:
    the discounted charge while the discount runs, the full charge after that. The first that
    does so counts. This is the fold of `cases.history.payments` in SQL; a test holds them equal.
    """
    first, last = _first_settling(authority, period), _last_words(authority, period)
    cases = (
        select(first.c.case_id)
        .outerjoin(last, last.c.case_id == first.c.case_id)
        .where(
            first.c.nth == 1,
            or_(
                last.c.kind.is_(None), and_(last.c.kind.in_(sorted(kinds.REOPENED)), last.c.seq < first.c.seq)
            ),
        )
    )
    return cases.where(first.c.in_time) if at_discount_only else cases


def _first_settling(authority: UUID, period: Period) -> Subquery:
    pcn, payment = aliased(EventRow), aliased(EventRow)
    in_time = _text(payment, "began_on") <= _text(pcn, "discount_until")
    due = case((in_time, _number(pcn, "discounted")), else_=_number(pcn, "full"))
    so_far = func.sum(_number(payment, "amount")).over(partition_by=payment.case_id, order_by=payment.seq)
    money = (
        select(
            payment.case_id, payment.seq, in_time.label("in_time"), due.label("due"), so_far.label("so_far")
        )
        .join(pcn, pcn.case_id == payment.case_id)
        .where(
            _known(payment, authority, period, kinds.PAYMENT),
            _known(pcn, authority, period, kinds.SERVED),
            pcn.happened_on >= period.year.first,
            pcn.happened_on <= period.year.last,
        )
        .subquery()
    )
    nth = func.row_number().over(partition_by=money.c.case_id, order_by=money.c.seq)
    return (
        select(money.c.case_id, money.c.seq, money.c.in_time, nth.label("nth"))
        .where(money.c.so_far >= money.c.due)
        .subquery()
    )


def _text(event: Any, fact: str) -> ColumnElement[str]:
    found: ColumnElement[str] = type_coerce(event.facts, JSON)[fact].as_string()
    return found


def _number(event: Any, fact: str) -> ColumnElement[int]:
    found: ColumnElement[int] = type_coerce(event.facts, JSON)[fact].as_integer()
    return found
