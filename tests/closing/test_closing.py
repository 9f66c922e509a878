"""Who may end a case, why, who looks again, and which endings a slip can be undone in."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.authorities.actions import set_policy
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council, council
from parking.cases.errors import StepRefusedError
from parking.challenges.deciding import accept_challenge
from parking.closing.actions import cancel, look_again, reopen, tell, write_off
from parking.closing.errors import (
    ColleagueVehicleError,
    InterestedError,
    IssuedByYouError,
    LookedAtError,
    NoSuchReasonError,
    SecondPersonError,
    YourVehicleError,
)
from parking.closing.interests import Whose, declare_interest, end_interest, interests_of
from parking.closing.queries import exception_totals, exceptions, second_looks_due
from parking.closing.reasons import Kind, every_reason, reasons_for
from parking.closing.rules import is_sampled, needs_second_look
from parking.law.state import Stage
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark
from parking.values.money import Money
from tests.challenges.telling import DECIDER, by, challenged, papers, post_all, state_of
from tests.desk.cases import NIGHT_29, POSTING, issued, night, paid

ANOTHER = UUID(int=78)
MARK = Mark.read("AB12 CDE")
LATER = date(2026, 4, 2)


def always_looked_at(specimen: Specimen) -> Council:
    with writing(authority=specimen.id) as session:
        set_policy(
            session, authority=specimen.id, kind=PolicyKind.SECOND_LOOK_PERCENT, from_on=date(2026, 1, 1),
            value=100, says="For a test.",
        )  # fmt: skip
    with reading(authority=specimen.id) as session:
        return council(session, authority=specimen.id)


def cancelled(specimen: Specimen, case: UUID, at: datetime, who: UUID = DECIDER) -> None:
    with clock.pinned(at), writing(authority=specimen.id) as session:
        cancel(
            session, council=specimen.council, case_id=case, reason="issued_in_error", text="Wrong bay.",
            by=by(at, who),
        )  # fmt: skip


@pytest.mark.both_engines
def test_cancelling_gives_money_back_writes_a_letter_and_stands_in_the_report(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        night(NIGHT_29)
        post_all(specimen, POSTING)
        paid(specimen, case, clock.at_local(LATER, 9), Money(1000))
        cancelled(specimen, case, clock.at_local(LATER, 10))
        after = state_of(specimen, case)
        assert (after.stage, after.refund_due) == (Stage.CANCELLED, Money(1000))
        post_all(specimen, date(2026, 4, 7))
        assert papers(specimen, case)["closing_letter"].state == "posted"
        assert state_of(specimen, case).told_on == date(2026, 4, 7)
        with reading(authority=specimen.id) as session:
            (row,) = exceptions(session, authority=specimen.id, since=LATER, until=LATER)
            assert (row.kind, row.reason, row.given_up) == (Kind.CANCELLED, "issued_in_error", Money(5000))
            (total,) = exception_totals(session, authority=specimen.id, since=LATER, until=LATER)
            assert (total.count, total.given_up) == (1, Money(5000))
        at = clock.at_local(date(2026, 4, 8), 9)
        with (
            pytest.raises(StepRefusedError) as told,
            clock.pinned(at),
            writing(authority=specimen.id) as session,
        ):
            reopen(
                session, council=specimen.council, case_id=case, reason="wrong_case", text="Slip.", by=by(at)
            )
        assert [reason.code for reason in told.value.reasons] == ["ending_was_told"]


def test_a_slip_nobody_was_told_of_is_undone_and_its_letter_stopped(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        night(NIGHT_29)
        post_all(specimen, POSTING)
        at = clock.at_local(LATER, 10)
        cancelled(specimen, case, at)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            reopen(
                session, council=specimen.council, case_id=case, reason="wrong_case", text="Slip.", by=by(at)
            )
        assert state_of(specimen, case).stage is Stage.NOTICE_TO_OWNER
        assert papers(specimen, case)["closing_letter"].state == "withdrawn"


def test_what_the_motorist_heard_by_telephone_can_not_be_undone(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        with writing(authority=specimen.id) as session:
            write_off(
                session, council=specimen.council, case_id=case, reason="no_keeper", text="Abroad.",
                by=by(noon),
            )  # fmt: skip
            for _ in range(2):
                tell(
                    session, council=specimen.council, case_id=case, on=noon.date(), how="phone", by=by(noon)
                )
        assert state_of(specimen, case).stage is Stage.WRITTEN_OFF
        with pytest.raises(StepRefusedError), writing(authority=specimen.id) as session:
            reopen(
                session, council=specimen.council, case_id=case, reason="wrong_case", text="Slip.",
                by=by(noon),
            )  # fmt: skip


def declare(specimen: Specimen, who: UUID, whose: Whose, at: datetime) -> None:
    with writing(authority=specimen.id) as session:
        declare_interest(
            session, council=specimen.council, user_id=who, mark=MARK, whose=whose, by=by(at, who)
        )


@pytest.mark.parametrize(
    ("who", "whose", "refusal"),
    [
        (DECIDER, Whose.OWN, YourVehicleError),
        (DECIDER, Whose.RELATIVE, YourVehicleError),
        (ANOTHER, Whose.OWN, ColleagueVehicleError),
    ],
    ids=["their own", "a relative's", "a colleague's"],
)
def test_nobody_decides_a_case_they_have_an_interest_in(
    app: APIFlask, specimen: Specimen, noon: datetime, who: UUID, whose: Whose, refusal: type[InterestedError]
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        declare(specimen, who, whose, noon)
        with pytest.raises(refusal):
            cancelled(specimen, case, noon)
        assert state_of(specimen, case).stage is Stage.SERVED


def test_nobody_cancels_or_accepts_what_they_issued(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case, row = challenged(specimen, noon, noon.date())
        at = clock.at_local(noon.date(), 15)
        with pytest.raises(IssuedByYouError):
            cancelled(specimen, case, at, specimen.officer)
        with pytest.raises(IssuedByYouError), clock.pinned(at), writing(authority=specimen.id) as session:
            accept_challenge(
                session, council=specimen.council, challenge_id=row, answer="Yes.",
                by=by(at, specimen.officer),
            )  # fmt: skip


def test_an_interest_that_ended_stands_until_the_end_of_its_day(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        declare(specimen, DECIDER, Whose.RELATIVE, noon)
        with writing(authority=specimen.id) as session:
            (row,) = interests_of(session, council=specimen.council, user_id=DECIDER, on=noon.date())
            end_interest(session, council=specimen.council, user_id=DECIDER, interest_id=row.id, by=by(noon))
        with pytest.raises(YourVehicleError):
            cancelled(specimen, case, noon)
        cancelled(specimen, case, clock.at_local(date(2026, 3, 4), 9))
        assert state_of(specimen, case).stage is Stage.CANCELLED


@pytest.mark.both_engines
def test_a_second_person_looks_and_it_is_never_the_first(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        of = always_looked_at(specimen)
        case = issued(specimen, noon)
        with writing(authority=specimen.id) as session:
            kept = cancel(session, council=of, case_id=case, reason="compassion", text="Ill.", by=by(noon))
        with reading(authority=specimen.id) as session:
            assert [row.id for row in second_looks_due(session, authority=specimen.id)] == [kept.id]
        look = {"decision_id": kept.id, "agrees": True, "text": "Right."}
        with pytest.raises(SecondPersonError), writing(authority=specimen.id) as session:
            look_again(session, council=of, **look, by=by(noon))  # type: ignore[arg-type]
        with writing(authority=specimen.id) as session:
            look_again(session, council=of, **look, by=by(noon, ANOTHER))  # type: ignore[arg-type]
        with pytest.raises(LookedAtError), writing(authority=specimen.id) as session:
            look_again(session, council=of, **look, by=by(noon, ANOTHER))  # type: ignore[arg-type]
        with reading(authority=specimen.id) as session:
            assert second_looks_due(session, authority=specimen.id) == []


def test_the_sample_is_fair_and_the_same_for_everybody() -> None:
    cases = [new_id() for _ in range(2000)]
    sampled = [case for case in cases if is_sampled(case, 10)]
    assert 130 < len(sampled) < 270
    assert all(is_sampled(case, 11) for case in sampled)
    assert not any(is_sampled(case, 0) for case in cases)


@pytest.mark.parametrize(("pence", "looked_at"), [(10_000, False), (10_001, True)])
def test_every_large_write_off_is_looked_at(pence: int, looked_at: bool) -> None:
    asked = needs_second_look(
        Kind.WRITTEN_OFF, UUID(int=1), Money(pence), percent=0, write_off_above=Money(10_000)
    )
    assert asked is looked_at
    assert not needs_second_look(Kind.REOPENED, UUID(int=1), Money(0), percent=100, write_off_above=Money(0))


def test_a_reason_serves_only_what_it_is_for(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    assert [row.key for row in reasons_for(Kind.REOPENED, noon.date())] == ["wrong_case", "wrong_reason"]
    for reason in every_reason().values():
        assert reason.told or Kind.REOPENED in reason.kinds, reason.key
    with app.app_context():
        case = issued(specimen, noon)
        with pytest.raises(NoSuchReasonError), writing(authority=specimen.id) as session:
            cancel(session, council=specimen.council, case_id=case, reason="deceased", text="-", by=by(noon))
