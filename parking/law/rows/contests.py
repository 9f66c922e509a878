"""What a person says against the charge before the tribunal: challenge, representations, decision."""

from __future__ import annotations

from parking.law.guards import contest, deciding, holds, liability
from parking.law.rows.row import AT_COURT, CONTESTABLE, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock

A = Actor
ROWS: tuple[Row, ...] = (
    row(
        Step.CHALLENGE, frozenset({Stage.SERVED, Stage.CHALLENGED}), contest.no_notice_served_yet,
        to=Stage.CHALLENGED, by=A.MOTORIST, under="SI 2022/576 reg 3(1)(b)",
    ),
    row(
        Step.ACCEPT_CHALLENGE, frozenset({Stage.CHALLENGED, Stage.PAID}), contest.challenge_is_open,
        to=Stage.CANCELLED, by=A.DECIDER, within=Clock.CHALLENGE_REPLY, under="guidance",
    ),
    row(
        Step.REFUSE_CHALLENGE, frozenset({Stage.CHALLENGED, Stage.PAID}), contest.challenge_is_open,
        holds.may_write, by=A.DECIDER, within=Clock.CHALLENGE_REPLY, under="guidance",
    ),
    row(
        Step.WITHDRAW_CHALLENGE, frozenset({Stage.CHALLENGED, Stage.PAID}), contest.challenge_is_open,
        by=A.MOTORIST, under="guidance",
    ),
    row(
        Step.REPRESENT, CONTESTABLE,
        contest.none_made_yet, contest.in_time_to_represent, liability.registration_not_asked_for,
        to=Stage.REPRESENTED, by=A.MOTORIST, within=Clock.MAKE_REPRESENTATIONS, under="SI 2022/576 reg 5",
    ),
    row(
        Step.REPRESENT_LATE, CONTESTABLE,
        contest.none_made_yet, contest.late_to_represent, contest.none_late_waits,
        by=A.MOTORIST, under="SI 2022/576 reg 5",
    ),
    row(
        Step.ADMIT_LATE, CONTESTABLE, contest.late_waits, liability.registration_not_asked_for,
        to=Stage.REPRESENTED, by=A.DECIDER, under="SI 2022/576 reg 5",
    ),
    row(
        Step.DISREGARD_LATE, CONTESTABLE | AT_COURT, contest.late_waits, holds.may_write,
        by=A.DECIDER, under="SI 2022/576 reg 5",
    ),
    row(
        Step.DECIDE_CAPACITY, Stage.REPRESENTED, deciding.representations_are_undecided,
        deciding.not_asked_of_the_print_room, by=A.DECIDER, under="SI 2022/576 reg 5",
    ),
    row(
        Step.LIST_CLAIM, Stage.REPRESENTED, deciding.representations_are_undecided,
        deciding.not_asked_of_the_print_room, by=A.OFFICE, under="SI 2022/576 reg 6",
    ),
    row(
        Step.ANSWER_CLAIM, Stage.REPRESENTED, deciding.representations_are_undecided,
        deciding.a_claim_waits, by=A.DECIDER, under="SI 2022/576 reg 6",
    ),
    row(
        Step.ACCEPT_REPRESENTATIONS, Stage.REPRESENTED, deciding.representations_are_undecided,
        to=Stage.CANCELLED, by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 reg 6",
    ),
    row(
        Step.TRANSFER_LIABILITY, Stage.REPRESENTED, deciding.representations_are_undecided,
        deciding.decision_period_still_runs, deciding.written_for_the_recipient, holds.nobody_died,
        by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 regs 5(4), 6",
    ),
    row(
        Step.REQUEST_REJECTION, Stage.REPRESENTED,
        deciding.representations_are_undecided, deciding.not_asked_of_the_print_room,
        deciding.written_for_the_recipient, deciding.every_claim_is_answered,
        deciding.rejection_served_in_time, holds.may_write,
        by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 reg 6",
    ),
    row(
        Step.REJECT_REPRESENTATIONS, Stage.REPRESENTED,
        deciding.representations_are_undecided, deciding.rejection_was_requested,
        deciding.written_for_the_recipient, deciding.every_claim_is_answered,
        deciding.rejection_served_in_time, holds.may_write,
        to=Stage.REJECTED, by=A.DECIDER, within=Clock.DECIDE_REPRESENTATIONS, under="SI 2022/576 reg 6",
    ),
    row(
        Step.TREAT_AS_ACCEPTED, Stage.REPRESENTED,
        deciding.representations_are_undecided, deciding.decision_period_has_ended,
        to=Stage.CANCELLED, by=A.CLOCK, under="SI 2022/576 reg 6",
    ),
)  # fmt: skip
