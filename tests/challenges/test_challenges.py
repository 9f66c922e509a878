"""A challenge stops the notice to owner, is answered, and brings the discount back where it came in time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.errors import StepRefusedError
from parking.challenges.deciding import accept_challenge, refuse_challenge
from parking.challenges.errors import AnsweredError, NoSuchChallengeError, NotReceivedYetError
from parking.challenges.models import Challenge
from parking.challenges.queries import undecided, waiting_for_pcn
from parking.challenges.receiving import attach_waiting, keep_challenge, withdraw_challenge
from parking.law.state import Ending, Stage
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber
from tests.challenges.telling import by, challenged, papers, post_all, said, state_of
from tests.desk.cases import NIGHT_29, issued, night, paid

IN_TIME = date(2026, 3, 16)  # a Monday, the last day of the discount of a PCN of Tuesday 3 March
TOO_LATE = date(2026, 3, 17)
DECIDED = date(2026, 3, 19)  # a Thursday
POSTED = date(2026, 3, 20)  # a Friday: taken as served on Tuesday 24 March


def decide(specimen: Specimen, row: object, *, accept: bool) -> None:
    at = clock.at_local(DECIDED, 10)
    with clock.pinned(at), writing(authority=specimen.id) as session:
        act = accept_challenge if accept else refuse_challenge
        act(session, council=specimen.council, challenge_id=row, answer="We looked.", by=by(at))  # type: ignore[arg-type]


@pytest.mark.both_engines
def test_a_refusal_counts_from_its_service_and_offers_the_discount_again(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, IN_TIME)
        assert state_of(specimen, case).stage is Stage.CHALLENGED
        with reading(authority=specimen.id) as session:
            (waits,) = undecided(session, authority=specimen.id)
            assert waits.reply_by(specimen.council) == date(2026, 3, 29)
        decide(specimen, row, accept=False)
        assert state_of(specimen, case).challenges_open == {row}, "it waits for the post"
        post_all(specimen, POSTED)
        after = state_of(specimen, case)
        assert (after.stage, after.challenges_open) == (Stage.SERVED, frozenset())
        assert after.discount_until == IN_TIME, "the statutory date never moves"
        assert after.discount_offered_until == date(2026, 4, 6), "14 days beginning with Tuesday 24 March"
        assert papers(specimen, case)["challenge_reply"].state == "posted"
        with reading(authority=specimen.id) as session:
            assert undecided(session, authority=specimen.id) == []


@pytest.mark.parametrize(
    ("came_on", "again"), [(IN_TIME, True), (TOO_LATE, False)], ids=["last day of discount", "a day later"]
)
def test_without_an_address_the_answer_counts_from_the_day_it_is_given(
    app: APIFlask, specimen: Specimen, noon: datetime, came_on: date, again: bool
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, came_on, writer=None)
        decide(specimen, row, accept=False)
        after = state_of(specimen, case)
        assert after.stage is Stage.SERVED
        assert after.discount_offered_until == (date(2026, 4, 1) if again else None)
        assert "challenge_reply" not in papers(specimen, case)


def test_no_notice_to_owner_goes_out_while_a_challenge_is_open(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, TOO_LATE)
        night(NIGHT_29)
        night(date(2026, 4, 20))
        assert "notice_to_owner" not in papers(specimen, case)
        at = clock.at_local(date(2026, 4, 21), 9)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            withdraw_challenge(
                session, council=specimen.council, challenge_id=row, on=date(2026, 4, 21), by=by(at)
            )
        night(date(2026, 4, 22))
        night(date(2026, 4, 23))
        assert "notice_to_owner" in papers(specimen, case)


@pytest.mark.both_engines
def test_accepting_cancels_gives_the_money_back_and_tells_by_letter(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, IN_TIME)
        paid(specimen, case, clock.at_local(IN_TIME, 16), Money(2500))
        assert state_of(specimen, case).stage is Stage.PAID
        decide(specimen, row, accept=True)
        after = state_of(specimen, case)
        assert (after.ending, after.refund_due) == (Ending.CHALLENGE_ACCEPTED, Money(2500))
        assert after.told_on is None
        post_all(specimen, POSTED)
        assert state_of(specimen, case).told_on == POSTED
        with reading(authority=specimen.id) as session:
            assert session.scalar(select(Challenge.state)) == "accepted"


def test_an_answer_is_given_once(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, IN_TIME)
        decide(specimen, row, accept=False)
        with pytest.raises(AnsweredError):
            decide(specimen, row, accept=False)
        decide(specimen, row, accept=True)
        assert state_of(specimen, case).stage is Stage.CANCELLED
        with pytest.raises(NoSuchChallengeError):
            decide(specimen, row, accept=True)


def test_an_answer_is_pulled_when_the_challenge_is_withdrawn(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, IN_TIME)
        decide(specimen, row, accept=False)
        at = clock.at_local(DECIDED, 12)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            withdraw_challenge(session, council=specimen.council, challenge_id=row, on=DECIDED, by=by(at))
        assert papers(specimen, case)["challenge_reply"].state == "withdrawn"
        assert state_of(specimen, case).stage is Stage.SERVED


def test_a_challenge_to_a_pcn_that_is_not_on_file_is_kept_and_attached(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            row = keep_challenge(
                session, council=specimen.council, number=PcnNumber.read("EX 0000 0001"),
                said=said(noon.date(), None), by=by(noon),
            )  # fmt: skip
        with reading(authority=specimen.id) as session:
            assert [each.id for each in waiting_for_pcn(session, authority=specimen.id)] == [row]
        case = issued(specimen, noon)
        at = clock.at_local(date(2026, 3, 4), 9)
        with clock.pinned(at):
            for attached in (1, 0):
                with writing(authority=specimen.id) as session:
                    assert attach_waiting(session, council=specimen.council, by=by(at)) == attached
        assert state_of(specimen, case).challenges_open == {row}
        decide(specimen, row, accept=False)
        assert state_of(specimen, case).discount_offered_until == date(2026, 4, 1)


def test_after_a_notice_to_owner_a_challenge_is_refused_in_words(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        night(NIGHT_29)
        post_all(specimen, date(2026, 4, 1))
        at = clock.at_local(date(2026, 4, 8), 9)
        with (
            pytest.raises(StepRefusedError),
            clock.pinned(at),
            writing(authority=specimen.id) as session,
        ):
            keep_challenge(
                session, council=specimen.council, number=PcnNumber.read("EX00000001"),
                said=said(date(2026, 4, 8)), by=by(at),
            )  # fmt: skip
        assert not state_of(specimen, case).challenges


def test_a_challenge_of_tomorrow_is_not_taken(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    tomorrow, number = said(date(2026, 3, 4)), PcnNumber.read("EX00000009")
    with app.app_context(), writing(authority=specimen.id) as session, pytest.raises(NotReceivedYetError):
        keep_challenge(session, council=specimen.council, number=number, said=tomorrow, by=by(noon))
