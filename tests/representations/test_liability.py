"""Another person is made liable on evidence only, and the notice to them has days of its own."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.errors import StepRefusedError
from parking.evidence.documents import DocumentKind
from parking.law.state import Capacity, Stage
from parking.notices.drawing.reading import pages_of
from parking.notices.kinds import PaperWanted
from parking.representations.errors import NotEvidenceError, NotOnHireError, NotSignedError, SamePersonError
from parking.representations.kinds import Hire, NewlyLiable, Passing, Person
from parking.representations.liability import transfer
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.values.ids import new_id
from tests.desk.cases import night, posted
from tests.representations.cases import WROTE, at_work, document, noticed, papers, state_of, wrote

HIRER = Person("Hanna Hirer", ("9 Hire Road", "Otherham"), "EX9 9HH")
DECIDED = date(2026, 4, 27)  # Monday


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context():
        made = noticed(specimen, noon)
        wrote(specimen, made)
        return made


def make_liable(specimen: Specimen, case: UUID, to: NewlyLiable, on: date = DECIDED) -> UUID:
    with at_work(specimen, on) as (session, by):
        return transfer(
            session, council=specimen.council, case_id=case, to=to, words="Another person is liable.", by=by
        )


def hired(
    specimen: Specimen, case: UUID, from_on: date = date(2026, 3, 1), until_on: date = date(2026, 3, 8)
) -> NewlyLiable:
    statement = document(specimen, case, DocumentKind.STATEMENT_OF_LIABILITY)
    agreement = document(specimen, case, DocumentKind.HIRING_AGREEMENT)
    return NewlyLiable(
        HIRER, Passing.HIRED_OUT, statement, Hire(agreement, date(2026, 3, 1), from_on, until_on)
    )


@pytest.mark.both_engines
def test_a_hirer_who_signed_is_sent_a_notice_of_their_own_and_the_firm_an_acceptance(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        firm = state_of(specimen, case).liable_party
        hirer = make_liable(specimen, case, hired(specimen, case))
        state = state_of(specimen, case)
        assert (state.stage, state.liable_party, state.relevant_on) == (Stage.SERVED, hirer, DECIDED)
        night(date(2026, 4, 28))
        posted(specimen, date(2026, 4, 29))
        assert state_of(specimen, case).stage is Stage.NOTICE_TO_OWNER
        first, second = papers(specimen, case, PaperWanted.NOTICE_TO_OWNER)
        assert (first.party_id, second.party_id) == (firm, hirer)
        (acceptance,) = papers(specimen, case, PaperWanted.NOTICE_OF_ACCEPTANCE)
        assert acceptance.party_id == firm
        assert acceptance.sha256 is not None
        said = " ".join(" ".join(pages_of(files().read(specimen.id, acceptance.sha256))).split())
        assert "not the person who has to pay this charge" in said
        assert "Hanna" not in said


def test_without_a_signed_statement_nobody_becomes_liable_for_a_hire(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        letter = document(specimen, case, DocumentKind.LETTER)
        agreement = document(specimen, case, DocumentKind.HIRING_AGREEMENT)
        hire = Hire(agreement, date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 8))
        for to in (
            NewlyLiable(HIRER, Passing.HIRED_OUT, letter, hire),
            NewlyLiable(
                HIRER, Passing.HIRED_OUT, document(specimen, case, DocumentKind.STATEMENT_OF_LIABILITY)
            ),
        ):
            with pytest.raises(NotSignedError):
                make_liable(specimen, case, to)
        assert state_of(specimen, case).stage is Stage.REPRESENTED


def test_a_hire_that_ended_the_day_before_makes_nobody_liable(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        to = hired(specimen, case, until_on=date(2026, 3, 2))
        with pytest.raises(NotOnHireError):
            make_liable(specimen, case, to)


def test_a_buyer_is_liable_only_on_a_document_of_this_case_and_is_somebody_else(
    app: APIFlask, specimen: Specimen, case: UUID
) -> None:
    with app.app_context():
        with pytest.raises(NotEvidenceError):
            make_liable(specimen, case, NewlyLiable(HIRER, Passing.OWNER_AFTER, new_id()))
        proof = document(specimen, case, DocumentKind.PROOF_OF_SALE)
        same = Person("amara ellery", ("4 Specimen Close", "Exampleton"), "EX1 2AB")
        with pytest.raises(SamePersonError):
            make_liable(specimen, case, NewlyLiable(same, Passing.OWNER_BEFORE, proof))
        make_liable(specimen, case, NewlyLiable(HIRER, Passing.OWNER_BEFORE, proof))
        assert state_of(specimen, case).stage is Stage.SERVED


def test_while_it_is_open_who_wrote_nobody_else_is_made_liable(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case = noticed(specimen, noon)
        wrote(specimen, case, capacity=Capacity.UNDECIDED, writer=HIRER)
        proof = document(specimen, case, DocumentKind.PROOF_OF_SALE, WROTE)
        with pytest.raises(StepRefusedError) as refused:
            make_liable(specimen, case, NewlyLiable(HIRER, Passing.NEVER_OWNER, proof))
        assert [why.code for why in refused.value.reasons] == ["capacity_undecided"]
