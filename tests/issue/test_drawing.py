"""The PCN's paper is drawn from its history, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.issue.actions import issue
from parking.issue.drawing import Shape, pcn_paper_for
from parking.notices.drawing.reading import text_of
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from tests.issue.test_issue import by


@pytest.fixture
def case_id(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    with app.app_context(), writing(authority=specimen.id) as session:
        return issue(
            session, council=specimen.council, draft=draft(specimen, noon), by=by(noon)
        ).issued.case_id


@pytest.mark.parametrize("shape", list(Shape))
def test_the_paper_says_what_was_recorded_and_until_when_to_pay(
    app: APIFlask, specimen: Specimen, case_id: UUID, shape: Shape
) -> None:
    with app.app_context(), reading(authority=specimen.id) as session:
        said = text_of(pcn_paper_for(session, specimen.council, case_id, shape).pdf)
    for fact in (
        "EX00000001", "AB12 CDE", "blue Ford", "Pleasure Green, Exampleton", "EX07",
        "article 4 of the Exampleton PG Order 2019", "Exampleton District Council", "£50", "£25",
        "28 days beginning with", "Monday 16\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026", "01632 960001",
    ):  # fmt: skip
        assert " ".join(fact.split()) in said


def test_drawing_twice_gives_the_same_bytes(app: APIFlask, specimen: Specimen, case_id: UUID) -> None:
    hashes = set()
    for _ in range(2):
        with app.app_context(), reading(authority=specimen.id) as session:
            hashes.add(pcn_paper_for(session, specimen.council, case_id, Shape.A4).sha256)
    assert len(hashes) == 1


def test_a_demonstration_council_s_paper_is_stamped(app: APIFlask, specimen: Specimen, case_id: UUID) -> None:
    playing = replace(specimen.council, is_demonstration=True)
    with app.app_context(), reading(authority=specimen.id) as session:
        assert "not a real notice" in text_of(pcn_paper_for(session, playing, case_id, Shape.ROLL).pdf)
