"""The page of a notice: what to pay and until when on each day of its life, and the evidence behind it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from apiflask import APIFlask

from parking.cases.history.holds import HoldSet
from parking.cases.history.keepers import (
    KeeperAnswered,
    KeeperAsked,
    NoticeToOwnerRequested,
    NoticeToOwnerServed,
)
from parking.cases.record import By, record
from parking.law.state import HoldKind, KeeperAnswer
from parking.simulation.specimens import Specimen
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id
from tests.motorist.conftest import Given, Person, give

# Given on Tuesday 3 March 2026: reduced until the 16th, in full until the 30th.


def on(day: date, hour: int = 10) -> datetime:
    return clock.at_local(day, hour)


def words(page: str) -> str:
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def seen(person: Person, given: Given, at: datetime) -> str:
    with clock.pinned(at):
        person.opens(given)
        return words(person.get(f"/pcn/{given.case_id}").text)


def test_the_first_lines_say_what_it_is_where_and_what_to_pay(person: Person, given: Given) -> None:
    person.opens(given)
    page = words(person.get(f"/pcn/{given.case_id}").text)
    order = [
        "Penalty charge notice EX00000001",
        "AB12 CDE at Pleasure Green, Exampleton on Tuesday 3 March 2026 at 11:58",
        "To pay today £25 until the end of Monday 16 March 2026",
        "From Tuesday 17 March 2026 : £50 , until the end of Monday 30 March 2026",
        "Pay £25",
        "Challenge it",
        "The officer recorded contravention 83",
        "Article 4 of the Exampleton PG Order 2019",
        "Photograph 1 of 2",
        "Today",
        "What the notice says",
    ]
    places = [page.find(each) for each in order]
    assert -1 not in places, [each for each, at in zip(order, places, strict=True) if at < 0]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("day", "amount", "says"),
    [
        (date(2026, 3, 16), "£25", "until the end of Monday 16 March 2026"),
        (date(2026, 3, 17), "£50", "until the end of Monday 30 March 2026"),
        (date(2026, 3, 30), "£50", "we may send the vehicle's owner a notice to owner"),
        (date(2026, 3, 31), "£50", "The time to pay ended on Monday 30 March 2026. You can still pay"),
    ],
)
def test_the_amount_and_its_last_day_follow_the_calendar(
    person: Person, given: Given, day: date, amount: str, says: str
) -> None:
    for hour in (0, 23):
        page = seen(person, given, on(day, hour))
        assert f"To pay today {amount}" in page
        assert f"Pay {amount}" in page
        assert says in page.replace("&#39;", "'")


def notice_to_owner(specimen: Specimen, given: Given, posted: date) -> None:
    """Bring a case to its notice to owner, posted on a day."""
    by = By("system", "test", on(posted))
    party, paper = new_id(), new_id()
    served = specimen.council.law(posted).deemed_service(posted, specimen.council.calendar)
    for event in (
        KeeperAsked(new_id(), posted),
        KeeperAnswered(new_id(), KeeperAnswer.FOUND, party, None),
        NoticeToOwnerRequested(paper, party, posted),
        NoticeToOwnerServed(paper, party, "0" * 64, posted, served),
    ):
        with writing(authority=specimen.id) as session:
            record(session, council=specimen.council, case_id=given.case_id, event=event, by=by)


def test_after_the_notice_to_owner_the_page_says_by_when_and_what_the_charge_may_become(
    person: Person, given: Given, specimen: Specimen, pages: APIFlask
) -> None:
    with pages.app_context():
        notice_to_owner(specimen, given, date(2026, 4, 8))  # deemed served on Friday 10 April
    page = seen(person, given, on(date(2026, 4, 9)))
    assert "To pay today £50 until the end of Thursday 7 May 2026" in page
    assert "The charge then goes up to £75" in page
    assert "Friday 10 April 2026 The law counts the notice to owner as served on this day" in page
    with clock.pinned(on(date(2026, 4, 9))):
        challenge = words(person.get(f"/pcn/{given.case_id}/challenge").text)
    assert "It must reach us by the end of Thursday 7 May 2026" in challenge
    later = seen(person, given, on(date(2026, 5, 8)))
    assert "The time to pay ended on Thursday 7 May 2026" in later


def test_a_held_notice_says_that_we_check_and_keeps_its_dates(
    person: Person, given: Given, specimen: Specimen, noon: datetime, pages: APIFlask
) -> None:
    hold = HoldSet(new_id(), HoldKind.STAFF, "team", date(2026, 3, 10), None, None)
    with pages.app_context(), writing(authority=specimen.id) as session:
        by = By("staff:test", "test", noon)
        record(session, council=specimen.council, case_id=given.case_id, event=hold, by=by)
    page = seen(person, given, noon)
    assert "We have paused this PCN while a member of staff looks at it" in page
    assert "The amounts and dates here have not changed" in page
    assert "To pay today £25" in page


def test_a_given_pcn_that_failed_its_checks_is_found_and_shown_as_being_checked(
    pages: APIFlask, person: Person, specimen: Specimen, noon: datetime
) -> None:
    with pages.app_context():
        held = give(specimen, noon, mark="HE11 DUP", code="99", number="EX00000777", served_at=noon)
    page = seen(person, held, noon)
    assert "We are checking this PCN before we take it any further" in page


def test_photographs_open_in_this_session_and_are_the_copies_without_their_place(
    person: Person, given: Given
) -> None:
    person.opens(given)
    page = person.get(f"/pcn/{given.case_id}").text
    addresses = sorted(set(re.findall(r"/pcn/[0-9a-f-]+/photographs/[0-9a-f-]+", page)))
    assert len(addresses) == 2
    photo = person.get(addresses[0])
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert photo.headers["Cache-Control"] == "no-store"
    assert photo.data.startswith(b"\xff\xd8")
    assert 'alt="Photograph 1 of 2: windscreen"' in page


def test_how_to_challenge_names_the_address_and_promises_nothing(person: Person, given: Given) -> None:
    person.opens(given)
    page = words(person.get(f"/pcn/{given.case_id}/challenge").text)
    for said in (
        "You cannot do this online yet",
        "Exampleton District Council Parking Services 1 Specimen Street Exampleton EX1 1AA",
        "parking@example.org",
        "before you pay",
        "we will consider it",
    ):
        assert said in page


def test_the_notice_closes_after_an_hour_and_when_asked(
    person: Person, given: Given, noon: datetime, pages: APIFlask
) -> None:
    path = person.opens(given)
    with clock.pinned(noon + timedelta(minutes=59)):
        assert person.get(path).status_code == 200
    with clock.pinned(noon + timedelta(minutes=60)):
        gone = person.get(path)
        assert (gone.status_code, gone.location) == (303, "/find")
    assert person.get(path).status_code == 200
    assert person.post("/finish").location == "/"
    assert person.get(path).location == "/find"


def test_a_contravention_in_the_night_clocks_go_forward_keeps_its_day(
    pages: APIFlask, person: Person, specimen: Specimen
) -> None:
    at = datetime(2026, 3, 29, 23, 30, tzinfo=UTC)  # 00:30 on Monday 30 March in London
    with pages.app_context():
        late = give(specimen, at, mark="BS26 TAA")
    page = seen(person, late, at)
    assert "Monday 30 March 2026 at 00:28" in page
    assert "until the end of Sunday 12 April 2026" in page
