"""An unpaid PCN is followed night by night to its notice to owner: never early, never twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.cases.audit import verify
from parking.cases.models import Case, EventRow
from parking.cases.record import By
from parking.issue.actions import issue
from parking.keepers.gateway import KeeperQuestion, KeeperReply
from parking.law.state import KeeperAnswer, MarkDeclared
from parking.nightly.run_due import Outside, run_night
from parking.notices.errors import WrongDayError
from parking.notices.queries import papers_of, runs
from parking.notices.run import dispatch_run, release_run
from parking.payments.gateway.fake import FakePay
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values import clock

pytestmark = pytest.mark.both_engines

FOUND = KeeperReply(KeeperAnswer.FOUND, "Amara Ellery", ("4 Specimen Close", "Exampleton"), "EX1 2AB")
DAY_29 = date(2026, 3, 31)  # the contravention was on Tuesday 3 March


class Register:
    """A keeper register that answers as it is told."""

    def __init__(self, reply: KeeperReply | None = FOUND) -> None:
        self.reply = reply
        self.asked: list[UUID] = []

    def ask(self, questions: Sequence[KeeperQuestion]) -> Mapping[UUID, KeeperReply]:
        self.asked += [question.enquiry_id for question in questions]
        return {q.enquiry_id: self.reply for q in questions} if self.reply else {}


def served(specimen: Specimen, noon: datetime, **changes: object) -> UUID:
    by = By("staff:test", "test", noon)
    with writing(authority=specimen.id) as session:
        made = issue(session, council=specimen.council, draft=draft(specimen, noon, **changes), by=by)
        return made.issued.case_id


def night(on: date, register: Register | None = None) -> dict[str, int]:
    at = clock.at_local(on, 3)
    with clock.pinned(at):
        (first, *_) = run_night(Outside(FakePay(), register or Register()), at=at)
    return first[1].done


def state_of(specimen: Specimen, case_id: UUID) -> tuple[str, str | None]:
    with reading(authority=specimen.id) as session:
        row = session.execute(select(Case.stage, Case.next_step).where(Case.id == case_id)).one()
        assert verify(session, authority=specimen.id).first_break is None
        return row.stage, row.next_step


def test_nothing_is_done_on_the_last_day_to_pay_and_everything_on_the_next(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = served(specimen, noon)
        assert "keeper enquiries" not in night(DAY_29 - timedelta(days=1))
        done = night(DAY_29)
        assert (done["keeper enquiries"], done["keeper answers"], done["notices to owner requested"]) == (
            1,
            1,
            1,
        )
        assert state_of(specimen, case) == ("served", "serve a notice to owner")


def test_a_second_run_of_the_same_night_changes_nothing(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        served(specimen, noon)
        night(DAY_29)
        with reading() as session:
            before = session.scalar(select(func.count()).select_from(EventRow))
        assert night(DAY_29) == {}
        with reading() as session:
            assert session.scalar(select(func.count()).select_from(EventRow)) == before


def test_three_days_late_takes_the_same_steps_dated_the_day_they_are_done(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        served(specimen, noon)
        night(DAY_29 + timedelta(days=3))
        with reading() as session:
            days = session.scalars(select(EventRow.happened_on).where(EventRow.kind == "keeper_asked")).all()
        assert list(days) == [date(2026, 4, 3)]


def test_six_months_later_the_notice_is_out_of_time_and_the_night_says_so(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = served(specimen, noon)
        at = clock.at_local(date(2026, 9, 2), 3)
        with clock.pinned(at):
            (_, what), *_ = run_night(Outside(FakePay(), Register()), at=at)
        assert [(c, r.code) for c, r in what.too_late] == [(case, "notice_to_owner_too_late")]


def test_a_register_that_stays_silent_is_asked_again_after_a_week(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = served(specimen, noon)
        silent = Register(reply=None)
        night(DAY_29, silent)
        assert night(DAY_29 + timedelta(days=6), silent) == {"days of history sealed": 1}
        assert night(DAY_29 + timedelta(days=7), silent)["keeper enquiries timed out"] == 1
        assert night(DAY_29 + timedelta(days=8))["keeper answers"] == 1
        assert state_of(specimen, case)[1] == "serve a notice to owner"


@pytest.mark.parametrize("declared", [MarkDeclared.FOREIGN, MarkDeclared.MILITARY, MarkDeclared.NONE])
def test_no_keeper_enquiry_follows_a_mark_the_register_does_not_hold(
    app: APIFlask, specimen: Specimen, noon: datetime, declared: MarkDeclared
) -> None:
    with app.app_context():
        by = By("staff:test", "test", noon)
        wanted = draft(specimen, noon, declared=declared, number="EX00000777", served_at=noon)
        with writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=wanted, by=by)
        register = Register()
        night(DAY_29, register)
        assert register.asked == []


def test_a_notice_is_drawn_for_its_posting_day_and_served_two_working_days_later(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    posting = clock.at_local(date(2026, 4, 1), 10)  # Wednesday before Easter
    with app.app_context():
        case = served(specimen, noon)
        night(DAY_29)
        with clock.pinned(posting):
            by = By("staff:clerk", "test", posting)
            released = release_run(
                council=specimen.council, files=files(), posting_on=date(2026, 4, 1), by=by
            )
            with writing(authority=specimen.id) as session:
                assert dispatch_run(session, council=specimen.council, run_id=released.run_id, by=by) == []
        with reading(authority=specimen.id) as session:
            facts = session.scalar(select(EventRow.facts).where(EventRow.kind == "notice_to_owner_served"))
            notice = papers_of(session, authority=specimen.id, case_id=case)[-1]
        assert facts is not None
        assert (facts["posted_on"], facts["served_on"]) == ("2026-04-01", "2026-04-07")
        assert notice.printed_on == notice.posted_on == date(2026, 4, 1)
        assert state_of(specimen, case)[0] == "notice_to_owner"


def test_a_run_that_misses_its_day_can_not_be_dispatched_and_is_spoiled_at_night(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    monday = clock.at_local(date(2026, 4, 13), 10)
    tuesday = monday + timedelta(days=1)
    with app.app_context():
        case = served(specimen, noon)
        night(DAY_29)
        with clock.pinned(monday):
            by = By("staff:clerk", "test", monday)
            run = release_run(
                council=specimen.council, files=files(), posting_on=date(2026, 4, 13), by=by
            ).run_id
        with clock.pinned(tuesday), pytest.raises(WrongDayError), writing(authority=specimen.id) as session:
            dispatch_run(session, council=specimen.council, run_id=run, by=By("staff:clerk", "test", tuesday))
        assert night(date(2026, 4, 14))["papers spoiled, to be drawn again"] == 1
        with reading(authority=specimen.id) as session:
            assert [r.state for r in runs(session, authority=specimen.id)] == ["spoiled"]
            assert papers_of(session, authority=specimen.id, case_id=case)[-1].state == "requested"


def test_the_working_calendar_decides_that_a_sunday_is_no_posting_day(
    app: APIFlask, specimen: Specimen
) -> None:
    sunday = datetime(2026, 4, 12, 9, tzinfo=UTC)
    with app.app_context(), clock.pinned(sunday), pytest.raises(Exception, match="choose a working day"):
        release_run(
            council=specimen.council,
            files=files(),
            posting_on=sunday.date(),
            by=By("staff:c", "test", sunday),
        )
