"""From the kerb to the enforcement notice: the PCN, its keeper, its notice, its money."""

from __future__ import annotations

from parking.law.guards import holds, liability, money, postal
from parking.law.rows.row import OPEN, SERVED_AT_ALL, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock

A = Actor
NOT_YET_NOTICED = frozenset({Stage.SERVED, Stage.PREPARED})
ROWS: tuple[Row, ...] = (
    row(Step.SERVE_PCN, Stage.NEW, to=Stage.SERVED, by=A.OFFICER, under="SI 2022/71 reg 9"),
    row(Step.PREPARE_POSTAL_PCN, Stage.NEW, to=Stage.PREPARED, by=A.OFFICER, under="SI 2022/71 reg 10"),
    row(
        Step.REQUEST_POSTAL_PCN, Stage.PREPARED,
        liability.notice_not_out, liability.somebody_is_liable, postal.served_in_time, holds.nothing_held,
        by=A.CLOCK, within=Clock.POSTAL_SERVICE, under="SI 2022/71 reg 10",
    ),
    row(
        Step.SERVE_PCN_BY_POST, Stage.PREPARED,
        liability.notice_was_requested, liability.somebody_is_liable, postal.served_in_time,
        holds.nothing_held,
        to=Stage.SERVED_BY_POST, by=A.OFFICE, within=Clock.POSTAL_SERVICE, under="SI 2022/71 reg 10",
    ),
    row(
        Step.EXTEND_POSTAL_SERVICE, Stage.PREPARED, postal.keeper_was_asked_in_time,
        postal.keeper_not_supplied_in_time, postal.not_extended,
        by=A.SUPERVISOR, within=Clock.POSTAL_EXTENDED_SERVICE, under="SI 2022/71 reg 10",
    ),
    row(
        Step.ASK_KEEPER, NOT_YET_NOTICED,
        liability.keeper_can_be_asked, liability.keeper_not_asked, money.still_unpaid_if_given,
        liability.may_ask_keeper_now, holds.nothing_held,
        by=A.CLOCK, under="SI 2022/71 reg 20(1)",
    ),
    row(
        Step.RECORD_KEEPER, frozenset({*NOT_YET_NOTICED, Stage.CHALLENGED, Stage.PAID, Stage.CANCELLED,
                                       Stage.WRITTEN_OFF}),
        liability.keeper_is_being_asked,
        by=(A.CLOCK, A.OFFICE), under="TMA 2004 s.92",
    ),
    row(
        Step.REQUEST_NOTICE_TO_OWNER, Stage.SERVED,
        liability.notice_not_out, liability.full_charge_period_has_ended, money.still_unpaid,
        liability.somebody_is_liable, liability.notice_served_in_time, holds.nothing_held,
        by=A.CLOCK, within=Clock.NOTICE_TO_OWNER_LATEST, under="SI 2022/71 reg 20",
    ),
    row(
        Step.SERVE_NOTICE_TO_OWNER, Stage.SERVED,
        liability.notice_was_requested, liability.full_charge_period_has_ended, money.still_unpaid,
        liability.somebody_is_liable, liability.notice_served_in_time, holds.nothing_held,
        to=Stage.NOTICE_TO_OWNER, by=A.OFFICE, within=Clock.NOTICE_TO_OWNER_LATEST, under="SI 2022/71 reg 20",
    ),
    row(Step.DOUBT_ADDRESS, OPEN, by=(A.OFFICE, A.AGENT), under="house rule: address in doubt"),
    row(Step.CHECK_ADDRESS, OPEN, liability.somebody_is_liable, by=A.OFFICE,
        under="house rule: address in doubt"),
    row(
        Step.SERVE_AGAIN,
        frozenset({Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.CHARGE_CERTIFICATE}),
        liability.address_is_wrong, liability.registration_not_asked_for,
        by=A.DECIDER, under="CPR 75; house rule: never just hand it on",
    ),
    row(Step.PAY, SERVED_AT_ALL, by=(A.MOTORIST, A.OFFICE), under="SI 2022/71 reg 26"),
    row(Step.REVERSE_PAYMENT, SERVED_AT_ALL, money.some_was_received, by=A.OFFICE,
        under="SI 2022/71 reg 20(4)"),
    row(Step.HOLD_MONEY, SERVED_AT_ALL, by=A.OFFICE, under="house rule: pay or contest"),
    row(Step.CREDIT_HELD_MONEY, SERVED_AT_ALL, money.some_is_held, by=A.OFFICE,
        under="house rule: pay or contest"),
    row(Step.RETURN_HELD_MONEY, SERVED_AT_ALL, money.some_is_held, by=A.OFFICE,
        under="house rule: pay or contest"),
    row(Step.REFUND, SERVED_AT_ALL, money.some_is_due_back, by=A.OFFICE, under="financial regulations"),
)  # fmt: skip
