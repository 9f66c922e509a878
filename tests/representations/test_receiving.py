"""Representations are taken in by the day they came, whoever wrote them and in whatever form."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.errors import StepRefusedError
from parking.evidence.documents import DocumentKind
from parking.law.state import Capacity, Stage
from parking.notices.kinds import PaperWanted
from parking.representations.deciding import decide_capacity
from parking.representations.errors import (
    ReceivedBeforeNoticeError,
    ReceivedInTheFutureError,
    WriterUnknownError,
)
from parking.representations.kinds import Person, WhyAdmitted, WhyDisregarded
from parking.representations.late import admit_late, disregard_late
from parking.representations.queries import representations_of
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from tests.representations.cases import (
    LAST_DAY,
    NOTICE_POSTED,
    WROTE,
    at_work,
    column,
    document,
    noticed,
    papers,
    state_of,
    wrote,
)

NEXT_DAY = date(2026, 5, 5)
FRIEND = Person("Noor Neighbour", ("6 Specimen Close", "Exampleton"), "EX1 2AB")


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        return noticed(specimen, noon)


@pytest.mark.both_engines
def test_what_came_on_the_last_day_is_in_time_though_it_is_typed_in_a_week_later(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case, date(2026, 5, 11), received_on=LAST_DAY)
        state = state_of(specimen, case)
        assert state.stage is Stage.REPRESENTED
        assert state.representations_received_on == LAST_DAY
        assert column(specimen, case, "lapses_on") == date(2026, 6, 28)
        assert len(papers(specimen, case, PaperWanted.REPRESENTATIONS_ACKNOWLEDGED)) == 1


def test_what_came_a_day_later_waits_for_somebody_to_admit_it(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case, received_on=NEXT_DAY)
        state = state_of(specimen, case)
        assert (state.stage, state.late_representations_on) == (Stage.NOTICE_TO_OWNER, NEXT_DAY)


def test_admitted_late_representations_have_their_days_from_the_day_they_are_admitted(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        row = wrote(specimen, case, received_on=NEXT_DAY)
        with at_work(specimen, date(2026, 5, 11)) as (session, by):
            admit_late(
                session, council=specimen.council, case_id=case, why=WhyAdmitted.UNABLE,
                words="They were in hospital.", by=by,
            )  # fmt: skip
        state = state_of(specimen, case)
        assert (state.stage, state.representation) == (Stage.REPRESENTED, row)
        assert state.representations_received_on == date(2026, 5, 11)
        assert column(specimen, case, "lapses_on") == date(2026, 7, 5)


def test_late_representations_that_are_not_considered_are_answered_with_the_reason(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case, received_on=NEXT_DAY)
        with at_work(specimen, date(2026, 5, 11)) as (session, by):
            disregard_late(
                session, council=specimen.council, case_id=case, why=WhyDisregarded.NO_REASON_GIVEN,
                words="You gave no reason for the delay.", by=by,
            )  # fmt: skip
        assert state_of(specimen, case).late_representations_on is None
        assert len(papers(specimen, case, PaperWanted.LATE_REPRESENTATIONS_REFUSED)) == 1


def test_a_friend_s_letter_counts_as_formal_until_it_is_decided_that_it_may_not(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case, capacity=Capacity.OTHER, writer=FRIEND)
        assert state_of(specimen, case).capacity is Capacity.UNDECIDED
        assert state_of(specimen, case).stage is Stage.REPRESENTED
        with at_work(specimen, date(2026, 4, 28)) as (session, by):
            decide_capacity(
                session, council=specimen.council, case_id=case, capacity=Capacity.OTHER, evidence_id=None,
                by=by,
            )  # fmt: skip
        assert state_of(specimen, case).stage is Stage.NOTICE_TO_OWNER
        (told,) = papers(specimen, case, PaperWanted.NOT_YOURS_TO_MAKE)
        with reading(authority=specimen.id) as session:
            (row,) = representations_of(session, authority=specimen.id, case_id=case)
        assert told.party_id == row.writer_party_id is not None


def test_an_agent_s_authority_is_kept_as_the_evidence_of_the_capacity(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case, capacity=Capacity.UNDECIDED, writer=FRIEND)
        proof = document(specimen, case, DocumentKind.AUTHORITY_TO_ACT)
        with at_work(specimen, WROTE) as (session, by):
            decide_capacity(
                session, council=specimen.council, case_id=case, capacity=Capacity.AGENT, evidence_id=proof,
                by=by,
            )  # fmt: skip
        assert state_of(specimen, case).capacity is Capacity.AGENT


def test_a_second_letter_while_the_first_is_undecided_is_refused_with_the_reason(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case)
        with pytest.raises(StepRefusedError) as refused:
            wrote(specimen, case)
        assert refused.value.reasons[0].code == "not_from_this_stage"


def test_a_day_that_cannot_be_right_is_refused(app: APIFlask, specimen: Specimen, case: UUID) -> None:
    with app.app_context():
        with pytest.raises(ReceivedInTheFutureError):
            wrote(specimen, case, WROTE, received_on=date(2026, 4, 21))
        with pytest.raises(ReceivedBeforeNoticeError):
            wrote(specimen, case, WROTE, received_on=date(2026, 3, 31))
        with pytest.raises(WriterUnknownError):
            wrote(specimen, case, capacity=Capacity.OTHER)
        assert state_of(specimen, case).notice_posted_on == NOTICE_POSTED
