"""After the order for recovery: statements and applications, the warrant, the enforcement agent."""

from __future__ import annotations

from parking.law.guards import court as at
from parking.law.guards import holds, liability, money, recovery
from parking.law.rows.row import AT_COURT, OPEN, SERVED_AT_ALL, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock

A = Actor
ROWS: tuple[Row, ...] = (
    row(
        Step.APPLY_TO_COURT, frozenset({*AT_COURT, Stage.PAID, Stage.WRITTEN_OFF}), at.debt_is_registered,
        at.no_application_waits,
        by=A.COURT, within=Clock.LATE_STATEMENT_OBJECTION, under="CPR 75.5A",
    ),
    row(
        Step.ANSWER_APPLICATION, SERVED_AT_ALL, at.application_waits, at.application_unanswered,
        at.answer_in_time,
        by=A.DECIDER, within=Clock.LATE_STATEMENT_OBJECTION, under="CPR 75.5A",
    ),
    row(Step.REFUSE_APPLICATION, SERVED_AT_ALL, at.application_waits, by=A.COURT, under="CPR 75.5A"),
    row(
        Step.REVOKE_ORDER, frozenset({*AT_COURT, Stage.PAID, Stage.WRITTEN_OFF}), at.debt_is_registered,
        to=Stage.WITNESS_STATEMENT, by=A.COURT, within=Clock.WITNESS_STATEMENT, under="SI 2022/71 reg 23",
    ),
    row(
        Step.RESTART_AT_NOTICE, Stage.WITNESS_STATEMENT, at.notice_was_not_received,
        at.fresh_notice_still_in_time, holds.nobody_died,
        by=A.DECIDER, under="SI 2022/71 reg 23(5)(c)",
    ),
    row(
        Step.REFER_TO_ADJUDICATOR, Stage.WITNESS_STATEMENT, at.ground_is_for_the_adjudicator,
        to=Stage.APPEALED, by=A.OFFICE, within=Clock.REFER_TO_ADJUDICATOR, under="SI 2022/71 reg 23",
    ),
    row(
        Step.REQUEST_WARRANT, Stage.ORDER_FOR_RECOVERY,
        at.warrant_not_asked_for, at.order_period_has_ended, recovery.certificate_was_not_premature,
        at.order_went_to_the_right_address,
        money.still_unpaid, holds.no_court_application, holds.nothing_open, holds.address_is_checked,
        liability.address_is_right, holds.no_breathing_space, holds.nothing_held,
        by=A.OFFICE, within=Clock.WARRANT_REQUEST, under="CPR 75.6",
    ),
    row(Step.DROP_WARRANT_REQUEST, Stage.ORDER_FOR_RECOVERY, at.warrant_is_asked_for,
        by=(A.COURT, A.OFFICE), under="CPR 75.6"),
    row(
        Step.ISSUE_WARRANT, Stage.ORDER_FOR_RECOVERY, at.warrant_is_asked_for,
        to=Stage.WARRANT, by=A.COURT, under="CPR 75.6",
    ),
    row(
        Step.EXPIRE_WARRANT, Stage.WARRANT, at.warrant_has_run_out,
        to=Stage.ORDER_FOR_RECOVERY, by=A.CLOCK, within=Clock.WARRANT_VALID, under="CPR 75.7",
    ),
    row(
        Step.RETURN_WARRANT, Stage.WARRANT, recovery.agent_is_not_out,
        to=Stage.ORDER_FOR_RECOVERY, by=(A.AGENT, A.OFFICE), within=Clock.WARRANT_VALID, under="CPR 75.7",
    ),
    row(
        Step.INSTRUCT_AGENT, Stage.WARRANT,
        recovery.agent_is_not_out, at.warrant_still_runs, at.order_period_has_ended,
        recovery.certificate_was_not_premature, at.order_went_to_the_right_address,
        money.still_unpaid, holds.no_court_application, holds.nothing_open, holds.address_is_checked,
        holds.no_breathing_space, holds.nothing_held,
        by=A.OFFICE, within=Clock.WARRANT_VALID, under="TCEA 2007 Sch 12",
    ),
    row(Step.ADD_AGENT_FEE, Stage.WARRANT, at.agent_is_out, at.agent_is_not_recalled,
        holds.no_court_application, holds.no_breathing_space, holds.no_arrangement,
        by=A.AGENT, under="SI 2014/1"),
    row(Step.RECALL_AGENT, SERVED_AT_ALL, at.agent_is_out, at.agent_is_not_recalled,
        by=(A.OFFICE, A.CLOCK), under="TCEA 2007 Sch 12"),
    row(Step.ACKNOWLEDGE_RECALL, SERVED_AT_ALL, at.agent_is_recalled, by=A.AGENT, under="house rule: recall"),
    row(Step.RETURN_FROM_AGENT, SERVED_AT_ALL, at.agent_is_out, by=A.AGENT, under="TCEA 2007 Sch 12"),
    row(Step.HOLD, OPEN, by=(A.OFFICE, A.CLOCK, A.OFFICER), under="house rule: holds"),
    row(Step.REVIEW_HOLD, SERVED_AT_ALL, holds.something_held, by=A.OFFICE, under="house rule: holds"),
    row(Step.RELEASE, SERVED_AT_ALL, holds.something_held, by=A.OFFICE, under="house rule: holds"),
)  # fmt: skip
