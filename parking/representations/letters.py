"""The letters around a decision: that we have what was sent, that it came too late, or from somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.law.state import Capacity
from parking.notices.drawing.paper import Block, Heading, Letterhead, Paper, Para
from parking.notices.drawing.text import Strong
from parking.notices.statements import day_in_words
from parking.representations.facts import LetterFacts

LATE = (
    "They came after the last day for representations. We decide whether we can still consider them, and "
    "write to you. We aim to decide by"
)
CONSIDERED = (
    "We consider everything you sent and write to you with our decision and our reasons. You will have it by"
)
MISSED = (
    "If we miss that day, the law takes your representations as accepted. Until we have decided, the charge "
    "does not go up."
)


@dataclass(frozen=True, slots=True)
class Came:
    """What came in, and what we answer it with."""

    letter: LetterFacts
    received_on: date
    capacity: Capacity
    is_late: bool
    decide_by: date | None  # the last day a decision on them may be served; none while late ones wait
    admit_by: date | None
    words: str | None


def acknowledgement(facts: Came, letterhead: Letterhead, *, lang: str = "en-GB") -> Paper:
    """Return the letter that says what came, what happens next and by when."""
    blocks: list[Block] = [_received(facts, lang)]
    if facts.is_late and facts.admit_by is not None:
        blocks += [
            Heading("What happens next"),
            Para(
                (
                    f"{LATE} ",
                    Strong(day_in_words(facts.admit_by, lang=lang)),
                    ".",
                )
            ),
        ]
    elif facts.decide_by is not None:
        blocks += [
            Heading("What happens next"),
            Para(
                (
                    f"{CONSIDERED} ",
                    Strong(day_in_words(facts.decide_by, lang=lang)),
                    f". {MISSED}",
                )
            ),
        ]
    if facts.capacity is Capacity.UNDECIDED:
        blocks += [
            Heading("What we need from you"),
            Para(
                "The law lets the person the notice is addressed to make representations, or somebody they "
                "have authorised. Please send us a few words from that person, signed, that you may "
                "write for them. Until then we treat your letter as if you may."
            ),
        ]
    return _paper(facts, "We have your representations", tuple(blocks), letterhead, lang)


def late_refused(facts: Came, letterhead: Letterhead, *, lang: str = "en-GB") -> Paper:
    """Return the letter that says late representations are not considered, and why."""
    blocks: tuple[Block, ...] = (
        _received(facts, lang),
        Heading("Our decision"),
        Para(
            "They came after the last day for representations. The law lets us disregard them, and we have "
            "decided to do so in this case."
        ),
        *((Heading("Why"), Para(facts.words)) if facts.words else ()),
        Heading("What happens next"),
        Para(
            "The penalty charge is still to be paid. If it is not paid, we may serve a charge certificate, "
            "which increases it."
        ),
    )
    return _paper(facts, "Your representations came too late", blocks, letterhead, lang)


def not_yours(facts: Came, letterhead: Letterhead, *, lang: str = "en-GB") -> Paper:
    """Return the letter that tells somebody without authority who may make representations."""
    blocks: tuple[Block, ...] = (
        _received(facts, lang),
        Heading("Our answer"),
        Para(
            "Only the person the notice is addressed to, or somebody they have authorised, can make "
            "representations against it. We have no authority from that person, so we cannot treat your "
            "letter as representations."
        ),
        Heading("What happens next"),
        Para(
            "The person the notice is addressed to can still write to us. We may consider what comes after "
            "its last day if there is a good reason."
        ),
    )
    return _paper(facts, "About what you wrote to us", blocks, letterhead, lang)


def _received(facts: Came, lang: str) -> Para:
    return Para(
        (
            "We received what you wrote about this penalty charge on ",
            Strong(day_in_words(facts.received_on, lang=lang)),
            ".",
        )
    )


def _paper(facts: Came, title: str, blocks: tuple[Block, ...], letterhead: Letterhead, lang: str) -> Paper:
    letter = facts.letter
    return Paper(
        kind="letter",
        title=title,
        reference=letter.identity.number,
        printed_on=letter.posted_on,
        letterhead=letterhead,
        addressee=letter.addressee,
        acting_for=None if letter.authority == letterhead.council else letter.authority,
        lang=lang,
        demonstration=letter.demonstration,
        blocks=(
            *blocks,
            Heading("What it is about"),
            letter.about(lang),
            Heading("Get help"),
            Para(
                (
                    "If you would rather talk to us, call ",
                    Strong(letterhead.phone),
                    f" ({letterhead.phone_hours}). Have the number of this letter ready.",
                )
            ),
        ),
    )
