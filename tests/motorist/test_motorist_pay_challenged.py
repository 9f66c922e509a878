"""Somebody who has challenged is told, before they pay, that paying ends it; they choose."""

from __future__ import annotations

from datetime import datetime

from apiflask import APIFlask

from parking.challenges.receiving import Channel, Said, receive_challenge
from parking.simulation.specimens import Specimen
from parking.store.session import writing
from tests.challenges.telling import by
from tests.motorist.conftest import Given, Person
from tests.motorist.test_motorist_notice import words


def test_the_page_says_that_paying_ends_the_challenge(
    pages: APIFlask, specimen: Specimen, given: Given, person: Person, noon: datetime
) -> None:
    with pages.app_context(), writing(authority=specimen.id) as session:
        receive_challenge(
            session, council=specimen.council, case_id=given.case_id, number=given.number,
            said=Said("The machine was broken.", Channel.WEB, noon.date()), by=by(noon),
        )  # fmt: skip
    person.opens(given)
    page = words(person.get(f"/pcn/{given.case_id}/pay").get_data(as_text=True))
    assert "If you pay now, your challenge ends and we do not answer it." in page
    assert "Wait for our answer instead" in page
