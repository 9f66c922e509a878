"""The notice to owner: everything it must say, the form, and the address in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import zxingcpp

from parking.keepers.papers import OPENING, PARTS, notice_to_owner
from parking.law.basis import Basis
from parking.law.prescribed import PaperKind
from parking.law.regimes import law_at
from parking.notices.drawing import letter
from parking.notices.drawing.paper import Slip
from parking.notices.drawing.reading import pages_of
from parking.notices.lint import faults
from parking.notices.statements import MissingFactError
from tests.notices.pages import Box, amounts_in, days_in, is_blank, painted, picture, words, words_in
from tests.notices.specimens import (
    ADDRESSEE,
    GROUNDS,
    LETTERHEAD,
    NOTICE_TO_OWNER,
    NOTICE_TO_OWNER_WORDS,
)

WINDOW = Box(24.6, 39.5, 120, 66.3)
PAPER = notice_to_owner(NOTICE_TO_OWNER, NOTICE_TO_OWNER_WORDS, LETTERHEAD, addressee=ADDRESSEE)
DRAWN = letter.draw(PAPER)


@pytest.mark.parametrize(
    "says",
    [
        "The date of this notice, the day it was posted, is Wednesday 8 April 2026.",
        "The enforcement authority is Runnymede Borough Council.",
        "The penalty charge is £50.",
        "The penalty charge notice was served on Tuesday 3 March 2026.",
        "The officer had reason to believe that a charge is payable: 82p Parked after the expiry of paid for",
        (
            "The charge must be paid within 28 days beginning with the day this notice is served. Sent by "
            "first class post, it is taken as served on Friday 10 April 2026, so the last of those days is "
            "Thursday 7 May 2026."
        ),
        "no payment, the charge may be increased and steps may be taken to enforce it.",
        "The increased charge would be £75.",
        (
            "You may make representations against the charge. Those made after 28 days beginning with the "
            "day this notice is served, which end with Thursday 7 May 2026, may be disregarded."
        ),
        "You may say that a ground applies, that there are compelling reasons to cancel the charge, or both.",
        "Representations are made in writing: on the form at the end of this notice,",
        (
            "They are sent to: Parking Services, Civic Centre, Station Road, Addlestone, KT15 2AH; or "
            "parking@runnymede.example."
        ),
        "If we do not accept them, you may appeal to an adjudicator.",
        "An appeal is made to the Traffic Penalty Tribunal, online or on a form that we send you.",
        "The mark of the vehicle is AB12 CDE.",
        "The vehicle stood at Waspe Farm car park, Egham.",
    ],
)
def test_each_required_statement_is_in_the_finished_file(says: str) -> None:
    assert says in words(DRAWN.pdf)


def test_every_statement_of_the_law_of_england_is_in_the_finished_file() -> None:
    law = law_at(date(2026, 4, 8))
    wanted = law.prescribed(PaperKind.NOTICE_TO_OWNER, Basis.KERB)
    facts = replace(NOTICE_TO_OWNER, grounds=law.grounds.open_to(Basis.KERB))
    paper = notice_to_owner(facts, wanted, LETTERHEAD, addressee=ADDRESSEE)
    drawn = letter.draw(paper)
    assert faults(drawn, paper, wanted) == ()
    assert [each.key for each in wanted if not each.stands_in(words(drawn.pdf))] == []
    assert {each.key for each in wanted} == set(PARTS)
    assert set(PARTS) >= OPENING


def test_every_ground_is_listed_under_its_letter_and_again_on_the_form() -> None:
    text = words(DRAWN.pdf)
    for ground in GROUNDS:
        assert text.count(ground.says) == 2, ground
    assert "i. The charge had already been paid" in text


def test_it_names_these_amounts_and_days_and_no_others() -> None:
    text = words(DRAWN.pdf)
    assert amounts_in(text) == {"£50", "£75"}
    assert days_in(text) == {
        "Tuesday 3 March 2026",
        "Wednesday 8 April 2026",
        "Friday 10 April 2026",
        "Thursday 7 May 2026",
    }


def test_the_ruled_box_names_the_amount_and_each_day_once() -> None:
    box = words_in(DRAWN.pdf, Box(136, 34, 196, 100))
    for fact in ("RU10000015", "AB12 CDE", "7Q4M-K2XD", "£50", "8 April 2026"):
        assert box.count(fact) == 1, fact
    assert "on the form by Thursday 7 May 2026" in box


def test_it_is_dated_the_day_it_is_posted() -> None:
    assert PAPER.printed_on == date(2026, 4, 8)


def test_the_address_stands_in_the_window_and_nothing_else_in_its_strip() -> None:
    assert words_in(DRAWN.pdf, WINDOW) == " ".join(ADDRESSEE)
    assert is_blank(painted(picture(DRAWN.pdf), WINDOW), Box(0, 31, 124, 94))


def test_the_code_opens_the_payment_address() -> None:
    codes = zxingcpp.read_barcodes(picture(DRAWN.pdf, dots_per_inch=200))
    assert [code.text for code in codes] == ["https://parking.runnymede.example/pay"]


def test_the_form_starts_a_sheet_of_its_own_and_can_be_signed() -> None:
    pages = [" ".join(page.split()) for page in pages_of(DRAWN.pdf)]
    assert len(pages) == 4
    assert "Form for representations" in pages[2]
    assert all("Form for representations" not in page for page in pages[:2])
    assert "Signature Name in capitals Date" in pages[3]


def test_the_slip_asks_for_one_amount_and_says_where_to_send_it() -> None:
    (slip,) = (block for block in PAPER.blocks if isinstance(block, Slip))
    assert [choice.sum for choice in slip.choices] == ["£50"]
    assert "Cut here and send this part with your payment" in words(DRAWN.pdf)


def test_without_a_known_day_of_service_no_last_day_is_made_up() -> None:
    unknown = replace(NOTICE_TO_OWNER, deemed_served_on=None, pay_by=None, representations_by=None)
    kept = [each for each in NOTICE_TO_OWNER_WORDS if "last_day" not in each.says]
    text = words(letter.draw(notice_to_owner(unknown, kept, LETTERHEAD, addressee=ADDRESSEE)).pdf)
    assert days_in(text) == {"Tuesday 3 March 2026", "Wednesday 8 April 2026"}


def test_a_statement_of_statute_without_its_day_stops_the_paper() -> None:
    with pytest.raises(MissingFactError, match=r"'pay_within' needs \{served_on\}"):
        notice_to_owner(
            replace(NOTICE_TO_OWNER, deemed_served_on=None),
            NOTICE_TO_OWNER_WORDS,
            LETTERHEAD,
            addressee=ADDRESSEE,
        )


def test_seven_address_lines_in_polish_and_welsh_are_drawn() -> None:
    seven = (
        "Pani Małgorzata Wiśniewska-Żółkiewska",
        "c/o Dŵr a Thŷ Cyf",
        "Fflat 12B, Tŷ Ŵyn",
        "Heol yr Orsaf",
        "Llanfairpwllgwyngyll",
        "YNYS MÔN",
        "LL61 5UJ",
    )
    paper = notice_to_owner(
        NOTICE_TO_OWNER, NOTICE_TO_OWNER_WORDS, LETTERHEAD, addressee=seven, demonstration=True
    )
    drawn = letter.draw(paper)
    assert faults(drawn, paper, NOTICE_TO_OWNER_WORDS) == ()
    assert words_in(drawn.pdf, WINDOW) == " ".join(seven)
