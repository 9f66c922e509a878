"""A case that is opened again stands where it stood, with what was open then and is not answered since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from parking.cases.history.challenges import ChallengeReceived, ChallengeRefused
from parking.cases.history.closing import CaseCancelled, CaseReopened, ClosingTold
from parking.cases.history.payments import MoneyHeld, PaymentReceived, PaymentReversed, RefundPaid
from parking.cases.history.registry import Event, replay
from parking.cases.history.representations import RejectionServed, RepresentationsReceived
from parking.law.basis import Basis
from parking.law.state import Capacity, Stage, State
from parking.payments.accounts import accounts
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


HELD = MoneyHeld(UUID(int=3), Money(3500), DAY, "post")


def test_a_held_cheque_that_bounces_leaves_the_payment_that_settled_the_case_alone() -> None:
    state = after(HELD, PAID, PaymentReversed(UUID(int=3), Money(3500), DAY, "post"))
    assert (state.stage, state.held_money, state.received) == (Stage.PAID, NOTHING, Money(2500))


def test_money_that_bounces_after_it_was_refunded_is_lost_and_still_adds_up() -> None:
    state = after(PAID, SLIP[0], RefundPaid(UUID(int=4), Money(2500), DAY, "online"), BOUNCED)
    assert (state.refunded, state.lost, state.received) == (Money(2500), Money(2500), NOTHING)
    assert sum(amount.pence for amount in accounts(state).values()) == 0


def test_what_was_paid_on_top_goes_back_when_representations_take_the_certificate_with_them() -> None:
    certified = replace(
        PCN, stage=Stage.CHARGE_CERTIFICATE, certificate_from=Stage.NOTICE_TO_OWNER,
        certificate_served_on=DAY, paid=Money(6000), paid_since_certificate=Money(6000),
    )  # fmt: skip
    made = RepresentationsReceived(UUID(int=6), DAY, "post", Capacity.RECIPIENT, (), None, None)
    state = after(made, start=certified)
    assert (state.stage, state.paid, state.refund_due) == (Stage.REPRESENTED, Money(5000), Money(1000))
    rejected = after(RejectionServed(UUID(int=7), UUID(int=8), "0" * 64, DAY, DAY), start=state)
    assert (rejected.stage, rejected.owed(DAY)) == (Stage.PAID, NOTHING)
