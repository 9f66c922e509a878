"""At whatever stage a case is, its page says what is so, by when to pay, and what can't be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from parking.cases.history.registry import KINDS
from parking.law.basis import Basis
from parking.law.holidays import shipped_calendar
from parking.law.question import Question
from parking.law.regimes import law_at
from parking.law.state import HoldKind, Stage, State, WitnessGround
from parking.motorist.money import dues
from parking.motorist.rules import Phase, days_of, phase_of
from parking.motorist.standing import RULES, Standing, standing
from parking.motorist.timeline import INSIDE
from parking.motorist.why import cannot, still_open
from parking.values.money import Money

TUESDAY = date(2026, 3, 3)
PCN = State(
    stage=Stage.SERVED, contravention_on=TUESDAY, served_on=TUESDAY, full=Money(7000), discounted=Money(3500),
    increased=Money(10500), discount_until=date(2026, 3, 16),
)  # fmt: skip
NOTICE = replace(PCN, stage=Stage.NOTICE_TO_OWNER, notice_posted_on=date(2026, 4, 1),
                 notice_served_on=date(2026, 4, 7))  # fmt: skip
REPRESENTED = replace(NOTICE, stage=Stage.REPRESENTED, representations_received_on=date(2026, 5, 4))
REJECTED = replace(REPRESENTED, stage=Stage.REJECTED, decision_served_on=date(2026, 6, 9))
CERTIFICATE = replace(
    NOTICE, stage=Stage.CHARGE_CERTIFICATE, certificate_from=Stage.NOTICE_TO_OWNER,
    certificate_served_on=date(2026, 5, 12),
)  # fmt: skip
ORDER = replace(CERTIFICATE, stage=Stage.ORDER_FOR_RECOVERY, registered_on=date(2026, 6, 1),
                court_fee=Money(1000), order_served_on=date(2026, 6, 16))  # fmt: skip
BY_POST = replace(PCN, stage=Stage.SERVED_BY_POST, basis=Basis.DRIVE_AWAY, notice_posted_on=TUESDAY)


def stands(state: State) -> Standing:
    return standing(state, law_at)


def asked(state: State, on: date) -> Question:
    return Question(state, law_at(on), on, shipped_calendar("england_and_wales"))


@pytest.mark.parametrize(
    ("state", "says", "pay_by"),
    [
        (BY_POST, "object in the way it says until the end of Monday 30 March 2026", date(2026, 3, 30)),
        (replace(PCN, stage=Stage.PREPARED), "nothing to pay", None),
        (replace(PCN, stage=Stage.CHALLENGED), "send the money back if we accept it", None),
        (REPRESENTED, "Our answer is due by the end of Sunday 28 June 2026", None),
        (REJECTED, "appeal to the independent tribunal until the end of Monday 6 July", date(2026, 7, 6)),
        (replace(REJECTED, stage=Stage.APPEALED), "You do not need to pay while this goes on", None),
        (
            replace(REJECTED, stage=Stage.APPEAL_REFUSED, appeal_decision_served_on=date(2026, 9, 1)),
            "to be paid by the end of Monday 28 September 2026", date(2026, 9, 28),
        ),
        (
            replace(REJECTED, stage=Stage.APPEAL_WITHDRAWN, appeal_withdrawn_on=date(2026, 9, 1)),
            "to be paid by the end of Monday 14 September 2026", date(2026, 9, 14),
        ),
        (
            replace(REJECTED, stage=Stage.RECOMMENDED, recommendation_given_on=date(2026, 9, 1)),
            "Our answer is due by the end of Monday 5 October 2026", None,
        ),
        (CERTIFICATE, "The charge went up to £105", date(2026, 5, 25)),
        (replace(CERTIFICATE, stage=Stage.REGISTERED), "You can pay now", None),
        (ORDER, "send the court the statement", date(2026, 7, 6)),
        (
            replace(ORDER, stage=Stage.WITNESS_STATEMENT, witness_ground=WitnessGround.PAID),
            "We send the case to the independent tribunal", None,
        ),
        (replace(ORDER, stage=Stage.WARRANT, warrant_issued_on=date(2026, 8, 3)), "call us now", None),
    ],
)  # fmt: skip
def test_each_stage_says_what_it_means_and_by_when(state: State, says: str, pay_by: date | None) -> None:
    told = stands(state)
    assert says in " ".join(told.says)
    assert told.pay_by == pay_by


def test_every_open_stage_is_told_by_words_or_by_its_amounts_and_dates() -> None:
    by_amounts = {Stage.SERVED, Stage.NOTICE_TO_OWNER}
    assert RULES.keys() | by_amounts == {s for s in Stage if not s.is_closed and s is not Stage.NEW}


@pytest.mark.parametrize(
    ("on", "until", "what"),
    [
        (date(2026, 5, 25), date(2026, 5, 25), "After that, we may go to the court."),
        (
            date(2026, 5, 26),
            None,
            "The time to pay ended on Monday 25 May 2026. Unless it is paid, ",
        ),
    ],
)
def test_an_increased_charge_has_its_own_last_day(on: date, until: date | None, what: str) -> None:
    days = days_of(CERTIFICATE, law_at)
    assert phase_of(CERTIFICATE, days, on) is Phase.LATER
    now, _ = dues(CERTIFICATE, days, Phase.LATER, on, stands(CERTIFICATE))
    assert (now.amount, now.until) == (Money(10500), until)
    assert now.what.startswith(what)


def test_a_challenge_after_a_notice_to_owner_and_late_representations_say_why_not() -> None:
    assert cannot(asked(PCN, TUESDAY)) == ()
    (too_late,) = cannot(asked(NOTICE, date(2026, 4, 8)))
    assert too_late.startswith("It is too late for an informal challenge")
    _, late = cannot(asked(NOTICE, date(2026, 5, 5)))
    assert late.startswith("The time to make representations ended on Monday 4 May 2026.")
    assert cannot(asked(replace(NOTICE, stage=Stage.PAID), date(2026, 5, 5))) == ()


def test_what_is_open_is_said_once_and_kindly() -> None:
    waits = replace(NOTICE, held_money=Money(3500), late_statement_on=TUESDAY,
                    holds={UUID(int=1): HoldKind.COURT_APPLICATION})  # fmt: skip
    said = still_open(asked(waits, date(2026, 5, 5)))
    assert len(said) == 2
    assert "We hold £35 that came with a letter" in said[1]


def test_the_timeline_keeps_only_office_work_to_itself() -> None:
    assert set(KINDS) >= INSIDE
    assert {"certificate_served", "challenge_received", "order_revoked", "refund_paid"}.isdisjoint(INSIDE)
