"""What the penalty charge notice given at the kerb says, as a letter or from an 80 mm roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from parking.notices.drawing.paper import (
    Amount,
    Block,
    Figures,
    Heading,
    Letterhead,
    ListBlock,
    Paper,
    Para,
    Pay,
)
from parking.notices.drawing.text import Strong, unbroken
from parking.notices.parts import (
    Identity,
    WayToPay,
    check_and_help,
    particulars,
    pay_block,
    payment_slip,
    running,
)
from parking.notices.statements import (
    Fact,
    RequiredStatement,
    day_in_words,
    say,
    shows,
    taken,
    time_in_words,
)
from parking.values import clock
from parking.values.mark import Mark
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

KIND = "pcn_kerb"
TITLE = "Penalty charge notice"


class Served(StrEnum):
    """How the notice reached the motorist."""

    FIXED = "fixed to the vehicle"
    HANDED = "handed to the driver"


@dataclass(frozen=True, slots=True)
class PcnFacts:
    """Everything the notice says about this case; amounts and days are worked out before."""

    number: PcnNumber
    access_code: str
    mark: Mark
    vehicle: str  # colour and make as the officer recorded them: "blue Ford"; empty if not recorded
    code: str
    suffix: str
    description: str
    place: str
    contravention_at: datetime
    observed_from: datetime | None
    observed_until: datetime | None
    served_at: datetime
    served: Served
    officer: str
    authority: str  # the enforcement authority, which may not be the council that sends the paper
    full: Money
    full_period: str  # the law's phrase: "28 days beginning with"
    pay_by: date
    discounted: Money
    discount_period: str
    discount_until: date
    photographs: int
    ways_to_pay: tuple[WayToPay, ...]
    payable_to: str
    site: str  # what people type into a browser
    payment_url: str
    challenge_online: str
    challenge_address: tuple[str, ...]
    order: str = ""  # the order and article it rests on

    @property
    def identity(self) -> Identity:
        """What a person needs to find the notice again."""
        return Identity(str(self.number), unbroken(self.mark.shown), self.access_code)

    @property
    def contravention(self) -> str:
        """The code with its suffix."""
        return self.code + self.suffix

    @property
    def pay(self) -> Pay:
        """How to pay, with the code to scan."""
        return pay_block(self.payment_url, self.site, self.identity, self.ways_to_pay)

    def named(self) -> dict[str, Fact]:
        """Return the facts under the names that the law's sentences use."""
        seen = self.photographs > 0
        return {
            "served_on": clock.day_of(self.served_at),
            "served_time": f"{time_in_words(self.served_at)}, {self.served.value}",
            "authority": self.authority,
            "mark": self.identity.mark,
            "vehicle": self.vehicle or None,
            "contravention_on": clock.day_of(self.contravention_at),
            "contravention_time": time_in_words(self.contravention_at),
            "grounds": f"{self.contravention} {self.description}",
            "location": self.place,
            "code": self.contravention,
            "officer": self.officer,
            "observed_from": time_in_words(self.observed_from) if self.observed_from else None,
            "observed_until": time_in_words(self.observed_until) if self.observed_until else None,
            "see_photographs": f"{self.photographs} at {self.site}." if seen else None,
            "full": self.full,
            "full_period": self.full_period,
            "full_last_day": self.pay_by,
            "early": self.discounted,
            "discount_period": self.discount_period,
            "discount_last_day": self.discount_until,
            "how_to_pay": self.pay,
            "challenge_address": ", ".join(self.challenge_address),
        }


