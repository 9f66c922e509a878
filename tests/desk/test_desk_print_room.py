"""A print run at the desk: drawn for a day, posted on that day or spoiled, by one clerk of two."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pikepdf
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select

from parking.cases.models import Case, EventRow
from parking.cases.record import By
from parking.notices.actions import close_run, spoil_run
from parking.notices.errors import RunNotOpenError
from parking.notices.queries import run
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import Money
from tests.desk.cases import NIGHT_29, POSTING, drawn, issued, night, paid
from tests.desk.conftest import Desk

DAY_BEFORE = POSTING - timedelta(days=1)
FOR_POSTING = {"posting_on-day": "1", "posting_on-month": "4", "posting_on-year": "2026"}


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.pinned(clock.at_local(day, 10)):
        yield


@pytest.fixture
def waiting(app: APIFlask, case: UUID) -> UUID:
    """A case whose notice to owner waits to be drawn."""
    with app.app_context():
        night(NIGHT_29)
    return case


def stage(app: APIFlask, specimen: Specimen, case: UUID) -> str:
    with app.app_context(), reading(authority=specimen.id) as session:
        return str(session.scalar(select(Case.stage).where(Case.id == case)))


def draw(client: FlaskClient, day: dict[str, str] = FOR_POSTING) -> str:
    answer = client.post("/desk/print/runs", data=day)
    assert answer.status_code == 303, re.sub(r"<[^>]+>|\s+", " ", answer.text)
    return str(answer.location)


def test_a_run_is_drawn_printed_and_posted_on_its_day(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk
) -> None:
    clerk = desk(Role.PRINT_CLERK)
    with on(DAY_BEFORE):
        room = clerk.get("/desk/print").text
        assert "Notice to owner waiting" in room
        assert 'value="1"' in room, "the next working day is offered"
        place = draw(clerk)
        page = clerk.get(place).text
        assert "Letters for Wednesday 1 April 2026" in page
        assert "None. Every letter may go." in page
        assert "I posted them today" not in page
        letters = clerk.get(f"{place}/letters.pdf")
        assert letters.mimetype == "application/pdf"
        assert len(pikepdf.open(io.BytesIO(letters.data)).pages) == 4
        early = clerk.post(f"{place}/dispatch")
        assert early.status_code == 409
        assert "may only be posted on that day" in early.text
        assert "Spoil this run" in early.text
    assert stage(app, specimen, waiting) == "served"
    with on(POSTING):
        assert clerk.post(f"{place}/dispatch").status_code == 303
        posted = clerk.get(place).text
        assert "The run is recorded as posted today." in posted
        assert "recorded by Print Clerk of Exampleton" in posted
        assert clerk.post(f"{place}/dispatch").status_code == 409, "once is enough"
    assert stage(app, specimen, waiting) == "notice_to_owner"


def test_a_letter_whose_case_was_paid_meanwhile_is_on_the_list_to_pull_and_is_not_served(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk
) -> None:
    clerk = desk(Role.PRINT_CLERK)
    with on(DAY_BEFORE):
        place = draw(clerk)
    with app.app_context():
        paid(specimen, waiting, clock.at_local(POSTING, 8), Money(5000))
    with on(POSTING):
        page = clerk.get(place).text
        assert "EX00000001" in page.split("Pull these letters before you post")[1].split("</li>")[0]
        assert "Closed: paid." in page
        clerk.post(f"{place}/dispatch")
        assert "1 letter pulled: do not post them." in clerk.get(place).text
    assert stage(app, specimen, waiting) == "paid"


def test_a_run_that_missed_its_day_is_spoiled_and_its_letters_wait_again(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk
) -> None:
    clerk = desk(Role.PRINT_CLERK)
    with on(DAY_BEFORE):
        place = draw(clerk)
    with on(POSTING + timedelta(days=1)):
        assert "Missed its day: spoil it" in clerk.get("/desk/print").text
        assert "Their day, Wednesday 1 April 2026, has passed." in clerk.get(place).text
        late = clerk.post(f"{place}/dispatch")
        assert (late.status_code, "spoil the run and draw it again" in late.text) == (409, True)
        assert clerk.post(f"{place}/spoil").location == "/desk/print"
        room = clerk.get("/desk/print").text
        assert "1 letter spoiled. Destroy the paper." in room
        assert "Draw the letters" in room
        assert clerk.post(f"{place}/spoil").status_code == 409


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("5", "4", "2026"), "Sunday 5 April 2026 is not a day for posting: choose a working day"),
        (("3", "4", "2026"), "Friday 3 April 2026 is not a day for posting"),  # Good Friday
        (("30", "3", "2026"), "Monday 30 March 2026 is not a day for posting"),  # yesterday
        (("31", "2", "2026"), "They will be posted on must be a real date"),
        (("", "", ""), "Enter the day they will be posted"),
    ],
)
def test_a_day_that_is_no_posting_day_is_refused_in_words(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk, day: tuple[str, str, str], said: str
) -> None:
    data = dict(zip(FOR_POSTING, day, strict=True))
    with on(DAY_BEFORE):
        answer = desk(Role.PRINT_CLERK).post("/desk/print/runs", data=data)
    assert answer.status_code == 200
    assert said in answer.text
    assert "There is a problem" in answer.text


def test_of_two_clerks_the_second_is_told_that_nothing_waits(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk
) -> None:
    first, second = desk(Role.PRINT_CLERK), desk(Role.PRINT_CLERK)
    with on(DAY_BEFORE):
        draw(first)
        answer = second.post("/desk/print/runs", data=FOR_POSTING)
        assert "No paper waits to be printed." in answer.text
        assert "There is a problem" in answer.text


@pytest.mark.both_engines
def test_a_run_is_dispatched_or_spoiled_once_whoever_saw_it_open(
    app: APIFlask, specimen: Specimen, waiting: UUID
) -> None:
    """Both clerks read the run while it was open; the second must not touch its letters."""
    by = By("staff:second", "test", clock.at_local(POSTING, 15))
    with app.app_context():
        run_id = drawn(specimen)
        with reading(authority=specimen.id) as session:
            as_it_was = run(session, authority=specimen.id, run_id=run_id)
        with writing(authority=specimen.id) as session:
            close_run(session, council=specimen.council, run=as_it_was, by=by)
        for act in (close_run, spoil_run):
            with pytest.raises(RunNotOpenError), writing(authority=specimen.id) as session:
                act(session, council=specimen.council, run=as_it_was, by=by)
        with reading(authority=specimen.id) as session:
            kinds = session.scalars(select(EventRow.kind).where(EventRow.case_id == waiting)).all()
    assert "paper_spoiled" not in kinds


def test_a_letter_that_may_not_go_is_left_out_and_the_clerk_is_told_why(
    app: APIFlask, specimen: Specimen, waiting: UUID, desk: Desk
) -> None:
    with app.app_context():
        issued(specimen, clock.at_local(date(2026, 3, 4), 12), code="85", suffix="t")
        night(DAY_BEFORE + timedelta(days=1))
        paid(specimen, waiting, clock.at_local(POSTING, 8), Money(5000))
    clerk = desk(Role.PRINT_CLERK)
    with on(POSTING):
        page = clerk.get(draw(clerk)).text
    assert "Left out and taken back, because they may not be sent. 1 letter: Closed: paid." in page
    assert "1 letter, 4 pages." in page
