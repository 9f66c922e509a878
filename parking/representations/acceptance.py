"""What the notice of acceptance says: what is cancelled, what goes back, and what happens next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parking.notices.drawing.paper import Block, Heading, Letterhead, Paper, Para
from parking.notices.drawing.text import Strong, Text
from parking.notices.statements import Fact, RequiredStatement, day_in_words, say
from parking.representations.facts import LetterFacts
from parking.representations.kinds import Outcome
from parking.values.money import NOTHING, Money

KIND = "notice_of_acceptance"
TITLE = "Notice of acceptance of representations"
_OPENINGS = {
    Outcome.ACCEPTED: "We looked at what you sent and accept it. You do not have to pay this charge.",
    Outcome.TREATED_AS_ACCEPTED: (
        "We did not send you a decision in the time the law gives us, so the law treats your "
        "representations as accepted. We are sorry. You do not have to pay this charge."
    ),
    Outcome.TRANSFERRED: (
        "We looked at what you sent and accept that you are not the person who has to pay this charge."
    ),
}
_NEXT = {
    Outcome.ACCEPTED: "the case is closed. You do not need to do anything.",
    Outcome.TREATED_AS_ACCEPTED: "the case is closed. You do not need to do anything.",
    Outcome.TRANSFERRED: (
        "we may send a new notice to the person you named. You do not need to do anything."
    ),
}


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """Everything the notice says; amounts and days are worked out before."""

    letter: LetterFacts
    received_on: date
    outcome: Outcome
    cancelled_notice: str
    refund: Money
    words: str | None  # the decision in the decider's own words

    def named(self) -> dict[str, Fact]:
        """Return the facts under the names that the law's sentences use."""
        nothing = "our records show no payment, so there is nothing to send back."
        paid = f"{self.refund} goes back to whoever paid it, the way it was paid."
        return {
            "cancelled_notice": self.cancelled_notice,
            "refund": nothing if self.refund == NOTHING else paid,
            "what_next": _NEXT[self.outcome],
        }


def notice_of_acceptance(
    facts: AcceptanceFacts,
    words: Sequence[RequiredStatement],
    letterhead: Letterhead,
    *,
    lang: str = "en-GB",
) -> Paper:
    """Return the notice with every prescribed statement, after a first sentence that says it all."""
    said = say(words, facts.named(), lang=lang)
    opening: Text = (
        "We received your representations on ",
        Strong(day_in_words(facts.received_on, lang=lang)),
        f". {_OPENINGS[facts.outcome]}",
    )
    own: tuple[Block, ...] = (Heading("Our reasons"), Para(facts.words)) if facts.words else ()
    letter = facts.letter
    return Paper(
        kind=KIND,
        title=TITLE,
        reference=letter.identity.number,
        printed_on=letter.posted_on,
        letterhead=letterhead,
        addressee=letter.addressee,
        acting_for=None if letter.authority == letterhead.council else letter.authority,
        lang=lang,
        demonstration=letter.demonstration,
        blocks=(
            Para(opening),
            *own,
            Heading("What we have done"),
            *(block for each in said for block in each.blocks),
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
