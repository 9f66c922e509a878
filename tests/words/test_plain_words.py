"""Motorists read short sentences in everyday words; officers at arm's length read fewer still."""

from __future__ import annotations

import re

import pytest

from parking.words import Reader, sayings
from parking.words.catalogue import entries

# What the trade says to itself, and Latin: a motorist never has to look these up.
JARGON = (
    "NtO", "NTO", "NoR", "CEO", "EA", "TRO", "TPT", "TEC", "CC", "TE3", "TE7", "TE9", "VRM", "VRN", "DVLA",
    "CPR", "SI", "reg", "stage", "provision", "suffix", "contravention", "penalty charge", "enforce",
    "deemed", "pursuant", "hereby", "herein", "aforesaid", "forthwith", "notwithstanding", "in respect of",
    "prior to", "in accordance with", "moratorium", "prima facie", "inter alia", "ultra vires", "bona fide",
    "per annum", "vice versa", "pro rata", "ad hoc", "via", "per", "e.g.", "i.e.", "etc", "et al", "viz",
)  # fmt: skip
LONGEST_SENTENCE = 20
READING_AGE = 9  # of the whole catalogue, as public services aim for


def sentences(words: str) -> list[list[str]]:
    """Return the words of each sentence; a fact counts as one short word."""
    plain = re.sub(r"\{\w+\}", "fact", words)
    return [re.findall(r"[\w'-]+", part) for part in re.split(r"[.!?](?:\s|$)", plain) if part.strip()]


def reading_age(texts: list[list[str]]) -> float:
    """Return the automated readability index of sentences as an age: letters a word, words a sentence."""
    words = [word for sentence in texts for word in sentence]
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(texts) - 21.43 + 5


def all_motorist_words() -> list[str]:
    names = [w for context in ("stage", "step", "event") for w in entries("motorist", context).values()]
    return [*sayings(Reader.MOTORIST).values(), *names]


def test_a_reading_age_rises_with_long_words_and_long_sentences() -> None:
    assert reading_age(sentences("We got it. You can pay now.")) < reading_age(
        sentences("Representations concerning enforcement necessitate consideration.")
    )


@pytest.mark.parametrize("jargon", JARGON)
def test_a_motorist_meets_no_jargon(jargon: str) -> None:
    ignore_case = 0 if jargon.isupper() or jargon in {"NtO", "NoR"} else re.IGNORECASE
    found = re.compile(rf"(?<!\w){re.escape(jargon)}(?!\w)", ignore_case)
    assert [words for words in all_motorist_words() if found.search(re.sub(r"\{\w+\}", "", words))] == []


def test_a_motorist_reads_short_sentences() -> None:
    long = [
        (code, len(sentence))
        for code, words in sayings(Reader.MOTORIST).items()
        for sentence in sentences(words)
        if len(sentence) > LONGEST_SENTENCE
    ]
    assert long == []


def test_a_child_of_nine_could_read_what_a_motorist_reads() -> None:
    texts = [s for words in sayings(Reader.MOTORIST).values() for s in sentences(words)]
    assert reading_age(texts) <= READING_AGE


def test_a_motorist_is_never_blamed_or_threatened() -> None:
    harsh = re.compile(
        r"\b(you failed|you must|offen[cd]e|guilty|culprit|punish|fined?|bailiff)\b", re.IGNORECASE
    )
    assert [words for words in all_motorist_words() if harsh.search(words)] == []


def test_a_motorist_is_not_told_of_other_cases_or_people() -> None:
    assert [w for w in sayings(Reader.MOTORIST).values() if "{number}" in w or "{ordered_by}" in w] == []


def test_an_officer_reads_at_most_three_short_sentences() -> None:
    long = {
        code: [len(sentence) for sentence in sentences(words)]
        for code, words in sayings(Reader.OFFICER).items()
        if len(sentences(words)) > 3 or any(len(sentence) > 18 for sentence in sentences(words))
    }
    assert long == {}


def test_a_tribunal_is_addressed_formally() -> None:
    chatty = re.compile(r"\b(we|our|us|you|your|please|PCNs?)\b", re.IGNORECASE)
    names = [w for context in ("stage", "step", "event") for w in entries("tribunal", context).values()]
    said = [*sayings(Reader.TRIBUNAL).values(), *names]
    assert [words for words in said if chatty.search(words)] == []
