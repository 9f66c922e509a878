"""Breathing space, instalments, adjustments, print runs that differ, and the letter to a family."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.fairness.adjustments import Needs, adjustments_of, end_adjustment, note_adjustment, on_paper
from parking.fairness.arrangements import Every, agree, shared_out, to_arrange
from parking.fairness.breathing import begin_breathing_space, begin_crisis, treatment_ended
from parking.fairness.errors import (
    BreathingSpaceOverError,
    CountAgreesError,
    FactMissingError,
    InstalmentsDoNotAddUpError,
    NobodyDiedError,
    NobodyKnownError,
    NotTheirCaseError,
    RunDiffersAlreadyError,
)
from parking.fairness.family_letter import write_to_family
from parking.fairness.holding import review_hold, set_hold
from parking.fairness.persons import other_cases
from parking.fairness.print_differences import run_differs, run_explained
from parking.fairness.queries import facts_of, holds_to_review, lapsing_under_holds, missed_instalments
from parking.fairness.rules import NO_FACTS, Facts
from parking.law.state import HoldKind, Stage
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.mark import Mark
from parking.values.money import Money
from tests.challenges.telling import by, papers, state_of
from tests.desk.cases import NIGHT_29, POSTING, drawn, issued, night, paid, posted

ME = "staff:00000000-0000-0000-0000-00000000004d"
APRIL = clock.at_local(date(2026, 4, 2), 10)


def two_of_one_person(specimen: Specimen, noon: datetime) -> tuple[UUID, UUID]:
    """Two cases of two vehicles whose keeper the register gives one name and address."""
    first, second = issued(specimen, noon), issued(specimen, noon, mark=Mark.read("AB12 CDF"))
    night(NIGHT_29)
    return first, second


def held(
    specimen: Specimen, case: UUID, kind: HoldKind, at: datetime, facts: Facts = NO_FACTS, days: int = 28
) -> UUID:
    with clock.pinned(at), writing(authority=specimen.id) as session:
        return set_hold(
            session, council=specimen.council, case_id=case, kind=kind, facts=facts, owner=ME,
            review_on=clock.day_of(at) + timedelta(days=days), note="They called.", by=by(at),
        )  # fmt: skip


@pytest.mark.both_engines
def test_a_breathing_space_holds_every_case_of_the_person_that_was_picked(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = two_of_one_person(specimen, noon)
        with reading(authority=specimen.id) as session:
            found = other_cases(session, authority=specimen.id, case_id=first)
        assert [(each.id, each.why) for each in found] == [(second, "Same name and postcode")]
        with clock.pinned(APRIL), writing(authority=specimen.id) as session:
            last = begin_breathing_space(
                session, council=specimen.council, case_id=first, others=[second], reference="BS-1",
                begins_on=date(2026, 4, 1), owner=ME, note="", by=by(APRIL),
            )  # fmt: skip
        assert last == date(2026, 5, 30), "60 days beginning with 1 April"
        for case in (first, second):
            state = state_of(specimen, case)
            assert list(state.holds.values()) == [HoldKind.BREATHING_SPACE]
            assert list(state.reviews.values()) == [date(2026, 4, 20)], "a review within 20 days"
        night(date(2026, 6, 30))
        assert state_of(specimen, first).holds, "it ended in May, and nothing releases itself"


def test_a_case_that_is_not_theirs_or_a_breathing_space_that_is_over_is_refused(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = issued(specimen, noon), issued(specimen, noon, mark=Mark.read("AB12 CDF"))
        began = {date(2026, 3, 1): NotTheirCaseError, date(2025, 12, 1): BreathingSpaceOverError}
        for begins_on, error in began.items():
            with clock.pinned(noon), writing(authority=specimen.id) as session, pytest.raises(error):
                begin_breathing_space(
                    session, council=specimen.council, case_id=first, others=[second], reference="BS-1",
                    begins_on=begins_on, owner=ME, note="", by=by(noon),
                )  # fmt: skip


def test_a_treatment_has_no_last_day_until_it_ends_and_then_thirty_more(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = two_of_one_person(specimen, noon)
        with clock.pinned(APRIL), writing(authority=specimen.id) as session:
            begin_crisis(
                session, council=specimen.council, case_id=first, others=[second], reference="MH-1",
                begins_on=date(2026, 4, 1), review_on=date(2026, 5, 1), owner=ME, note="", by=by(APRIL),
            )  # fmt: skip
        may = clock.at_local(date(2026, 5, 1), 10)
        with clock.pinned(may), writing(authority=specimen.id) as session:
            last = treatment_ended(
                session, council=specimen.council, case_id=second, ended_on=date(2026, 4, 30), owner=ME,
                note="The team wrote.", by=by(may),
            )  # fmt: skip
        assert last == date(2026, 5, 30), "30 days after 30 April"
        for case in (first, second):
            assert list(state_of(specimen, case).reviews.values()) == [date(2026, 5, 31)]
        with reading(authority=specimen.id) as session:
            told = facts_of(session, authority=specimen.id, case_id=first)
            assert [(each.reference, each.ends_on) for each in told.values()] == [("MH-1", last)]


@pytest.mark.both_engines
def test_instalments_come_to_what_is_owed_and_a_missed_one_waits_for_a_person(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        first = date(2026, 4, 10)
        with clock.pinned(noon), writing(authority=specimen.id) as session:
            total = to_arrange(session, council=specimen.council, case_id=case, last=date(2026, 6, 10))
            due = shared_out(total, 3, first, Every.MONTH)
            agree(
                session, council=specimen.council, case_id=case, instalments=due, owner=ME, note="Agreed.",
                by=by(noon),
            )  # fmt: skip
        assert [(each.on, each.amount) for each in due] == [
            (date(2026, 4, 10), Money(1668)),
            (date(2026, 5, 10), Money(1666)),
            (date(2026, 6, 10), Money(1666)),
        ]  # fmt: skip
        night(NIGHT_29)
        assert state_of(specimen, case).keeper_asked_on is None, "nothing moves on"
        with reading(authority=specimen.id) as session:
            assert missed_instalments(session, authority=specimen.id, today=first) == []
            late = missed_instalments(session, authority=specimen.id, today=date(2026, 4, 11))
            assert [(each.case_id, each.missed(date(2026, 4, 11))) for each in late] == [(case, Money(1668))]
        paid(specimen, case, clock.at_local(date(2026, 4, 11), 9), Money(2000))
        with reading(authority=specimen.id) as session:
            assert missed_instalments(session, authority=specimen.id, today=date(2026, 5, 10)) == []
            (late_row,) = missed_instalments(session, authority=specimen.id, today=date(2026, 5, 11))
            assert late_row.missed(date(2026, 5, 11)) == Money(1334), "what came over counts to the next"
            assert late_row.left == Money(3000)
        paid(specimen, case, clock.at_local(date(2026, 5, 12), 9), Money(3000))
        assert state_of(specimen, case).stage is Stage.PAID
        night(date(2026, 5, 13))
        assert state_of(specimen, case).holds == {}
        with reading(authority=specimen.id) as session:
            assert missed_instalments(session, authority=specimen.id, today=date(2026, 7, 1)) == []


def test_instalments_that_come_to_something_else_are_refused(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        due = shared_out(Money(2500), 2, date(2026, 4, 10), Every.FORTNIGHT)
        with (
            clock.pinned(noon),
            writing(authority=specimen.id) as session,
            pytest.raises(InstalmentsDoNotAddUpError, match="come to £25, but £50 is owed"),
        ):
            agree(
                session, council=specimen.council, case_id=case, instalments=due, owner=ME, note="",
                by=by(noon),
            )  # fmt: skip


def test_every_hold_waits_for_its_owner_longest_overdue_first_and_none_ends_by_itself(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = issued(specimen, noon), issued(specimen, noon, mark=Mark.read("AB12 CDF"))
        late = held(specimen, first, HoldKind.OMBUDSMAN, noon, Facts(reference="25 001"), days=30)
        soon = held(specimen, second, HoldKind.CRIME, noon, Facts(what="cloned", reference="CR/9"), days=3)
        night(date(2026, 5, 1))
        with reading(authority=specimen.id) as session:
            waits = holds_to_review(session, authority=specimen.id)
            assert [row.hold_id for row in waits] == [soon, late]
            until = date(2026, 3, 10)
            assert [row.hold_id for row in holds_to_review(session, authority=specimen.id, until=until)] == [
                soon
            ]
        may = clock.at_local(date(2026, 5, 1), 10)
        with clock.pinned(may), writing(authority=specimen.id) as session:
            review_hold(
                session, council=specimen.council, case_id=second, hold_id=soon, owner="role:manager",
                review_on=date(2026, 6, 1), note="The police still look.", by=by(may),
            )  # fmt: skip
        with reading(authority=specimen.id) as session:
            assert [row.hold_id for row in holds_to_review(session, authority=specimen.id)] == [late, soon]


def test_a_hold_without_the_facts_it_stands_on_is_refused(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        for kind, facts in (
            (HoldKind.INSOLVENCY, Facts(what="iva", reference="", begins_on=date(2026, 3, 1))),
            (HoldKind.INSOLVENCY, Facts(what="iva", reference="IVA 1")),
            (HoldKind.VULNERABILITY, Facts()),
            (HoldKind.OMBUDSMAN, Facts()),
            (HoldKind.INSOLVENCY, Facts(what="dro", reference="D", begins_on=date(2026, 4, 1))),
        ):
            with pytest.raises(FactMissingError):
                held(specimen, case, kind, noon, facts)
        with pytest.raises(FactMissingError, match="future"):
            held(specimen, case, HoldKind.STAFF, noon, days=0)


def test_a_last_lawful_day_under_a_hold_reaches_the_supervisor_in_time(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        held(specimen, case, HoldKind.LEGAL, noon, days=170)
        with reading(authority=specimen.id) as session:
            last = date(2026, 9, 2)  # six months for a notice to owner, beginning with 3 March
            early = last - timedelta(days=15)
            assert lapsing_under_holds(session, council=specimen.council, today=early) == []
            (row,) = lapsing_under_holds(session, council=specimen.council, today=early + timedelta(days=1))
            assert (row.case_id, row.lapses_on, row.kinds) == (case, last, (HoldKind.LEGAL,))


@pytest.mark.both_engines
def test_what_a_person_needs_shows_in_all_their_cases(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        unknown = issued(specimen, noon, mark=Mark.read("AB12 CDG"))
        with (
            clock.pinned(noon), writing(authority=specimen.id) as session, pytest.raises(NobodyKnownError),
        ):  # fmt: skip
            note_adjustment(
                session, council=specimen.council, case_id=unknown, kind=Needs.PHONE, words="", by=by(noon)
            )
        first, second = two_of_one_person(specimen, noon)
        with clock.pinned(APRIL), writing(authority=specimen.id) as session:
            row = note_adjustment(
                session, council=specimen.council, case_id=first, kind=Needs.LARGE_PRINT, words="18 point",
                by=by(APRIL),
            )  # fmt: skip
        party = state_of(specimen, second).liable_party
        assert party is not None
        with reading(authority=specimen.id) as session:
            (theirs,) = adjustments_of(session, authority=specimen.id, party_id=party)
            assert (theirs.title, theirs.words) == ("Letters in large print", "18 point")
            found = on_paper(session, authority=specimen.id, parties=[party])
            assert found == {party: "Letters in large print"}
        with clock.pinned(APRIL), writing(authority=specimen.id) as session:
            end_adjustment(session, council=specimen.council, case_id=second, adjustment_id=row, by=by(APRIL))
            assert adjustments_of(session, authority=specimen.id, party_id=party) == []


def test_a_run_whose_count_differs_holds_its_cases_until_it_is_explained(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = two_of_one_person(specimen, noon)
        run = drawn(specimen, POSTING)
        at = clock.at_local(POSTING, 11)

        def counted(pieces: int) -> int:
            with clock.pinned(at), writing(authority=specimen.id) as session:
                return run_differs(
                    session, council=specimen.council, run_id=run, counted=pieces, owner=ME,
                    note="One short.", by=by(at),
                )  # fmt: skip

        with pytest.raises(CountAgreesError):
            counted(2)
        assert counted(1) == 2
        with pytest.raises(RunDiffersAlreadyError):
            counted(1)
        assert list(state_of(specimen, first).holds.values()) == [HoldKind.PRINT_RUN_UNRECONCILED]
        with clock.pinned(at), writing(authority=specimen.id) as session:
            released = run_explained(
                session, council=specimen.council, run_id=run, note="Stuck in the tray.", by=by(at)
            )
        assert released == 2
        assert state_of(specimen, second).holds == {}


def test_a_family_is_written_to_only_when_a_person_asks_and_no_other_letter_goes(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        family = {
            "name": "The family of Amara Ellery",
            "address": ["4 Specimen Close"],
            "postcode": "EX1 2AB",
        }
        with clock.pinned(noon), writing(authority=specimen.id) as session, pytest.raises(NobodyDiedError):
            write_to_family(session, council=specimen.council, case_id=case, **family, by=by(noon))  # type: ignore[arg-type]
        held(specimen, case, HoldKind.DECEASED, noon)
        night(NIGHT_29)
        assert set(papers(specimen, case)) == {"pcn"}
        at = clock.at_local(POSTING, 8)
        with clock.pinned(at), writing(authority=specimen.id) as session:
            write_to_family(session, council=specimen.council, case_id=case, **family, by=by(at))  # type: ignore[arg-type]
        posted(specimen, POSTING)
        assert papers(specimen, case)["family_letter"].state == "posted"
