"""The tribunal: what is registered, answered and decided there."""

from __future__ import annotations

from parking.law.guards import holds, liability
from parking.law.guards import tribunal as at
from parking.law.rows.row import AT_COURT, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock

A = Actor
ASKED_ABOUT = frozenset({
    Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.REJECTED, Stage.APPEAL_REFUSED,
    Stage.APPEAL_WITHDRAWN, Stage.RECOMMENDED, Stage.CHARGE_CERTIFICATE,
})  # fmt: skip
ROWS: tuple[Row, ...] = (
    row(Step.CONFIRM_NO_APPEAL, ASKED_ABOUT, by=(A.CLOCK, A.OFFICE),
        under="house rule: ask before a certificate and before registration"),
    row(
        Step.APPEAL, frozenset({Stage.REJECTED, Stage.CHARGE_CERTIFICATE}), at.rejection_was_served,
        liability.registration_not_asked_for,
        to=Stage.APPEALED, by=A.MOTORIST, within=Clock.APPEAL, under="SI 2022/576 reg 7",
    ),
    row(Step.REFER_APPEAL_TO_LEGAL, frozenset({*AT_COURT, Stage.CHARGE_CERTIFICATE}), at.court_has_the_debt,
        by=A.ADJUDICATOR, under="SI 2022/576 reg 7"),
    row(Step.DELIVER_APPEAL_DOCUMENTS, Stage.APPEALED, by=A.OFFICE, within=Clock.TRIBUNAL_DOCUMENTS,
        under="SI 2022/576 Sch 1 para 3"),
    row(Step.ALLOW_APPEAL, Stage.APPEALED, by=A.ADJUDICATOR, under="SI 2022/576 reg 7"),
    row(Step.REFUSE_APPEAL, Stage.APPEALED, to=Stage.APPEAL_REFUSED, by=A.ADJUDICATOR,
        under="SI 2022/576 reg 7"),
    row(Step.WITHDRAW_APPEAL, Stage.APPEALED, to=Stage.APPEAL_WITHDRAWN, by=A.MOTORIST,
        under="SI 2022/71 reg 21"),
    row(Step.NOT_CONTEST, Stage.APPEALED, to=Stage.CANCELLED, by=A.DECIDER, under="SI 2022/576 Sch 1"),
    row(Step.SETTLE_APPEAL, Stage.APPEALED, to=Stage.CANCELLED, by=A.ADJUDICATOR, under="SI 2022/576 Sch 1"),
    row(Step.RECOMMEND, Stage.APPEALED, to=Stage.RECOMMENDED, by=A.ADJUDICATOR, under="SI 2022/576 reg 7"),
    row(
        Step.ACCEPT_RECOMMENDATION, Stage.RECOMMENDED, at.recommendation_unanswered,
        to=Stage.CANCELLED, by=A.DECIDER, under="SI 2022/576 reg 7",
    ),
    row(
        Step.TREAT_RECOMMENDATION_AS_ACCEPTED, Stage.RECOMMENDED, at.recommendation_unanswered,
        at.recommendation_period_has_ended,
        to=Stage.CANCELLED, by=A.CLOCK, under="SI 2022/576 reg 7",
    ),
    row(
        Step.REQUEST_RECOMMENDATION_REFUSAL, Stage.RECOMMENDED, at.recommendation_unanswered,
        at.refusal_not_requested, at.refusal_served_in_time, holds.may_write,
        by=A.DECIDER, within=Clock.ANSWER_RECOMMENDATION, under="SI 2022/576 reg 7",
    ),
    row(
        Step.REFUSE_RECOMMENDATION, Stage.RECOMMENDED, at.recommendation_unanswered,
        at.refusal_was_requested, at.refusal_served_in_time, holds.may_write,
        by=A.DECIDER, within=Clock.ANSWER_RECOMMENDATION, under="SI 2022/576 reg 7",
    ),
)  # fmt: skip
