"""What the notice of rejection says: every point with its answer, how to appeal or pay, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parking.notices.drawing.paper import (
    Amount,
    Blanks,
    Block,
    Figures,
    Form,
    Heading,
    Letterhead,
    ListBlock,
    Paper,
    Para,
    Signature,
)
from parking.notices.drawing.text import Strong, Text
from parking.notices.parts import WayToPay, check_and_help, pay_block, payment_slip, running
from parking.notices.statements import Fact, RequiredStatement, day_in_words, say, shows, taken
from parking.representations.facts import LetterFacts
from parking.values.money import Money

KIND = "notice_of_rejection"
TITLE = "Notice of rejection of representations"
CHOICE = (
    "We looked at everything you sent and do not accept them. You can pay, or appeal to an independent "
    "adjudicator."
)
_REASONS, _PAY, _APPEAL, _NEXT = "reasons", "pay", "appeal", "next"
PARTS = {
    "reasons": _REASONS,
    "amount": _PAY,
    "how_to_appeal": _APPEAL,
    "tribunal_reference": _APPEAL,
    "late_appeal": _APPEAL,
    "costs": _APPEAL,
    "certificate_may_follow": _NEXT,
}
"""Where each sentence of the law stands, in reading order; any other stands in what happens next."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A point that was made, and the council's answer to it."""

    says: str
    answer: str

    @property
    def text(self) -> Text:
        """The point and its answer, as one item of a list."""
        return (Strong("You said: "), self.says, " ", Strong("Our answer: "), self.answer)


@dataclass(frozen=True, slots=True)
class RejectionFacts:
    """Everything the notice says; amounts and days are worked out before."""

    letter: LetterFacts
    received_on: date
    opening: str  # the decision in the decider's own words
    points: tuple[Answered, ...]
    to_pay: Money
    appeal_period: str  # the law's phrase: "28 days beginning with"
    appeal_by: date
    tribunal: str
    appeal_code: str | None
    ways_to_pay: tuple[WayToPay, ...]
    site: str
    payment_url: str
    payable_to: str

    @property
    def reasons(self) -> ListBlock:
        """Every point with its answer."""
        return ListBlock(tuple(point.text for point in self.points))

    def named(self) -> dict[str, Fact]:
        """Return the facts under the names that the law's sentences use."""
        code = self.appeal_code
        return {
            "appeal_period": self.appeal_period,
            "appeal_last_day": self.appeal_by,
            "tribunal": f"the {self.tribunal}",
            "reasons": self.reasons,
            "tribunal_reference": f"{self.letter.identity.number} and {code}." if code else None,
            "full": self.to_pay,
        }


def notice_of_rejection(
    facts: RejectionFacts,
    words: Sequence[RequiredStatement],
    letterhead: Letterhead,
    *,
    lang: str = "en-GB",
) -> Paper:
    """Return the notice with every prescribed statement in its place."""
    said = say(words, facts.named(), lang=lang)
    letter = facts.letter
    to_pay = Amount(str(facts.to_pay), "if we get it by", day_in_words(facts.appeal_by, lang=lang))
    pay = pay_block(facts.payment_url, facts.site, letter.identity, facts.ways_to_pay)

    def part(name: str) -> tuple[Block, ...]:
        return taken(said, PARTS, name, otherwise=_NEXT)

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
            _figures(facts, to_pay, lang),
            Para(
                (
                    "We received your representations on ",
                    Strong(day_in_words(facts.received_on, lang=lang)),
                    f". {CHOICE}",
                )
            ),
            Heading("What it is about"),
            letter.about(lang),
            Heading("Why we do not accept"),
            Para(facts.opening),
            *shows(facts.reasons, part(_REASONS)),
            Heading("If you want to appeal"),
            *running(part(_APPEAL), ("how_to_appeal", "costs")),
            Heading("If you want to pay"),
            *part(_PAY),
            pay,
            Heading("What happens next"),
            *running(part(_NEXT)),
            *check_and_help(letter.identity, facts.site, letterhead),
            payment_slip(letter.identity, facts.payable_to, letterhead, (to_pay,)),
            appeal_form(facts, lang),
        ),
    )


def appeal_form(facts: RejectionFacts, lang: str) -> Form:
    """Return the form that the notice encloses: what a notice of appeal must say, and a place to sign."""
    letter = facts.letter
    code = (("Code", facts.appeal_code),) if facts.appeal_code else ()
    return Form(
        title="Notice of appeal",
        instruction=(
            f"Send this form to the {facts.tribunal} so that they have it by ",
            Strong(day_in_words(facts.appeal_by, lang=lang)),
            ", or appeal online. Send copies of anything you want them to look at.",
        ),
        rows=(
            ("Number", letter.identity.number),
            *code,
            ("Vehicle", letter.identity.mark),
            ("Council", letter.authority),
            ("Decision sent on", day_in_words(letter.posted_on, lang=lang)),
        ),
        questions=(
            Blanks("Your name and address", 4),
            Blanks("Why you appeal", 12),
            Blanks("If you appeal late, why", 3),
            Signature("I appeal against the decision named above."),
        ),
    )


def _figures(facts: RejectionFacts, to_pay: Amount, lang: str) -> Figures:
    letter = facts.letter
    return Figures(
        label="Notice of rejection",
        rows=(
            ("Number", letter.identity.number),
            ("Vehicle", letter.identity.mark),
            ("Access code", letter.identity.access_code),
            ("Date", day_in_words(letter.posted_on, lang=lang)),
        ),
        amounts=(to_pay,),
        objection=(
            Strong("Still think you should not pay?"),
            f" Appeal to the {facts.tribunal} by ",
            Strong(day_in_words(facts.appeal_by, lang=lang)),
            ". It is free.",
        ),
    )
