"""The cases behind each figure: one SELECT of case ids a measure, from events recorded by the as-at day.

What was recorded later, or is recorded tomorrow about an earlier day, changes no figure asked for
as at today. So an earlier figure can always be counted again.

Each SELECT starts at the year's PCNs and reaches their events by case id, the key of the history:
so it costs what one year has, whatever the other years hold, on a database without statistics too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Select, and_, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from parking.cases.history.tribunal import Directed
from parking.cases.models import Case, EventRow
from parking.law.basis import Basis
from parking.law.charges import Level
from parking.law.state import HoldKind
from parking.statistics import kinds
from parking.statistics.periods import Period

CaseIds = Select[tuple[UUID]]
CasesOf = Callable[[UUID, Period], CaseIds]
Condition = ColumnElement[bool]

PCN = aliased(Case, name="pcn")
FIRST = 1  # a history begins with the PCN's service, or where it goes by post with its preparing


def served(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs served in the year; one that was voided is no PCN."""
    event = aliased(EventRow)
    recorded = exists().where(event.case_id == PCN.id, event.seq == FIRST, event.recorded_on <= period.as_at)
    in_time = or_(and_(~_by_post(PCN), recorded), and_(_by_post(PCN), _has(period, kinds.POSTED)))
    return select(PCN.id).where(_of_year(PCN, authority, period), in_time, ~_has(period, kinds.VOIDED))


def at_level(level: Level) -> CasesOf:
    """Return the selection of PCNs served at one level of charge."""

    def cases(authority: UUID, period: Period) -> CaseIds:
        return served(authority, period).where(PCN.level == level.value)

    return cases


