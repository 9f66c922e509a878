"""A case that is opened again stands where it stood, with what was open then and is not answered since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from parking.cases.history.challenges import ChallengeReceived, ChallengeRefused
from parking.cases.history.closing import CaseCancelled, CaseReopened, ClosingTold
from parking.cases.history.payments import PaymentReceived, PaymentReversed
from parking.cases.history.registry import Event, replay
from parking.law.basis import Basis
from parking.law.state import Stage, State
from parking.values.money import NOTHING, Money

DAY = date(2026, 3, 10)
PCN = State(
    stage=Stage.SERVED, contravention_on=date(2026, 3, 3), served_on=date(2026, 3, 3), full=Money(5000),
    discounted=Money(2500), increased=Money(7500), discount_until=date(2026, 3, 16),
)  # fmt: skip
CHALLENGED = ChallengeReceived(UUID(int=1), DAY, "post", None, None)
REFUSED = ChallengeRefused(UUID(int=1), DAY, None, "0" * 64)
PAID = PaymentReceived(UUID(int=2), Money(2500), DAY, DAY, "online")
BOUNCED = PaymentReversed(UUID(int=2), Money(2500), DAY, "online")
SLIP = (CaseCancelled(DAY, "wrong case", "0" * 64), CaseReopened(DAY, "wrong case", "0" * 64))


def after(*events: Event, start: State = PCN) -> State:
    return replay(events, start)


def test_a_slip_that_is_undone_gives_back_the_challenge_that_was_open() -> None:
    state = after(CHALLENGED, *SLIP)
    assert (state.stage, state.challenges_open) == (Stage.CHALLENGED, frozenset({UUID(int=1)}))


def test_a_slip_that_is_undone_leaves_every_point_that_was_made_still_to_answer() -> None:
    claims = frozenset({UUID(int=5)})
    represented = replace(PCN, stage=Stage.REPRESENTED, claims=1, claims_open=claims)
    assert after(*SLIP, start=represented).claims_open == claims


def test_a_bounced_payment_does_not_bring_back_a_challenge_that_was_answered_meanwhile() -> None:
    assert after(CHALLENGED, PAID, REFUSED, BOUNCED).stage is Stage.SERVED
    assert after(CHALLENGED, PAID, BOUNCED).stage is Stage.CHALLENGED


def test_a_new_ending_has_not_been_told_though_the_one_before_was() -> None:
    assert after(PAID, ClosingTold(DAY, "letter"), CaseCancelled(DAY, "goodwill", "0" * 64)).told_on is None
    assert after(PAID, ClosingTold(DAY, "letter"), BOUNCED).told_on is None


def test_a_part_paid_before_a_fresh_postal_notice_does_not_settle_a_charge_nobody_was_served() -> None:
    unserved = replace(PCN, stage=Stage.PREPARED, basis=Basis.DRIVE_AWAY, paid=Money(1000), served_on=None)
    state = after(*SLIP, start=unserved)
    assert (state.stage, state.paid, state.refund_due) == (Stage.PREPARED, Money(1000), NOTHING)
