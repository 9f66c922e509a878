"""The penalty charge notice: everything it must say, in both its forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp

from parking.issue.papers import OPENING, PARTS, Served, pcn_paper
from parking.law.basis import Basis
from parking.law.prescribed import PaperKind
from parking.law.regimes import law_at
from parking.notices.drawing import letter, ticket
from parking.notices.drawing.paper import Drawn, Paper
from parking.notices.drawing.text import plain
from parking.notices.lint import faults
from parking.values.clock import at_local
from parking.values.mark import Mark
from tests.notices.pages import Box, amounts_in, days_in, picture, words, words_in
from tests.notices.specimens import ADDRESSEE, LETTERHEAD, PCN, PCN_WORDS, Required

Draw = Callable[[Paper], Drawn]
BOTH = pytest.mark.parametrize("draw", [letter.draw, ticket.draw], ids=["letter", "ticket"])
PAPER = pcn_paper(PCN, PCN_WORDS, LETTERHEAD)


@BOTH
@pytest.mark.parametrize(
    "says",
    [
        "This notice was served on Tuesday 3 March 2026.",
        "The enforcement authority is Runnymede Borough Council.",
        "The mark of the vehicle is AB12 CDE.",
        "It is alleged to have happened on Tuesday 3 March 2026 at 14:05.",
        "The penalty charge is £50.",
        "You can pay in these ways:",
        "The officer had reason to believe that a charge is payable: 82p Parked after the expiry of paid for",
        "28 days beginning with the day of the alleged contravention, which end with Monday 30 March 2026.",
        (
            "14 days beginning with the day this notice was served, which end with Monday 16 March 2026, the "
            "charge is £25."
        ),
        "a notice to owner may be served on the owner.",
        "may make representations to Runnymede Borough Council and, if they are rejected, may appeal",
        (
            "Representations that reach Parking Services, Civic Centre, Station Road, Addlestone, KT15 2AH "
            "before a notice to owner is served are considered."
        ),
        "If one is served all the same, representations must be made in the way that it says.",
        "The vehicle stood at Waspe Farm car park, Egham.",
        "The officer has the number RU042.",
        "It was served at 14:09, fixed to the vehicle.",
        "The vehicle was watched from 13:53 to 14:05.",
        "The vehicle is a blue Ford.",
        "Photographs to look at: 4 at parking.runnymede.example.",
    ],
)
def test_each_required_statement_is_in_the_finished_file(draw: Draw, says: str) -> None:
    assert says in words(draw(PAPER).pdf)


@BOTH
def test_every_statement_of_the_law_of_england_is_in_the_finished_file(draw: Draw) -> None:
    wanted = law_at(date(2026, 3, 3)).prescribed(PaperKind.PCN_KERB, Basis.KERB)
    paper = pcn_paper(PCN, wanted, LETTERHEAD)
    drawn = draw(paper)
    assert faults(drawn, paper, wanted) == ()
    assert [each.key for each in wanted if not each.stands_in(words(drawn.pdf))] == []
    assert {each.key for each in wanted} == set(PARTS)
    assert set(PARTS) >= OPENING


@BOTH
def test_it_names_these_amounts_and_days_and_no_others(draw: Draw) -> None:
    text = words(draw(PAPER).pdf)
    assert amounts_in(text) == {"£25", "£50"}
    assert days_in(text) == {"Tuesday 3 March 2026", "Monday 16 March 2026", "Monday 30 March 2026"}


def test_the_ruled_box_names_each_amount_and_last_day_once() -> None:
    box = words_in(letter.draw(PAPER).pdf, Box(136, 34, 196, 120))
    for fact in ("RU10000015", "AB12 CDE", "7Q4M-K2XD", "£25", "£50", "16 March 2026", "30 March 2026"):
        assert box.count(fact) == 1, fact


def test_what_to_pay_and_how_to_object_are_in_the_first_third_of_the_page() -> None:
    top = words_in(letter.draw(PAPER).pdf, Box(0, 0, 210, 118))
    for found in ("Penalty charge notice", "£25", "£50", "Think it is wrong?", "/challenge"):
        assert found in top


@BOTH
def test_the_code_opens_the_payment_address(draw: Draw) -> None:
    codes = zxingcpp.read_barcodes(picture(draw(PAPER).pdf, dots_per_inch=200))
    assert [code.text for code in codes] == ["https://parking.runnymede.example/pay"]


@BOTH
def test_the_code_says_in_words_what_it_does(draw: Draw) -> None:
    assert (
        "Scan this code to pay online. It opens parking.runnymede.example, where you enter number RU10000015 "
        "and registration mark AB12 CDE." in words(draw(PAPER).pdf)
    )


@BOTH
def test_the_access_code_and_the_phone_are_on_it(draw: Draw) -> None:
    text = words(draw(PAPER).pdf)
    assert "Access code 7Q4M-K2XD" in text
    assert "call 01932 000 123 (Monday to Friday, 9am to 5pm)" in text
    assert "It can take some hours to appear there." in text


@BOTH
def test_a_council_that_acts_for_another_says_for_whom(draw: Draw) -> None:
    paper = pcn_paper(replace(PCN, authority="Surrey County Council"), PCN_WORDS, LETTERHEAD)
    text = words(draw(paper).pdf)
    assert "Acting for Surrey County Council" in text
    assert "The enforcement authority is Surrey County Council." in text


def test_guidance_about_what_did_not_happen_is_left_out() -> None:
    bare = replace(PCN, observed_from=None, observed_until=None, vehicle="", photographs=0)
    keys = {statement.key for statement in pcn_paper(bare, PCN_WORDS, LETTERHEAD).statements}
    assert {each.key for each in PCN_WORDS} - keys == {"observed", "vehicle", "see_photographs"}


def test_a_statement_no_part_names_is_still_said() -> None:
    new = Required("new_in_2031", "Something the law has thought of since.")
    paper = pcn_paper(PCN, (*PCN_WORDS, new), LETTERHEAD)
    assert "Something the law has thought of since." in words(letter.draw(paper).pdf)


def test_a_notice_handed_over_says_so() -> None:
    paper = pcn_paper(replace(PCN, served=Served.HANDED), PCN_WORDS, LETTERHEAD)
    assert "It was served at 14:09, handed to the driver." in [plain(each.text) for each in paper.statements]


def test_days_and_times_are_those_of_london_in_summer_too() -> None:
    late = at_local(date(2026, 6, 30), 0, 20)
    paper = pcn_paper(replace(PCN, contravention_at=late), PCN_WORDS, LETTERHEAD)
    assert "It is alleged to have happened on Tuesday 30 June 2026 at 00:20." in words(letter.draw(paper).pdf)


@BOTH
@pytest.mark.parametrize("addressee", [(), ADDRESSEE], ids=["at the kerb", "posted copy"])
def test_the_longest_facts_fit(draw: Draw, addressee: tuple[str, ...]) -> None:
    long = replace(
        PCN,
        mark=Mark("ABCDEFGHIJKL"),
        vehicle="metallic aubergine Mercedes-Benz Sprinter Traveliner",
        place="Ŵyr Łódź Memorial Gardens Multi-Storey Car Park, Level 2, St Jude's Road, Englefield Green",
        code="87",
        suffix="",
        description=(
            "Parked in a designated disabled person's parking place without displaying a valid disabled "
            "person's badge in the prescribed manner"
        ),
        challenge_online="parking.a-council-with-a-very-long-name-indeed.gov.uk/challenge-a-penalty",
    )
    paper = pcn_paper(long, PCN_WORDS, LETTERHEAD, addressee=addressee, demonstration=True)
    drawn = draw(paper)
    assert faults(drawn, paper, PCN_WORDS) == ()
    assert drawn.pages <= 2
    assert "Ŵyr Łódź Memorial Gardens" in words(drawn.pdf)


def test_it_is_dated_the_day_it_was_served_and_carries_no_number_but_its_own() -> None:
    assert PAPER.printed_on == date(2026, 3, 3)
    assert PAPER.reference == "RU10000015"
