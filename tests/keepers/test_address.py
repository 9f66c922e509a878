"""An address in doubt is checked; a notice that went to a wrong one is served again, never handed on."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.errors import StepRefusedError
from parking.cases.history.recovery import Served
from parking.keepers.address import (
    CheckedAgainst,
    NewAddress,
    WhyAgain,
    WhyDoubted,
    check_address,
    doubt_address,
    serve_again,
)
from parking.keepers.errors import NotServedError, ServedInTheFutureError
from parking.keepers.queries import addressee
from parking.keepers.service import correct_service
from parking.law.state import Stage
from parking.notices.kinds import PaperWanted
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from tests.desk.cases import night, posted
from tests.representations.cases import at_work, column, noticed, papers, rejecting, state_of, wrote

RETURNED = date(2026, 4, 14)
FLAT = NewAddress(("Flat 2", "8 Elsewhere Lane", "Exampleton"), "EX1 3CD")


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        return noticed(specimen, noon)


def came_back(specimen: Specimen, case: UUID) -> None:
    with at_work(specimen, RETURNED) as (session, by):
        doubt_address(
            session, council=specimen.council, case_id=case, why=WhyDoubted.RETURNED_MAIL,
            words="Came back marked gone away.", by=by,
        )  # fmt: skip


def checked(specimen: Specimen, case: UUID, different: NewAddress | None) -> None:
    with at_work(specimen, date(2026, 4, 16)) as (session, by):
        check_address(
            session, council=specimen.council, case_id=case, source=CheckedAgainst.KEEPER_REGISTER,
            different=different, by=by,
        )  # fmt: skip


@pytest.mark.both_engines
def test_a_different_address_means_the_notice_is_served_again_there(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        came_back(specimen, case)
        assert state_of(specimen, case).address_doubted_on == RETURNED
        checked(specimen, case, FLAT)
        assert state_of(specimen, case).address_differs
        with at_work(specimen, date(2026, 4, 16)) as (session, by):
            serve_again(session, council=specimen.council, case_id=case, why=WhyAgain.WRONG_ADDRESS, by=by)
        assert state_of(specimen, case).stage is Stage.SERVED
        night(date(2026, 4, 17))
        posted(specimen, date(2026, 4, 20))
        _, again = papers(specimen, case, PaperWanted.NOTICE_TO_OWNER)
        assert again.party_id is not None
        with reading(authority=specimen.id) as session:
            there = addressee(session, authority=specimen.id, party_id=again.party_id)
        assert there == ("Amara Ellery", "Flat 2", "8 Elsewhere Lane", "Exampleton", "EX1 3CD")


def test_the_same_address_leaves_the_notice_as_served(app: APIFlask, specimen: Specimen, case: UUID) -> None:
    with app.app_context():
        came_back(specimen, case)
        checked(specimen, case, None)
        with pytest.raises(StepRefusedError) as refused, at_work(specimen, RETURNED) as (session, by):
            serve_again(session, council=specimen.council, case_id=case, why=WhyAgain.WRONG_ADDRESS, by=by)
        assert [why.code for why in refused.value.reasons] == ["address_is_as_served"]


def correct(specimen: Specimen, case: UUID, paper: Served, day: date | None, on: date) -> None:
    with at_work(specimen, on) as (session, by):
        correct_service(
            session, council=specimen.council, case_id=case, paper=paper, served_on=day, evidence_id=None,
            words="The envelope is postmarked later.", by=by,
        )  # fmt: skip


def test_a_notice_shown_to_have_come_later_moves_the_days_that_follow(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        before = column(specimen, case, "next_due_on")
        correct(specimen, case, Served.NOTICE, date(2026, 4, 14), RETURNED)
        assert state_of(specimen, case).notice_served_on == RETURNED
        assert (column(specimen, case, "next_due_on") - before).days == 7


def test_a_rejection_that_came_after_the_fifty_six_days_decided_nothing(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        wrote(specimen, case)
        rejecting(specimen, case, date(2026, 6, 10))
        posted(specimen, date(2026, 6, 10))
        assert state_of(specimen, case).stage is Stage.REJECTED
        correct(specimen, case, Served.REJECTION, date(2026, 6, 16), date(2026, 6, 18))
        assert state_of(specimen, case).stage is Stage.REPRESENTED
        night(date(2026, 6, 19))
        assert state_of(specimen, case).stage is Stage.CANCELLED


def test_what_was_not_served_has_no_day_to_correct(app: APIFlask, specimen: Specimen, case: UUID) -> None:
    with app.app_context():
        with pytest.raises(NotServedError):
            correct(specimen, case, Served.CERTIFICATE, RETURNED, RETURNED)
        with pytest.raises(ServedInTheFutureError):
            correct(specimen, case, Served.NOTICE, date(2026, 4, 15), RETURNED)
