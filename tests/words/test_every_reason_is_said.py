"""Every reason the source makes has words for every reader, and no catalogue says more than that."""

from __future__ import annotations

import re
from enum import StrEnum
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from parking.law.contraventions import Withheld
from parking.law.reasons import Reason
from parking.law.state import Ending, KeeperAnswer, MarkDeclared, Stage
from parking.law.steps import Step
from parking.places.rules import PowerKind, SuspensionKind
from parking.values.mark import MarkFormat
from parking.words import Reader, say, sayings
from parking.words.catalogue import FACTS, FOLDER, entries
from tests.words.sweep import Made, UnreadableReasonError, made_in, reasons_made

MADE = reasons_made()
CODES = {made.code for made in MADE}
# Facts taken from an enum, and the enum: each of its members reads as words.
KINDS: dict[tuple[str, str], type[StrEnum]] = {
    ("not_from_this_stage", "step"): Step,
    ("not_from_this_stage", "stage"): Stage,
    ("power_not_confirmed", "kind"): PowerKind,
    ("enforcement_suspended", "why"): SuspensionKind,
    ("code_withheld", "why"): Withheld,
    ("no_keeper_register", "declared"): MarkDeclared,
    ("odd_mark_needs_photograph", "declared"): MarkDeclared,
    ("keeper_already_answered", "answer"): KeeperAnswer,
    ("odd_mark", "mark_shape"): MarkFormat,
    ("ending_stands", "ending"): Ending,
}
LITERAL = {("suffix", "none"), ("ending", "none")}  # a word the source writes where there is no value


def facts_always_there(code: str) -> frozenset[str]:
    sites = [made.facts for made in MADE if made.code == code]
    return frozenset.intersection(*sites) if sites else frozenset()


def named_in(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_the_sweep_finds_the_guards_the_journey_the_places_and_the_issue() -> None:
    assert {made.where for made in MADE} >= {
        "parking/law/guards/holds.py",
        "parking/law/journey.py",
        "parking/places/rules.py",
        "parking/issue/rules.py",
        "parking/issue/actions.py",
    }
    assert {"held_breathing_space", "closed_paid", "inside_grace", "number_not_of_device"} <= CODES
    assert "closed_served" not in CODES


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('refused("a_code", under, policy=True, at=now)', [("a_code", {"at"}, set())]),
        ('refused("a_code", why=kind.value)', [("a_code", {"why"}, {"why"})]),
        ('refused("a_code", why=kind.value if kind else "none")', [("a_code", {"why"}, {"why"})]),
        ('refused("one" if it else "other", at=now)', [("one", {"at"}, set()), ("other", {"at"}, set())]),
        ('Reason("a_code", {"number": n})', [("a_code", {"number"}, set())]),
        ('Reason(code="a_code", facts={"number": n})', [("a_code", {"number"}, set())]),
        ("something_else('a_code')", []),
    ],
)
def test_the_sweep_reads_a_reason_however_it_is_written(
    line: str, found: list[tuple[str, set[str], set[str]]]
) -> None:
    source = f"from parking.law.question import refused\nfrom parking.law.reasons import Reason\n{line}\n"
    assert list(made_in(source, "f.py")) == [
        Made(code, frozenset(facts), frozenset(kinds), "f.py") for code, facts, kinds in found
    ]


@pytest.mark.parametrize(
    "line", ["refused(code)", "refused(f'odd_{x}')", 'refused("a", **facts)', "refused()"]
)
def test_the_sweep_refuses_a_reason_it_cannot_read(line: str) -> None:
    with pytest.raises(UnreadableReasonError):
        list(made_in(f"from parking.law.question import refused\n{line}\n", "f.py"))


@pytest.mark.parametrize("reader", Reader)
def test_every_reason_has_words(reader: Reader) -> None:
    assert sorted(CODES - {code for code, words in sayings(reader).items() if words.strip()}) == []


@pytest.mark.parametrize("reader", Reader)
def test_no_catalogue_has_words_for_a_reason_that_nothing_makes(reader: Reader) -> None:
    assert sorted(sayings(reader).keys() - CODES) == []


@pytest.mark.parametrize("reader", Reader)
def test_words_name_only_facts_that_are_always_there(reader: Reader) -> None:
    beyond = {
        code: sorted(named_in(words) - facts_always_there(code)) for code, words in sayings(reader).items()
    }
    assert {code: names for code, names in beyond.items() if names} == {}


@pytest.mark.parametrize("reader", Reader)
def test_every_reason_can_be_said_with_its_facts_alone(reader: Reader) -> None:
    for made in MADE:
        said = say(Reason(made.code, dict.fromkeys(made.facts, "Fact")), reader)
        assert "{" not in said
        assert said.endswith("."), said
        assert "  " not in said, said


@pytest.mark.parametrize("reader", Reader)
def test_each_reason_says_where_it_arises(reader: Reader) -> None:
    arises: dict[str, set[str]] = {}
    for made in MADE:
        arises.setdefault(made.code, set()).add(made.where)
    with (FOLDER / f"{reader.value}.po").open("rb") as file:
        said = {
            str(m.id): {place for place, _ in m.locations} for m in read_po(file) if m.id and not m.context
        }
    assert set(said) == set(arises)
    untrue = {code: where for code, where in said.items() if not where or not where <= arises[code]}
    assert untrue == {}


@pytest.mark.parametrize("reader", Reader)
def test_no_number_of_law_is_written_into_words(reader: Reader) -> None:
    assert [words for words in sayings(reader).values() if re.search(r"\d", words)] == []


def test_every_fact_taken_from_an_enum_is_known_here() -> None:
    assert {(made.code, fact) for made in MADE for fact in made.kinds} == set(KINDS)


@pytest.mark.parametrize("reader", Reader)
def test_every_fact_taken_from_an_enum_reads_as_words(reader: Reader) -> None:
    bare = [
        (fact, member.value)
        for (_, fact), kind in KINDS.items()
        for member in kind
        if member.value not in entries(reader.value, fact) and member.value not in entries(FACTS, fact)
    ]
    assert bare == []


def test_no_word_for_a_fact_is_left_over() -> None:
    wanted = {(fact, member.value) for (_, fact), kind in KINDS.items() for member in kind} | LITERAL
    contexts = {fact for fact, _ in wanted}
    kept = {(context, value) for context in contexts for value in entries(FACTS, context)}
    with (FOLDER / f"{FACTS}.po").open("rb") as file:
        whole = {(message.context, str(message.id)) for message in read_po(file) if message.id}
    assert kept == whole
    assert sorted(kept - wanted) == []
