"""Every lawful step from the kerb to the warrant, one row a step: from, to, who, when, under what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parking.law.guards import contest, holds, liability, money, recovery
from parking.law.question import Guard, Question, refused
from parking.law.reasons import Refused
from parking.law.state import Stage
from parking.law.timeline import Clock


class Actor(StrEnum):
    """Who takes a step."""

    OFFICER = "officer"
    MOTORIST = "motorist"
    OFFICE = "office"
    DECIDER = "decider"
    ADJUDICATOR = "adjudicator"
    COURT = "court"
    AGENT = "agent"
    CLOCK = "clock"


class Step(StrEnum):
    """A thing done to a case; the value is how it is said."""

    SERVE_PCN = "serve a PCN"
    SERVE_PCN_BY_POST = "serve a PCN by post"
    PAY = "pay"
    ASK_KEEPER = "ask who the keeper is"
    RECORD_KEEPER = "record the keeper register's answer"
    REQUEST_NOTICE_TO_OWNER = "request a notice to owner"
    SERVE_NOTICE_TO_OWNER = "serve a notice to owner"
    CHALLENGE = "challenge a PCN"
    ACCEPT_CHALLENGE = "accept a challenge"
    REFUSE_CHALLENGE = "refuse a challenge"
    REPRESENT = "make representations"
    ACCEPT_REPRESENTATIONS = "accept representations"
    REJECT_REPRESENTATIONS = "reject representations"
    TREAT_AS_ACCEPTED = "treat representations as accepted"
    APPEAL = "appeal"
    ALLOW_APPEAL = "allow an appeal"
    REFUSE_APPEAL = "refuse an appeal"
    WITHDRAW_APPEAL = "withdraw an appeal"
    NOT_CONTEST = "not contest an appeal"
    RECOMMEND = "recommend cancelling"
    ACCEPT_RECOMMENDATION = "accept a recommendation"
    REFUSE_RECOMMENDATION = "refuse a recommendation"
    SERVE_CHARGE_CERTIFICATE = "serve a charge certificate"
    REGISTER_DEBT = "register the debt"
    SERVE_ORDER = "serve the order for recovery"
    FILE_WITNESS_STATEMENT = "file a witness statement"
    RESTART_AT_NOTICE = "step back: the notice was not received"
    REFER_TO_ADJUDICATOR = "refer to the adjudicator"
    ISSUE_WARRANT = "issue a warrant"
    RETURN_WARRANT = "return a warrant"
    HOLD = "hold a case"
    RELEASE = "release a hold"
    CANCEL = "cancel"
    WRITE_OFF = "write off"
    REOPEN = "re-open"


@dataclass(frozen=True, slots=True)
class Row:
    """One step: where from, where to (None: no change of stage), by whom, guarded by what."""

    step: Step
    before: frozenset[Stage]
    after: Stage | None
    by: tuple[Actor, ...]
    guards: tuple[Guard, ...] = ()
    within: Clock | None = None
    under: str = ""


OPEN = frozenset(s for s in Stage if not s.is_closed and s is not Stage.NEW)
SERVED_AT_ALL = frozenset(s for s in Stage if s is not Stage.NEW)


def _row(
    step: Step,
    before: Stage | frozenset[Stage],
    *guards: Guard,
    to: Stage | None = None,
    by: Actor | tuple[Actor, ...],
    within: Clock | None = None,
    under: str = "",
) -> Row:
    return Row(
        step=step,
        before=before if isinstance(before, frozenset) else frozenset({before}),
        after=to,
        by=by if isinstance(by, tuple) else (by,),
        guards=guards,
        within=within,
        under=under,
    )


A = Actor
ROWS: tuple[Row, ...] = (
    _row(Step.SERVE_PCN, Stage.NEW, to=Stage.SERVED, by=A.OFFICER, under="SI 2022/71 reg 9"),
    _row(
        Step.SERVE_PCN_BY_POST, Stage.NEW, to=Stage.SERVED_BY_POST, by=A.OFFICE,
        within=Clock.POSTAL_SERVICE, under="SI 2022/71 reg 10",
    ),
    _row(Step.PAY, SERVED_AT_ALL, by=(A.MOTORIST, A.OFFICE), under="SI 2022/71 reg 26"),
    _row(
        Step.ASK_KEEPER, frozenset({Stage.SERVED, Stage.SERVED_BY_POST}),
        liability.keeper_can_be_asked, liability.keeper_not_asked, money.still_unpaid,
        liability.may_ask_keeper_now, holds.nothing_held,
        by=A.CLOCK, under="SI 2022/71 reg 20(1)",
    ),
    _row(
        Step.RECORD_KEEPER, frozenset({Stage.SERVED, Stage.SERVED_BY_POST, Stage.CHALLENGED, Stage.PAID}),
        liability.keeper_is_being_asked,
        by=(A.CLOCK, A.OFFICE), under="TMA 2004 s.92",
    ),
    _row(
        Step.REQUEST_NOTICE_TO_OWNER, Stage.SERVED,
        liability.notice_not_out, liability.full_charge_period_has_ended, money.still_unpaid,
        liability.somebody_is_liable, liability.notice_served_in_time, holds.nothing_held,
        by=A.CLOCK, within=Clock.NOTICE_TO_OWNER_LATEST, under="SI 2022/71 reg 20",
    ),
    _row(
        Step.SERVE_NOTICE_TO_OWNER, Stage.SERVED,
        liability.notice_was_requested, liability.full_charge_period_has_ended, money.still_unpaid,
        liability.somebody_is_liable, liability.notice_served_in_time, holds.nothing_held,
        to=Stage.NOTICE_TO_OWNER, by=A.OFFICE, within=Clock.NOTICE_TO_OWNER_LATEST, under="SI 2022/71 reg 20",
    ),
    _row(
        Step.CHALLENGE, Stage.SERVED, contest.no_notice_served_yet,
        to=Stage.CHALLENGED, by=A.MOTORIST, under="SI 2022/576 reg 3(1)(b)",
    ),
    _row(Step.ACCEPT_CHALLENGE, Stage.CHALLENGED, to=Stage.CANCELLED, by=A.DECIDER, under="guidance"),
    _row(Step.REFUSE_CHALLENGE, Stage.CHALLENGED, to=Stage.SERVED, by=A.DECIDER, under="guidance"),
    _row(
        Step.REPRESENT, frozenset({Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST}),
        to=Stage.REPRESENTED, by=A.MOTORIST, within=Clock.MAKE_REPRESENTATIONS, under="SI 2022/576 reg 5",
    ),
    _row(
        Step.ACCEPT_REPRESENTATIONS, Stage.REPRESENTED, contest.representations_are_undecided,
        to=Stage.CANCELLED, by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 reg 6",
    ),
    _row(
        Step.REJECT_REPRESENTATIONS, Stage.REPRESENTED,
        contest.representations_are_undecided, contest.rejection_served_in_time,
        to=Stage.REJECTED, by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 reg 6",
    ),
    _row(
        Step.TREAT_AS_ACCEPTED, Stage.REPRESENTED,
        contest.representations_are_undecided, contest.decision_period_has_ended,
        to=Stage.CANCELLED, by=A.CLOCK, under="SI 2022/576 reg 6",
    ),
    _row(
        Step.APPEAL, frozenset({Stage.REJECTED, Stage.CHARGE_CERTIFICATE}), contest.rejection_was_served,
        to=Stage.APPEALED, by=A.MOTORIST, within=Clock.APPEAL, under="SI 2022/576 reg 7",
    ),
    _row(Step.ALLOW_APPEAL, Stage.APPEALED, to=Stage.CANCELLED, by=A.ADJUDICATOR, under="SI 2022/576 reg 7"),
    _row(
        Step.REFUSE_APPEAL, Stage.APPEALED, to=Stage.APPEAL_REFUSED, by=A.ADJUDICATOR,
        under="SI 2022/576 reg 7",
    ),
    _row(
        Step.WITHDRAW_APPEAL, Stage.APPEALED, to=Stage.APPEAL_WITHDRAWN, by=A.MOTORIST,
        under="SI 2022/71 reg 21",
    ),
    _row(Step.NOT_CONTEST, Stage.APPEALED, to=Stage.CANCELLED, by=A.DECIDER, under="SI 2022/576 Sch 1"),
    _row(Step.RECOMMEND, Stage.APPEALED, to=Stage.RECOMMENDED, by=A.ADJUDICATOR, under="SI 2022/576 reg 7"),
    _row(
        Step.ACCEPT_RECOMMENDATION, Stage.RECOMMENDED, to=Stage.CANCELLED, by=(A.DECIDER, A.CLOCK),
        under="SI 2022/576 reg 7",
    ),
    _row(
        Step.REFUSE_RECOMMENDATION, Stage.RECOMMENDED, contest.recommendation_answer_in_time,
        by=A.DECIDER, within=Clock.ANSWER_RECOMMENDATION, under="SI 2022/576 reg 7",
    ),
    _row(
        Step.SERVE_CHARGE_CERTIFICATE,
        frozenset({
            Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.REJECTED, Stage.APPEAL_REFUSED,
            Stage.APPEAL_WITHDRAWN, Stage.RECOMMENDED,
        }),
        recovery.certificate_period_has_ended, recovery.tribunal_has_no_appeal, money.still_unpaid,
        holds.no_breathing_space, holds.nothing_held,
        to=Stage.CHARGE_CERTIFICATE, by=A.CLOCK, under="SI 2022/71 reg 21",
    ),
    _row(
        Step.REGISTER_DEBT, Stage.CHARGE_CERTIFICATE,
        recovery.certificate_payment_period_has_ended, recovery.tribunal_has_no_appeal,
        money.still_unpaid, holds.address_is_checked, holds.nothing_held,
        to=Stage.REGISTERED, by=A.OFFICE, under="SI 2022/71 reg 22; CPR 75.3",
    ),
    _row(
        Step.SERVE_ORDER, Stage.REGISTERED, holds.no_breathing_space, money.still_unpaid,
        to=Stage.ORDER_FOR_RECOVERY, by=A.OFFICE, within=Clock.ORDER_SERVE_BY, under="CPR 75.3(5)",
    ),
    _row(
        Step.FILE_WITNESS_STATEMENT, frozenset({Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY, Stage.WARRANT}),
        to=Stage.WITNESS_STATEMENT, by=A.MOTORIST, within=Clock.WITNESS_STATEMENT, under="SI 2022/71 reg 23",
    ),
    _row(
        Step.RESTART_AT_NOTICE, Stage.WITNESS_STATEMENT, to=Stage.SERVED, by=A.COURT,
        under="SI 2022/71 reg 23(5)(c)",
    ),
    _row(
        Step.REFER_TO_ADJUDICATOR, Stage.WITNESS_STATEMENT, to=Stage.APPEALED, by=A.OFFICE,
        under="SI 2022/71 reg 23",
    ),
    _row(
        Step.ISSUE_WARRANT, Stage.ORDER_FOR_RECOVERY,
        recovery.order_period_has_ended, money.still_unpaid, holds.no_court_application,
        holds.address_is_checked, holds.nothing_held,
        to=Stage.WARRANT, by=A.COURT, under="CPR 75.6",
    ),
    _row(
        Step.RETURN_WARRANT, Stage.WARRANT, to=Stage.ORDER_FOR_RECOVERY, by=A.AGENT,
        within=Clock.WARRANT_VALID, under="CPR 75.7",
    ),
    _row(Step.HOLD, OPEN, by=(A.OFFICE, A.CLOCK, A.OFFICER), under="house rule: holds"),
    _row(Step.RELEASE, SERVED_AT_ALL, by=A.OFFICE, under="house rule: holds"),
    _row(Step.CANCEL, OPEN, to=Stage.CANCELLED, by=A.DECIDER, under="TMA 2004 s.87 guidance"),
    _row(Step.WRITE_OFF, OPEN, to=Stage.WRITTEN_OFF, by=A.DECIDER, under="financial regulations"),
    _row(Step.REOPEN, frozenset({Stage.PAID, Stage.WRITTEN_OFF}), to=Stage.SERVED, by=A.DECIDER,
         under="SI 2022/71 reg 20(4)"),
)  # fmt: skip

BY_STEP: Mapping[Step, Row] = {row.step: row for row in ROWS}


def what_stops(step: Step, question: Question) -> tuple[Refused, ...]:
    """Return every reason why a step may not be taken now; none means that it may."""
    from_here = BY_STEP[step]
    if question.state.stage not in from_here.before:
        return (wrong_stage(step, question.state.stage),)
    answers = (guard(question) for guard in from_here.guards)
    return tuple(answer for answer in answers if isinstance(answer, Refused))


def wrong_stage(step: Step, stage: Stage) -> Refused:
    """Return the refusal of a step that does not exist from a stage."""
    return refused("not_from_this_stage", step=step.value, stage=stage.value)


def steps_from(stage: Stage) -> tuple[Row, ...]:
    """Return the rows that start from a stage, in the order of the journey."""
    return tuple(row for row in ROWS if stage in row.before)
