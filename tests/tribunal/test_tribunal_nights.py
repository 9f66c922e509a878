"""The tribunal is asked before a charge certificate, and what it tells us is acted on or set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.history.court import OrderRevoked, ReferredToAdjudicator
from parking.law.state import Ending, HoldKind, Stage, WitnessGround
from parking.simulation.specimens import Specimen
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import reading, writing
from parking.tribunal.from_tribunal import Direction, Leave, Outcome, ReviewStep
from parking.tribunal.inbox import settle, try_again
from parking.tribunal.models import TribunalSending
from parking.tribunal.stand_in import StandInTribunal
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber
from tests.tribunal.cases import (
    CERTIFICATE_DUE,
    LAST_DAY,
    RECEIVED_ON,
    Nights,
    by,
    certificate_served,
    debt_registered,
    number_of,
    recorded,
    rejected,
    set_aside,
    state_of,
)

ONE_DAY = timedelta(days=1)
DIRECTED = (Direction.CANCEL_PCN, Direction.REFUND)


@pytest.fixture
def nights(app: APIFlask, specimen: Specimen) -> Nights:
    return Nights(specimen)


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> Iterator[UUID]:
    with app.app_context():
        yield rejected(specimen, noon)


@pytest.fixture
def appealed(specimen: Specimen, nights: Nights, case: UUID) -> PcnNumber:
    number = number_of(specimen, case)
    with clock.pinned(clock.at_local(RECEIVED_ON, 12)):
        nights.far.register(number, RECEIVED_ON)
        nights.tribunals(specimen.council).far.work()
    nights.night(RECEIVED_ON + ONE_DAY)
    return number


def faulty(nights: Nights, specimen: Specimen, *faults: Fault) -> None:
    nights.tribunals._each[specimen.id] = StandInTribunal(Faults.of(*faults))


@pytest.mark.both_engines
def test_the_tribunal_is_asked_when_the_certificate_falls_due_and_its_answer_is_dated(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    assert "questions to the tribunal" not in nights.night(CERTIFICATE_DUE - ONE_DAY)
    done = nights.night(CERTIFICATE_DUE)
    assert (done["questions to the tribunal"], done["cases without an appeal confirmed"]) == (1, 1)
    assert state_of(specimen, case).no_appeal_confirmed_on == CERTIFICATE_DUE
    assert "questions to the tribunal" not in nights.night(CERTIFICATE_DUE + ONE_DAY)


def test_silence_is_no_answer_and_the_question_is_asked_afresh_after_a_week(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    faulty(nights, specimen, Fault.LOSES_A_BATCH)
    nights.night(CERTIFICATE_DUE)
    assert state_of(specimen, case).no_appeal_confirmed_on is None
    assert "questions to the tribunal" not in nights.night(CERTIFICATE_DUE + 6 * ONE_DAY)
    again = nights.night(CERTIFICATE_DUE + 7 * ONE_DAY)
    assert (again["questions to the tribunal given up"], again["questions to the tribunal"]) == (1, 1)


def test_an_answer_that_comes_twice_is_heard_once(specimen: Specimen, nights: Nights, case: UUID) -> None:
    faulty(nights, specimen, Fault.ANSWERS_TWICE)
    assert nights.night(CERTIFICATE_DUE)["cases without an appeal confirmed"] == 1
    assert "cases without an appeal confirmed" not in nights.night(CERTIFICATE_DUE + ONE_DAY)
    assert set_aside(specimen) == []


def test_a_question_the_tribunal_refuses_is_no_answer_and_goes_to_a_person(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    faulty(nights, specimen, Fault.REJECTS_A_RECORD)
    nights.night(CERTIFICATE_DUE)
    assert state_of(specimen, case).no_appeal_confirmed_on is None
    (row,) = set_aside(specimen)
    assert "it does not know this PCN number" in row.says
    assert "questions to the tribunal" not in nights.night(CERTIFICATE_DUE + ONE_DAY)


def test_an_appeal_we_were_not_told_of_holds_the_case_until_somebody_clears_it_up(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    number = number_of(specimen, case)
    nights.far._open.add(number)
    nights.night(CERTIFICATE_DUE)
    (row,) = set_aside(specimen)
    assert row.why == "appeal_not_told"
    state = state_of(specimen, case)
    assert (len(state.holds), state.no_appeal_confirmed_on) == (1, None)
    with clock.pinned(clock.at_local(CERTIFICATE_DUE + ONE_DAY, 9)):
        nights.far.register(number, LAST_DAY)
    nights.night(CERTIFICATE_DUE + 2 * ONE_DAY)
    state = state_of(specimen, case)
    assert (state.stage, state.holds) == (Stage.APPEALED, {})
    assert set_aside(specimen) == []


@pytest.mark.both_engines
def test_an_appeal_in_time_starts_the_days_for_our_documents(
    specimen: Specimen, case: UUID, appealed: PcnNumber
) -> None:
    state = state_of(specimen, case)
    assert (state.stage, state.appealed_on) == (Stage.APPEALED, RECEIVED_ON)


def test_a_late_appeal_holds_the_case_until_the_adjudicator_lets_it_in(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    number, late = number_of(specimen, case), LAST_DAY + ONE_DAY
    with clock.pinned(clock.at_local(late, 9)):
        nights.far.register(number, late, Leave.LATE_WITHOUT_LEAVE)
        nights.far.work()
    nights.night(late + ONE_DAY)
    assert (state_of(specimen, case).stage, len(state_of(specimen, case).holds)) == (Stage.REJECTED, 1)
    with clock.pinned(clock.at_local(late + ONE_DAY, 9)):
        nights.far.register(number, late, Leave.LATE_WITH_LEAVE)
        nights.far.work()
    nights.night(late + 2 * ONE_DAY)
    assert (state_of(specimen, case).stage, state_of(specimen, case).holds) == (Stage.APPEALED, {})


@pytest.mark.parametrize(
    ("outcome", "directions", "stage", "ending"),
    [
        (Outcome.ALLOWED, DIRECTED, Stage.CANCELLED, Ending.APPEAL_ALLOWED),
        (Outcome.ALLOWED, (Direction.CANCEL_NOTICE,), Stage.SERVED, None),
        (Outcome.CONSENT, (), Stage.CANCELLED, Ending.CONSENT),
        (Outcome.REFUSED, (), Stage.APPEAL_REFUSED, None),
        (Outcome.RECOMMENDED, (), Stage.RECOMMENDED, None),
    ],
    ids=["cancels the PCN", "cancels the notice", "consent", "refused", "recommended"],
)
def test_a_decision_moves_the_case(
    specimen: Specimen,
    nights: Nights,
    case: UUID,
    appealed: PcnNumber,
    outcome: Outcome,
    directions: tuple[Direction, ...],
    stage: Stage,
    ending: Ending | None,
) -> None:
    decided = date(2026, 7, 1)
    nights.far.decide(appealed, outcome, decided, directions=directions)
    nights.night(decided + ONE_DAY)
    state = state_of(specimen, case)
    assert (state.stage, state.ending) == (stage, ending)
    assert set_aside(specimen) == []


def test_a_withdrawal_begins_the_fourteen_days(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    nights.far.withdraw(appealed, date(2026, 7, 1))
    nights.night(date(2026, 7, 2))
    assert state_of(specimen, case).stage is Stage.APPEAL_WITHDRAWN


def test_directions_that_cancel_nothing_go_to_a_person_who_can_try_again(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    nights.far.decide(appealed, Outcome.ALLOWED, date(2026, 7, 1), directions=[Direction.OTHER])
    nights.night(date(2026, 7, 2))
    (row,) = set_aside(specimen)
    assert (row.why, len(state_of(specimen, case).holds)) == ("directions_unclear", 1)
    with clock.pinned(by(date(2026, 7, 3)).at), writing(authority=specimen.id) as session:
        settle(session, council=specimen.council, row=row, note="Read it: a refund only.",
               by=by(date(2026, 7, 3)))  # fmt: skip
    assert state_of(specimen, case).holds == {}
    assert set_aside(specimen) == []


def test_a_decision_for_an_appeal_we_do_not_know_is_kept_and_tried_again_later(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    number, decided = number_of(specimen, case), date(2026, 6, 5)
    with clock.pinned(clock.at_local(RECEIVED_ON, 12)):
        nights.far.register(number, RECEIVED_ON)
        told, nights.far._news = nights.far._news, []
        nights.far.decide(number, Outcome.REFUSED, decided)
    nights.night(decided + ONE_DAY)
    (row,) = set_aside(specimen)
    assert row.why == "unknown_appeal"
    nights.far._news = told
    nights.night(decided + 2 * ONE_DAY)
    with clock.pinned(by(decided + 3 * ONE_DAY).at):
        try_again(council=specimen.council, row=row, by=by(decided + 3 * ONE_DAY))
    assert state_of(specimen, case).stage is Stage.APPEAL_REFUSED
    assert set_aside(specimen) == []


def test_a_message_for_no_case_of_ours_is_kept_with_its_reason(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    with clock.pinned(clock.at_local(RECEIVED_ON, 12)):
        nights.far.register(PcnNumber("EX99999998"), RECEIVED_ON)
    nights.night(RECEIVED_ON + ONE_DAY)
    assert [row.why for row in set_aside(specimen)] == ["no_such_case"]


def test_a_review_that_is_asked_for_stops_the_certificate_until_it_is_refused(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    nights.far.decide(appealed, Outcome.REFUSED, date(2026, 7, 1))
    nights.far.review(appealed, ReviewStep.ASKED, date(2026, 7, 10))
    nights.night(date(2026, 7, 11))
    assert len(state_of(specimen, case).holds) == 1
    nights.far.review(appealed, ReviewStep.REFUSED, date(2026, 7, 20))
    nights.night(date(2026, 7, 21))
    assert state_of(specimen, case).holds == {}


@pytest.mark.both_engines
def test_a_recommendation_left_unanswered_is_followed_on_day_36(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    given = date(2026, 7, 1)
    nights.far.decide(appealed, Outcome.RECOMMENDED, given)
    nights.night(given + ONE_DAY)
    assert "recommendations treated as accepted" not in nights.night(given + 34 * ONE_DAY)
    assert state_of(specimen, case).stage is Stage.RECOMMENDED
    assert nights.night(given + 35 * ONE_DAY)["recommendations treated as accepted"] == 1
    state = state_of(specimen, case)
    assert (state.stage, state.ending) == (Stage.CANCELLED, Ending.RECOMMENDATION_ACCEPTED)


def test_the_same_night_twice_changes_nothing(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    nights.far.decide(appealed, Outcome.RECOMMENDED, date(2026, 7, 1))
    for _ in range(2):  # what is told the tribunal is acknowledged when it is next spoken with
        nights.night(date(2026, 8, 20))
    assert nights.night(date(2026, 8, 20)) == {}


def late_appeal(specimen: Specimen, nights: Nights, case: UUID, on: date) -> None:
    with clock.pinned(clock.at_local(on, 9)):
        nights.far.register(number_of(specimen, case), on, Leave.LATE_WITH_LEAVE)
        nights.far.work()
    nights.night(on + ONE_DAY)


def test_a_late_appeal_with_leave_fells_a_charge_certificate(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    nights.night(CERTIFICATE_DUE)
    certificate_served(specimen, case)
    late_appeal(specimen, nights, case, date(2026, 6, 22))
    state = state_of(specimen, case)
    assert (state.stage, state.certificate_served_on) == (Stage.APPEALED, None)
    assert state.charge() == state.full


def test_before_registration_the_tribunal_is_asked_again(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    nights.night(CERTIFICATE_DUE)
    certificate_served(specimen, case)
    # The 14 days to pay end on 30 June, and the council waits five days more.
    assert "questions to the tribunal" not in nights.night(date(2026, 7, 5))
    assert nights.night(date(2026, 7, 6))["cases without an appeal confirmed"] == 1
    assert state_of(specimen, case).no_appeal_confirmed_on == date(2026, 7, 6)


def test_an_appeal_while_the_debt_is_at_court_stops_everything_for_legal(
    specimen: Specimen, nights: Nights, case: UUID
) -> None:
    nights.night(CERTIFICATE_DUE)
    certificate_served(specimen, case)
    nights.night(date(2026, 7, 6))
    debt_registered(specimen, case, date(2026, 7, 7))
    late_appeal(specimen, nights, case, date(2026, 7, 8))
    state = state_of(specimen, case)
    assert (state.stage, state.appeal_at_legal) == (Stage.REGISTERED, True)
    assert list(state.holds.values()) == [HoldKind.LEGAL]
    assert set_aside(specimen) == []


def test_a_message_that_comes_again_is_acted_on_once(
    specimen: Specimen, nights: Nights, case: UUID, appealed: PcnNumber
) -> None:
    nights.far.register(appealed, RECEIVED_ON)
    nights.night(RECEIVED_ON + 2 * ONE_DAY)
    assert state_of(specimen, case).stage is Stage.APPEALED
    assert set_aside(specimen) == []


@pytest.mark.parametrize(
    ("directions", "stage"),
    [((Direction.CANCEL_PCN,), Stage.CANCELLED), ((Direction.CANCEL_NOTICE,), Stage.SERVED)],
    ids=["the PCN", "the notice"],
)
def test_a_case_we_refer_is_told_to_the_tribunal_and_its_directions_are_followed(
    specimen: Specimen, nights: Nights, case: UUID, directions: tuple[Direction, ...], stage: Stage
) -> None:
    nights.night(CERTIFICATE_DUE)
    certificate_served(specimen, case)
    nights.night(date(2026, 7, 6))
    debt_registered(specimen, case, date(2026, 7, 7))
    revoked = date(2026, 8, 3)
    recorded(
        specimen, case, revoked,
        OrderRevoked(new_id(), WitnessGround.NO_REJECTION, revoked, was_late=False),
        ReferredToAdjudicator(new_id(), revoked),
    )  # fmt: skip
    nights.night(revoked + ONE_DAY)
    nights.night(revoked + 2 * ONE_DAY)
    with reading(authority=specimen.id) as session:
        (ours,) = session.execute(
            select(TribunalSending.id, TribunalSending.state).where(TribunalSending.kind == "referred")
        )
    assert ours.state == "taken"
    nights.far.direct(ours.id, number_of(specimen, case), date(2026, 8, 20), directions)
    nights.night(date(2026, 8, 21))
    assert state_of(specimen, case).stage is stage
    assert set_aside(specimen) == []
