"""Prescribed statements: facts put in words, nothing missing, nothing dropped."""

from __future__ import annotations

from datetime import date

import pytest

from parking.notices.drawing.paper import ListBlock, Statement
from parking.notices.drawing.text import Strong, plain
from parking.notices.statements import BlockInsideSentenceError, MissingFactError, day_in_words, say, taken
from parking.values.money import Money
from tests.notices.specimens import Required


def test_amounts_and_days_are_strong_and_days_have_their_weekday() -> None:
    (said,) = say(
        [Required("pay", "Pay {full} by {last} to {whom}.")],
        {"full": Money(5000), "last": date(2026, 3, 30), "whom": "us"},
        lang="en-GB",
    )
    (statement,) = said.blocks
    assert isinstance(statement, Statement)
    assert statement.text == (
        "Pay ",
        Strong("£50"),
        " by ",
        Strong("Monday 30\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026"),
        " to ",
        "us",
        ".",
    )


def test_a_welsh_paper_names_days_in_welsh() -> None:
    assert " ".join(day_in_words(date(2026, 3, 30), lang="cy").split()) == "Dydd Llun 30 Mawrth 2026"


def test_a_fact_the_paper_does_not_know_is_an_error_even_where_guidance_asks() -> None:
    with pytest.raises(MissingFactError, match=r"the statement 'pay' needs \{full\}"):
        say([Required("pay", "Pay {full}.", must=False)], {}, lang="en-GB")


def test_nothing_to_tell_leaves_guidance_out_and_stops_statute() -> None:
    facts = {"seen": None}
    assert say([Required("photographs", "See {seen}.", must=False)], facts, lang="en-GB") == ()
    with pytest.raises(MissingFactError):
        say([Required("photographs", "See {seen}.")], facts, lang="en-GB")


def test_a_list_stands_after_its_sentence() -> None:
    grounds = ListBlock(("One.", "Two."), ("a", "b"))
    (said,) = say([Required("grounds", "The grounds are: {all}")], {"all": grounds}, lang="en-GB")
    assert [type(block) for block in said.blocks] == [Statement, ListBlock]


def test_a_list_inside_a_sentence_is_an_error() -> None:
    with pytest.raises(BlockInsideSentenceError):
        say([Required("g", "{all} are the grounds.")], {"all": ListBlock(("One.",))}, lang="en-GB")


def test_each_part_takes_its_own_in_its_own_order_and_one_takes_the_rest() -> None:
    said = say([Required(key, f"{key}.") for key in ("c", "new", "b", "a")], {}, lang="en-GB")
    parts = {"a": "first", "b": "first", "c": "second"}

    def keys(part: str) -> list[str]:
        blocks = taken(said, parts, part, otherwise="second")
        return [plain(block.text) for block in blocks if isinstance(block, Statement)]

    assert keys("first") == ["a.", "b."]
    assert keys("second") == ["c.", "new."]
