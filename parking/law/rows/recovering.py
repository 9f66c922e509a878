"""The charge certificate, registration of the debt and the order for recovery."""

from __future__ import annotations

from parking.law.guards import holds, liability, money
from parking.law.guards import recovery as of
from parking.law.rows.row import OPEN, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock

A = Actor
NOT_YET_INCREASED = frozenset({
    Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.REJECTED, Stage.APPEAL_REFUSED,
    Stage.APPEAL_WITHDRAWN, Stage.RECOMMENDED,
})  # fmt: skip
CORRECTABLE = OPEN - {Stage.PREPARED, Stage.SERVED, Stage.CHALLENGED, Stage.APPEALED, Stage.WITNESS_STATEMENT}
ROWS: tuple[Row, ...] = (
    row(
        Step.REQUEST_CHARGE_CERTIFICATE, NOT_YET_INCREASED,
        of.certificate_not_out, of.certificate_period_has_ended, of.tribunal_has_no_appeal,
        money.still_unpaid, holds.nothing_open, holds.address_is_checked, liability.address_is_right,
        holds.no_breathing_space, holds.nothing_held,
        by=A.CLOCK, under="SI 2022/71 reg 21",
    ),
    row(
        Step.SERVE_CHARGE_CERTIFICATE, NOT_YET_INCREASED,
        of.certificate_was_requested, of.certificate_period_has_ended, of.tribunal_has_no_appeal,
        money.still_unpaid, holds.nothing_open, holds.address_is_checked, liability.address_is_right,
        holds.no_breathing_space, holds.nothing_held,
        to=Stage.CHARGE_CERTIFICATE, by=A.CLOCK, under="SI 2022/71 reg 21",
    ),
    row(
        Step.CANCEL_CERTIFICATE, Stage.CHARGE_CERTIFICATE, liability.registration_not_asked_for,
        by=A.DECIDER, under="the authority's discretion",
    ),
    row(Step.CORRECT_SERVICE, CORRECTABLE, by=A.DECIDER, under="SI 2022/71 reg 3"),
    row(
        Step.REQUEST_REGISTRATION, Stage.CHARGE_CERTIFICATE,
        of.registration_not_asked_for, of.certificate_payment_period_has_ended,
        of.certificate_was_not_premature, of.tribunal_was_asked_again,
        money.still_unpaid, holds.nothing_open, holds.address_is_checked, liability.address_is_right,
        holds.no_breathing_space, holds.nothing_held,
        by=A.OFFICE, within=Clock.DEBT_REGISTRATION, under="SI 2022/71 reg 22; CPR 75.3",
    ),
    row(
        Step.DROP_REGISTRATION, Stage.CHARGE_CERTIFICATE, of.registration_is_asked_for,
        by=(A.COURT, A.OFFICE), under="CPR 75.3",
    ),
    row(
        Step.REGISTER_DEBT, Stage.CHARGE_CERTIFICATE, of.registration_is_asked_for,
        to=Stage.REGISTERED, by=A.COURT, under="SI 2022/71 reg 22; CPR 75.3",
    ),
    row(
        Step.WITHDRAW_REGISTRATION,
        frozenset({Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY, Stage.WARRANT}), of.agent_is_not_out,
        by=A.DECIDER, under="CPR 75; the authority's discretion",
    ),
    row(
        Step.REQUEST_ORDER, frozenset({Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY}),
        of.order_not_out, of.order_served_in_time, of.certificate_was_not_premature,
        money.still_unpaid, holds.nothing_open, holds.no_breathing_space, holds.nothing_held,
        by=A.OFFICE, within=Clock.ORDER_SERVE_BY, under="CPR 75.3(5)",
    ),
    row(
        Step.SERVE_ORDER, frozenset({Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY}),
        of.order_was_requested, of.order_served_in_time, of.certificate_was_not_premature,
        money.still_unpaid, holds.nothing_open, holds.no_breathing_space, holds.nothing_held,
        to=Stage.ORDER_FOR_RECOVERY, by=A.OFFICE, within=Clock.ORDER_SERVE_BY, under="CPR 75.3(5)",
    ),
)  # fmt: skip