_HAPPENED, _PAY, _HOW, _WRONG, _NEXT = "happened", "pay", "how", "wrong", "next"
PARTS = {
    "grounds": _HAPPENED,
    "location": _HAPPENED,
    "code": _HAPPENED,
    "contravention_at": _HAPPENED,
    "observed": _HAPPENED,
    "mark": _HAPPENED,
    "vehicle": _HAPPENED,
    "served_on": _HAPPENED,
    "served_at": _HAPPENED,
    "officer": _HAPPENED,
    "authority": _HAPPENED,
    "see_photographs": _HAPPENED,
    "amount": _PAY,
    "discount": _PAY,
    "pay_within": _PAY,
    "how_to_pay": _HOW,
    "challenge_considered": _WRONG,
    "challenge_again": _WRONG,
    "notice_to_owner": _NEXT,
    "owner_may_challenge": _NEXT,
}
"""Where each sentence of the law stands, in reading order; any other stands in what happens next."""
OPENING = {"observed", "served_on", "see_photographs", "pay_within"}
"""The sentences that open a paragraph of their own; the others run on."""


def pcn_paper(
    facts: PcnFacts,
    words: Sequence[RequiredStatement],
    letterhead: Letterhead,
    *,
    addressee: tuple[str, ...] = (),
    lang: str = "en-GB",
    demonstration: bool = False,
) -> Paper:
    """Return the notice with every prescribed statement in its place.

    It has an addressee only when a copy is posted; the one fixed to a vehicle has none.
    """
    said = say(words, facts.named(), lang=lang)

    def part(name: str) -> tuple[Block, ...]:
        return taken(said, PARTS, name, otherwise=_NEXT)

    choices = _amounts(facts, lang)
    return Paper(
        kind=KIND,
        title=TITLE,
        reference=str(facts.number),
        printed_on=clock.day_of(facts.served_at),
        letterhead=letterhead,
        addressee=addressee,
        acting_for=None if facts.authority == letterhead.council else facts.authority,
        lang=lang,
        demonstration=demonstration,
        blocks=(
            _figures(facts, choices),
            Heading("What happened"),
            particulars(
                facts.identity,
                facts.vehicle,
                facts.contravention,
                facts.description,
                facts.place,
                facts.contravention_at,
                lang=lang,
            ),
            *_order(facts),
            *running(part(_HAPPENED), OPENING),
            Heading("What to pay, and by when"),
            *running(part(_PAY), OPENING),
            Heading("How to pay"),
            *shows(facts.pay, part(_HOW)),
            Heading("If you think this is wrong"),
            *_challenge(facts),
            *running(part(_WRONG)),
            Heading("What happens if you do not pay"),
            *running(part(_NEXT)),
            *check_and_help(facts.identity, facts.site, letterhead, just_given=True),
            payment_slip(facts.identity, facts.payable_to, letterhead, choices),
        ),
    )


def _amounts(facts: PcnFacts, lang: str) -> tuple[Amount, ...]:
    return (
        Amount(str(facts.discounted), "if we get it by", day_in_words(facts.discount_until, lang=lang)),
        Amount(str(facts.full), "if we get it later, by", day_in_words(facts.pay_by, lang=lang)),
    )


def _figures(facts: PcnFacts, choices: tuple[Amount, ...]) -> Figures:
    return Figures(
        label=TITLE,
        rows=(
            ("Number", str(facts.number)),
            ("Vehicle", facts.identity.mark),
            ("Access code", facts.access_code),
        ),
        amounts=choices,
        objection=(
            Strong("Think it is wrong?"),
            f" Challenge it at {facts.challenge_online} or by post, before you pay.",
        ),
    )


def _order(facts: PcnFacts) -> tuple[Block, ...]:
    return (Para(("The rule said to be broken is in ", Strong(facts.order), ".")),) if facts.order else ()


def _challenge(facts: PcnFacts) -> tuple[Block, ...]:
    return (
        Para("Tell us why, and send copies of anything that shows it: a ticket, a permit, photographs."),
        ListBlock(
            (
                ("Online: ", Strong(facts.challenge_online), f", access code {facts.access_code}"),
                f"By post: {', '.join(facts.challenge_address)}",
            )
        ),
        Para("If you pay, we close the case. So challenge it before you pay, not after."),
    )
