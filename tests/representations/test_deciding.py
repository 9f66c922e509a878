"""A decision is served inside the days the law gives, with every point answered; else the law accepts."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.errors import StepRefusedError
from parking.cases.history.holds import HoldSet
from parking.cases.record import record
from parking.claims.actions import answer_claim, list_claim
from parking.claims.errors import NoEvidenceNamedError, OtherCaseEvidenceError, SameAnswerError
from parking.evidence.actions import write_note
from parking.law.grounds import RepresentationGround
from parking.law.state import Ending, HoldKind, Stage
from parking.notices.drawing.reading import pages_of
from parking.notices.kinds import PaperWanted
from parking.notices.run import release_run
from parking.representations.deciding import accept, request_rejection
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from tests.desk.cases import issued, night, paid, posted
from tests.representations.cases import (
    WROTE,
    answered,
    at_work,
    decider,
    noticed,
    papers,
    rejecting,
    state_of,
    wrote,
)

DAY_56 = date(2026, 6, 14)  # a Sunday
LAST_POSTING = date(2026, 6, 10)  # Wednesday: served on Friday 12 June, the last working day in time


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        made = noticed(specimen, noon)
        wrote(specimen, made)
        return made


def text_of(specimen: Specimen, sha256: str | None) -> str:
    assert sha256 is not None
    return " ".join(" ".join(pages_of(files().read(specimen.id, sha256))).split())


@pytest.mark.both_engines
def test_a_rejection_posted_on_the_last_day_is_served_in_time_and_says_what_it_must(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        rejecting(specimen, case, LAST_POSTING)
        posted(specimen, LAST_POSTING)
        state = state_of(specimen, case)
        assert (state.stage, state.decision_served_on) == (Stage.REJECTED, date(2026, 6, 12))
        (paper,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        said = text_of(specimen, paper.sha256)
        for words in (
            "You said: I had a ticket. Our answer: No ticket was bought for this vehicle that day.",
            "We received your representations on Monday 20 April 2026.",
            "within 28 days beginning with the date this notice is served you pay the penalty charge or",
            "the last day is Thursday 9 July 2026.",
            "The adjudicator may order a person to pay costs only in limited cases",
            "send the Traffic Penalty Tribunal a notice of appeal",
            "The amount to pay is £50.",
        ):
            assert words in said, words


def test_the_day_after_the_last_posting_day_no_rejection_can_be_asked_for_or_posted(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    late = date(2026, 6, 11)
    with app.app_context():
        rejecting(specimen, case, LAST_POSTING)
        with clock.pinned(clock.at_local(late, 9)):
            left = release_run(council=specimen.council, files=files(), posting_on=late, by=decider(late))
        assert [pulled.reasons[0].code for pulled in left.left_out] == ["decision_too_late"]
        (paper,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        assert paper.state == "withdrawn"
        with pytest.raises(StepRefusedError) as refused, at_work(specimen, late) as (session, by):
            request_rejection(session, council=specimen.council, case_id=case, words="No.", by=by)
        assert [why.code for why in refused.value.reasons] == ["decision_too_late"]


@pytest.mark.both_engines
def test_on_day_57_the_night_accepts_takes_the_rejection_back_refunds_and_writes(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        paid(specimen, case, clock.at_local(date(2026, 4, 21), 9), Money(2000))
        rejecting(specimen, case, LAST_POSTING)
        night(DAY_56)
        assert state_of(specimen, case).stage is Stage.REPRESENTED
        night(date(2026, 6, 15))
        state = state_of(specimen, case)
        assert (state.stage, state.ending) == (Stage.CANCELLED, Ending.TREATED_AS_ACCEPTED)
        assert state.refund_due == Money(2000)
        (rejection,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        assert rejection.state == "withdrawn"
        posted(specimen, date(2026, 6, 15))
        (acceptance,) = papers(specimen, case, PaperWanted.NOTICE_OF_ACCEPTANCE)
        said = text_of(specimen, acceptance.sha256)
        assert "the law treats your representations as accepted" in said
        assert "we refund it now: £20" in said
        assert state_of(specimen, case).told_on == date(2026, 6, 15)


def test_no_hold_stops_the_law_s_own_days(app: APIFlask, specimen: Specimen, case: UUID) -> None:
    with app.app_context():
        with at_work(specimen, WROTE) as (session, by):
            held = HoldSet(new_id(), HoldKind.STAFF, by.actor, date(2026, 12, 1), None, None)
            record(session, council=specimen.council, case_id=case, event=held, by=by)
        night(date(2026, 6, 15))
        assert state_of(specimen, case).ending is Ending.TREATED_AS_ACCEPTED


def test_before_christmas_the_last_posting_day_is_the_tuesday(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        pcn_at = clock.at_local(date(2026, 9, 1), 12)
        with clock.pinned(pcn_at):
            case = issued(specimen, pcn_at)
        night(date(2026, 10, 6))
        posted(specimen, date(2026, 10, 7))  # served on Friday 9 October
        wrote(specimen, case, received_on=date(2026, 11, 2))  # the fifty-sixth day is Sunday 27 December
        rejecting(specimen, case, date(2026, 12, 22))  # Tuesday: served on Thursday, Christmas Eve
        with (
            pytest.raises(StepRefusedError) as refused,
            at_work(specimen, date(2026, 12, 22)) as (session, by),
        ):
            request_rejection(session, council=specimen.council, case_id=case, words="No.", by=by)
        assert "rejection_already_requested" in [why.code for why in refused.value.reasons]
        posted(specimen, date(2026, 12, 22))
        assert state_of(specimen, case).decision_served_on == date(2026, 12, 24)


def test_posted_the_day_before_christmas_eve_a_rejection_would_be_too_late(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        pcn_at = clock.at_local(date(2026, 9, 1), 12)
        with clock.pinned(pcn_at):
            case = issued(specimen, pcn_at)
        night(date(2026, 10, 6))
        posted(specimen, date(2026, 10, 7))
        wrote(specimen, case, received_on=date(2026, 11, 2))
        with pytest.raises(StepRefusedError) as refused:
            rejecting(specimen, case, date(2026, 12, 23))  # would be served on Tuesday 29 December
        assert [why.code for why in refused.value.reasons] == ["decision_too_late"]


def test_a_rejection_waits_until_every_point_has_its_own_answer_with_evidence(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    council = specimen.council
    with app.app_context():
        with at_work(specimen, WROTE) as (session, by):
            first, second = (
                list_claim(
                    session, council=council, case_id=case, says=says, by=by,
                    ground=RepresentationGround.NO_CONTRAVENTION,
                )
                for says in ("I had a ticket.", "The sign was hidden.")
            )  # fmt: skip
        with pytest.raises(NoEvidenceNamedError), at_work(specimen, WROTE) as (session, by):
            answer_claim(
                session, council=council, case_id=case, claim_id=first, answer="No.", evidence=[], by=by
            )
        with pytest.raises(OtherCaseEvidenceError), at_work(specimen, WROTE) as (session, by):
            answer_claim(
                session,
                council=council,
                case_id=case,
                claim_id=first,
                answer="No.",
                evidence=[new_id()],
                by=by,
            )
        with pytest.raises(StepRefusedError) as refused, at_work(specimen, WROTE) as (session, by):
            request_rejection(session, council=council, case_id=case, words="No.", by=by)
        assert [why.code for why in refused.value.reasons] == ["claims_unanswered"]
        assert second


def test_two_points_are_not_answered_in_the_same_words(app: APIFlask, specimen: Specimen, case: UUID) -> None:
    council = specimen.council
    with app.app_context():
        answered(specimen, case)
        with at_work(specimen, WROTE) as (session, by):
            other = list_claim(
                session, council=council, case_id=case, says="The sign was hidden.", by=by,
                ground=RepresentationGround.PROCEDURAL_IMPROPRIETY,
            )  # fmt: skip
        with at_work(specimen, WROTE) as (session, by):
            note = write_note(
                session, authority=specimen.id, case_id=case, text="A photograph.", author=by.actor, at=by.at
            ).id
        with pytest.raises(SameAnswerError), at_work(specimen, WROTE) as (session, by):
            answer_claim(
                session, council=council, case_id=case, claim_id=other, evidence=[note], by=by,
                answer="no ticket was bought for this vehicle that day.",
            )  # fmt: skip


def test_accepting_cancels_refunds_takes_back_a_rejection_and_tells(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        rejecting(specimen, case)
        with at_work(specimen, date(2026, 4, 22)) as (session, by):
            accept(
                session, council=specimen.council, case_id=case, by=by,
                ground=RepresentationGround.COMPELLING_REASONS, words="You were taken ill.",
            )  # fmt: skip
        state = state_of(specimen, case)
        assert (state.stage, state.ending) == (Stage.CANCELLED, Ending.REPRESENTATIONS_ACCEPTED)
        (rejection,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        assert rejection.state == "withdrawn"
        posted(specimen, date(2026, 4, 23))
        (paper,) = papers(specimen, case, PaperWanted.NOTICE_OF_ACCEPTANCE)
        said = text_of(specimen, paper.sha256)
        assert "You were taken ill." in said
        assert "our records show no payment" in said


def test_many_long_points_are_all_in_the_finished_notice_with_the_form_of_appeal(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    council = specimen.council
    with app.app_context():
        for number in range(1, 9):
            with at_work(specimen, WROTE) as (session, by):
                note = write_note(
                    session, authority=specimen.id, case_id=case, text="Seen.", author=by.actor, at=by.at
                )
                claim = list_claim(
                    session, council=council, case_id=case, says=f"Point {number}: " + "it was raining " * 30,
                    ground=RepresentationGround.COMPELLING_REASONS, by=by,
                )  # fmt: skip
                answer_claim(
                    session, council=council, case_id=case, claim_id=claim, evidence=[note.id], by=by,
                    answer=f"Answer {number} is this: " + "the sign could be read in the rain " * 40,
                )  # fmt: skip
        with at_work(specimen, WROTE) as (session, by):
            request_rejection(session, council=council, case_id=case, words="The charge stands.", by=by)
        posted(specimen, date(2026, 4, 22))
        (paper,) = papers(specimen, case, PaperWanted.NOTICE_OF_REJECTION)
        said = text_of(specimen, paper.sha256)
        assert all(f"Answer {number} is this" in said for number in range(1, 9))
        assert "I appeal against the decision named above." in said
