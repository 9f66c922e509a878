"""Finding a notice: both facts or nothing, the same answer to every wrong pair, and no guessing."""

from __future__ import annotations

import re
import statistics
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.motorist.models import MissedLookUp
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from parking.values import clock
from tests.motorist.conftest import MARK, Given, Person, give

pytestmark = pytest.mark.both_engines


def misses() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(MissedLookUp)) or 0


def test_the_number_and_the_mark_together_open_the_notice(person: Person, given: Given) -> None:
    assert person.opens(given) == f"/pcn/{given.case_id}"
    assert given.number in person.get(f"/pcn/{given.case_id}").text


@pytest.mark.parametrize("typed", ["ex 000 000 01", "EX-00000001", " ex00000001 "])
def test_spaces_and_case_do_not_matter(person: Person, given: Given, typed: str) -> None:
    assert person.finds(typed, "ab12cde").status_code == 303


def test_the_three_wrong_pairs_get_the_same_bytes(
    person: Person, given: Given, specimen: Specimen, neighbour: Specimen, noon: datetime, pages: APIFlask
) -> None:
    with pages.app_context():
        theirs = give(neighbour, noon, mark="CD34 EFG")
    wrong = {
        "no such number": ("EX00009999", MARK),
        "another mark": (given.number, "XY99 XYZ"),
        "another authority": (theirs.number, theirs.mark),
    }
    answers = set()
    for number, mark in wrong.values():
        answer = person.finds(number, mark)
        text = answer.text.replace(number, "NUMBER").replace(mark, "MARK")
        headers = {
            k: v for k, v in answer.headers.items() if k not in {"Date", "Content-Length", "Set-Cookie"}
        }
        answers.add((answer.status_code, text, str(sorted(headers.items()))))
    assert len(answers) == 1
    (status, text, _) = answers.pop()
    assert status == 200
    assert "may take some hours to appear" in text


def test_the_three_wrong_pairs_take_about_the_same_time(
    pages: APIFlask, person: Person, given: Given, neighbour: Specimen, noon: datetime
) -> None:
    with pages.app_context():
        theirs = give(neighbour, noon, mark="CD34 EFG")
    times: dict[str, list[float]] = {"none": [], "mark": [], "authority": []}
    for turn in range(40):
        # Far enough apart in time that nothing is stopped.
        with clock.pinned(noon + timedelta(minutes=16 * turn)):
            for name, number, mark in (
                ("none", "EX00009999", MARK),
                ("mark", given.number, "XY99 XYZ"),
                ("authority", theirs.number, theirs.mark),
            ):
                began = clock.stopwatch()
                assert person.finds(number, mark).status_code == 200
                times[name].append(clock.stopwatch() - began)
    medians = [statistics.median(each) for each in times.values()]
    assert max(medians) / min(medians) < 1.5


@pytest.mark.parametrize(
    ("number", "mark", "says"),
    [
        ("", "", "Enter the PCN number"),
        ("  ", " ", "Enter the registration mark"),
        ("12345", MARK, "two letters, then 6 to 10 numbers"),
        ("EX00000001", "!!!", "Enter a registration mark"),
        ("EX00000001' OR 1=1", MARK, "two letters, then 6 to 10 numbers"),
    ],
)
def test_what_cannot_be_a_number_or_a_mark_is_told_without_looking_anything_up(
    person: Person, given: Given, number: str, mark: str, says: str, pages: APIFlask
) -> None:
    answer = person.finds(number, mark)
    assert answer.status_code == 200
    assert says in answer.text
    assert "<title>Error: " in answer.text
    with pages.app_context():
        assert misses() == 0


def test_the_sixth_try_at_a_number_is_stopped_even_when_it_is_right(person: Person, given: Given) -> None:
    for at in range(5):
        assert person.finds(given.number, f"XY{at}9 XYZ").status_code == 200
    right = person.finds(given.number, given.mark)
    assert right.status_code == 429
    assert right.headers["Retry-After"] == "900"
    assert "Wait 15 minutes" in right.text
    assert "01632 960001" in right.text


def test_the_sixth_try_at_a_mark_is_stopped_whatever_the_number_and_whoever_asks(
    pages: APIFlask, given: Given
) -> None:
    for at in range(5):
        other = Person(pages.test_client())
        assert other.finds(f"EX0000900{at}", given.mark).status_code == 200
    stopped = [Person(pages.test_client()).finds(n, given.mark) for n in ("EX00009009", given.number)]
    assert [each.status_code for each in stopped] == [429, 429]
    assert stopped[0].data == stopped[1].data


def test_a_stop_ends_after_a_quarter_of_an_hour_however_often_it_was_tried(
    person: Person, given: Given, noon: datetime
) -> None:
    for at in range(5):
        person.finds(given.number, f"XY{at}9 XYZ")
    for minute in range(1, 15):
        with clock.pinned(noon + timedelta(minutes=minute)):
            assert person.finds(given.number, given.mark).status_code == 429
    with clock.pinned(noon + timedelta(minutes=15)):
        assert person.finds(given.number, given.mark).status_code == 303


def test_finding_a_notice_often_is_never_stopped(person: Person, given: Given, pages: APIFlask) -> None:
    for _ in range(12):
        assert person.finds(given.number, given.mark).status_code == 303
    with pages.app_context():
        assert misses() == 0


def test_old_misses_are_swept_and_nothing_kept_can_be_read(
    person: Person, given: Given, noon: datetime, pages: APIFlask
) -> None:
    person.finds("EX00009999", MARK)
    with clock.pinned(noon + timedelta(minutes=20)):
        person.finds("EX00008888", "ZZ99 ZZZ")
    with pages.app_context(), reading() as session:
        keys = session.scalars(select(MissedLookUp.key)).all()
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_misses_of_one_authority_stop_nobody_at_another(
    pages: APIFlask, person: Person, given: Given, neighbour: Specimen, noon: datetime
) -> None:
    with pages.app_context():
        theirs = give(neighbour, noon, mark=MARK)
    for at in range(5):
        person.finds(f"EX0000900{at}", MARK)
    there = Person(pages.test_client(), host="other.localhost")
    assert there.finds(theirs.number, MARK).status_code == 303


def test_guesses_sent_side_by_side_are_counted_one_after_another(pages: APIFlask, given: Given) -> None:
    def guess(at: int) -> int:
        return Person(pages.test_client()).finds(f"EX0000900{at:02}"[:10], given.mark).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(guess, range(16)))
    assert answers == [200] * 5 + [429] * 11