def paid(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that a payment settled: part-paid never counts as paid."""
    settled = _settled(authority, period, at_discount_only=False)
    return served(authority, period).where(PCN.id.in_(settled))


def paid_at_discount(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs settled by a payment that began while the discount ran."""
    settled = _settled(authority, period, at_discount_only=True)
    return served(authority, period).where(PCN.id.in_(settled))


def represented(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs somebody challenged or made representations about, each once."""
    return served(authority, period).where(_has(period, kinds.REPRESENTED))


def cancelled_on_representation(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs cancelled because a challenge or representations were accepted."""
    return served(authority, period).where(_ended_by(period, kinds.CANCELLED_ON_REPRESENTATION))


def written_off(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that ended for any other reason, such as an officer's error or no keeper."""
    return served(authority, period).where(_ended_by(period, kinds.ENDED_OTHERWISE | kinds.ENDED_AT_TRIBUNAL))


def held_for_checks(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that stood still because a check failed after they were given."""
    held, released = aliased(EventRow), aliased(EventRow)
    let_go = exists().where(
        _known(released, period, kinds.RELEASED, of_case=held.case_id),
        _text(released, "hold_id") == _text(held, "hold_id"),
    )
    standing = exists().where(
        _known(held, period, kinds.HELD, of_case=PCN.id),
        _text(held, "kind") == HoldKind.CHECKS_FAILED.value,
        ~let_go,
    )
    return served(authority, period).where(standing)


def still_open(authority: UUID, period: Period) -> CaseIds:
    """Select the PCNs that have not ended: neither paid, cancelled nor written off."""
    closed = kinds.CANCELLED_ON_REPRESENTATION | kinds.ENDED_AT_TRIBUNAL | kinds.ENDED_OTHERWISE
    settled = _settled(authority, period, at_discount_only=False)
    return served(authority, period).where(PCN.id.not_in(settled), ~_ended_by(period, closed))


def _by_post(pcn: Any) -> Condition:
    condition: Condition = pcn.basis != Basis.KERB.value
    return condition


def _discount_until(pcn: Any, first: Any, period: Period) -> ColumnElement[str]:
    """The last day of the discount: said by a PCN when it is served, so of one by post when it was posted."""
    posted = aliased(EventRow)
    last = select(func.max(_text(posted, "discount_until"))).where(
        _known(posted, period, kinds.POSTED, of_case=pcn.id)
    )
    return case((_by_post(pcn), last.scalar_subquery()), else_=_text(first, "discount_until"))


def _of_year(pcn: Any, authority: UUID, period: Period) -> Condition:
    return and_(
        pcn.authority_id == authority,
        pcn.served_on >= period.year.first,
        pcn.served_on <= period.year.last,
    )


def _known(event: Any, period: Period, of: Collection[str], *, of_case: Any) -> Condition:
    return and_(event.case_id == of_case, event.kind.in_(sorted(of)), event.recorded_on <= period.as_at)


def _has(period: Period, of: Collection[str]) -> Condition:
    return exists().where(_known(aliased(EventRow), period, of, of_case=PCN.id))


def _ended_by(period: Period, of: Collection[str]) -> Condition:
    """Whether the newest event that ended the case by decision, or opened it again, is one of these."""
    last, later = aliased(EventRow), aliased(EventRow)
    overtaken = exists().where(
        _known(later, period, kinds.LAST_WORDS, of_case=last.case_id), _ends(later), later.seq > last.seq
    )
    return exists().where(_known(last, period, of, of_case=PCN.id), _ends(last), ~overtaken)


def _settled(authority: UUID, period: Period, *, at_discount_only: bool) -> CaseIds:
    """The cases a payment settled, unless a decision ended them or something opened them again after it.

    A payment settles a case when it and those before it reach what was owed on the day it began:
    the discounted charge while the discount runs, then the full charge, and the increased one with
    the court's fee once they stand. The first that does so counts. This is the fold of
    `cases.history.payments` in SQL; a test holds them equal.
    """
    pcn, first, payment = aliased(Case), aliased(EventRow), aliased(EventRow)
    started = func.coalesce(_text(payment, "began_on"), _text(payment, "received_on"))
    in_time = and_(started <= _discount_until(pcn, first, period), ~_stands(payment, kinds.INCREASED))
    due = case((in_time, _number(first, "discounted")), else_=_undiscounted(first, payment))
    taken_back = payment.kind.in_(sorted(kinds.TAKEN_BACK))
    amount = case((taken_back, -_number(payment, "amount")), else_=_number(payment, "amount"))
    so_far = func.sum(amount).over(partition_by=payment.case_id, order_by=payment.seq)
    money = (
        select(
            payment.case_id, payment.seq, payment.kind, in_time.label("in_time"), due.label("due"),
            so_far.label("so_far"),
        )
        .select_from(pcn)
        .join(first, and_(first.case_id == pcn.id, first.seq == FIRST))
        .join(payment, _known(payment, period, kinds.PAYMENT | kinds.TAKEN_BACK, of_case=pcn.id))
        .where(_of_year(pcn, authority, period))
        .subquery()
    )  # fmt: skip
    reopened, decision = aliased(EventRow), aliased(EventRow)
    undone = exists().where(
        _known(reopened, period, kinds.REOPENED, of_case=money.c.case_id), reopened.seq > money.c.seq
    )
    nth = func.row_number().over(partition_by=money.c.case_id, order_by=money.c.seq)
    enough = (
        select(money.c.case_id, money.c.seq, money.c.in_time, nth.label("nth"))
        .where(money.c.so_far >= money.c.due, money.c.kind.in_(sorted(kinds.PAYMENT)), ~undone)
        .subquery()
    )
    ends = kinds.LAST_WORDS - kinds.REOPENED
    decided = exists().where(_known(decision, period, ends, of_case=enough.c.case_id), _ends(decision))
    cases = select(enough.c.case_id).where(enough.c.nth == 1, ~decided)
    return cases.where(enough.c.in_time) if at_discount_only else cases


def _undiscounted(first: Any, payment: Any) -> ColumnElement[int]:
    registered = aliased(EventRow)
    fee = (
        select(func.max(_number(registered, "fee")))
        .where(_before(registered, payment, kinds.REGISTERED))
        .scalar_subquery()
    )
    return case(
        (_stands(payment, kinds.REGISTERED, unless=kinds.NOT_REGISTERED), _number(first, "increased") + fee),
        (_stands(payment, kinds.INCREASED), _number(first, "increased")),
        else_=_number(first, "full"),
    )


def _stands(payment: Any, of: Collection[str], unless: Collection[str] = kinds.NOT_INCREASED) -> Condition:
    """Whether one of these happened before a payment, and nothing between them undid it."""
    done, undone = aliased(EventRow), aliased(EventRow)
    overtaken = exists().where(_before(undone, payment, unless), undone.seq > done.seq)
    return exists().where(_before(done, payment, of), ~overtaken)


def _before(event: Any, payment: Any, of: Collection[str]) -> Condition:
    return and_(event.case_id == payment.case_id, event.kind.in_(sorted(of)), event.seq < payment.seq)


def _ends(decision: Any) -> Condition:
    """Whether a decision ends its case: an appeal allowed does where it directs to cancel the PCN."""
    return or_(
        decision.kind.not_in(sorted(kinds.ALLOWED)), _text(decision, "directed") == Directed.CANCEL_PCN.value
    )


def _text(event: Any, fact: str) -> ColumnElement[str]:
    found: ColumnElement[str] = type_coerce(event.facts, JSON)[fact].as_string()
    return found


def _number(event: Any, fact: str) -> ColumnElement[int]:
    found: ColumnElement[int] = type_coerce(event.facts, JSON)[fact].as_integer()
    return found
