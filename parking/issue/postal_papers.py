"""What a PCN sent by post says: the charge, why it came by post, how to answer it, and the form for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parking.keepers.form import GroundInWords, representations_form
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

KIND = "pcn_postal"
TITLE = "Penalty charge notice"


@dataclass(frozen=True, slots=True)
class PostalPcnFacts:
    """Everything the notice says about this case; amounts and days are worked out before."""

    number: PcnNumber
    access_code: str
    mark: Mark
    vehicle: str
    code: str
    suffix: str
    description: str
    place: str
    contravention_at: datetime
    posted_on: date  # the date of the notice is the day it is posted
    deemed_served_on: date
    full_period: str  # the law's phrase: "28 days beginning with"
    pay_by: date
    discount_period: str
    discount_until: date
    representations_period: str
    representations_by: date
    authority: str
    full: Money
    discounted: Money
    increased: Money
    photographs: int
    grounds: tuple[GroundInWords, ...]  # every ground open to the owner, in the order of the law
    tribunal: str
    ways_to_pay: tuple[WayToPay, ...]
    payable_to: str
    site: str
    payment_url: str
    representations_email: str
    representations_address: tuple[str, ...]

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

    @property
    def listed(self) -> ListBlock:
        """Every ground under its letter."""
        return ListBlock(
            tuple(ground.says for ground in self.grounds), tuple(ground.letter for ground in self.grounds)
        )

    def named(self) -> dict[str, Fact]:
        """Return the facts under the names that the law's sentences use."""
        return {
            "posted_on": self.posted_on,
            "served_on": self.deemed_served_on,
            "authority": self.authority,
            "mark": self.identity.mark,
            "contravention_on": clock.day_of(self.contravention_at),
            "contravention_time": time_in_words(self.contravention_at),
            "grounds": f"{self.contravention} {self.description}",
            "location": self.place,
            "code": self.contravention,
            "full": self.full,
            "full_period": self.full_period,
            "full_last_day": self.pay_by,
            "early": self.discounted,
            "discount_period": self.discount_period,
            "discount_last_day": self.discount_until,
            "increased": self.increased,
            "how_to_pay": self.pay,
            "representations_period": self.representations_period,
            "representations_last_day": self.representations_by,
            "representations_form": (
                "on the form at the end of this notice, in a letter that says the same, or online at "
                f"{self.site}."
            ),
            "representations_address": (
                f"{', '.join(self.representations_address)}; or {self.representations_email}."
            ),
            "all_grounds": self.listed,
            "tribunal": self.tribunal,
        }


_ABOUT, _PAY, _HOW, _WRONG, _GROUNDS, _NEXT = "about", "pay", "how", "wrong", "grounds", "next"
PARTS = {
    "reason_device": _ABOUT,
    "reason_prevented": _ABOUT,
    "reason_drive_away": _ABOUT,
    "grounds": _ABOUT,
    "location": _ABOUT,
    "code": _ABOUT,
    "contravention_at": _ABOUT,
    "mark": _ABOUT,
    "dated": _ABOUT,
    "authority": _ABOUT,
    "amount": _PAY,
    "discount": _PAY,
    "pay_within": _PAY,
    "how_to_pay": _HOW,
    "may_make_representations": _WRONG,
    "form_of_representations": _WRONG,
    "address_for_representations": _WRONG,
    "see_record": _WRONG,
    "nature_of_representations": _GROUNDS,
    "all_grounds": _GROUNDS,
    "may_increase": _NEXT,
    "increased_amount": _NEXT,
    "right_of_appeal": _NEXT,
    "form_of_appeal": _NEXT,
}
"""Where each sentence of the law stands, in reading order; any other stands in what happens next."""
OPENING = {"grounds", "dated", "pay_within", "right_of_appeal"}
"""The sentences that open a paragraph of their own; the others run on."""


def postal_pcn(
    facts: PostalPcnFacts,
    words: Sequence[RequiredStatement],
    letterhead: Letterhead,
    *,
    addressee: tuple[str, ...],
    lang: str = "en-GB",
    demonstration: bool = False,
) -> Paper:
    """Return the notice with every prescribed statement in its place and the form at its end."""
    said = say(words, facts.named(), lang=lang)

    def part(name: str) -> tuple[Block, ...]:
        return taken(said, PARTS, name, otherwise=_NEXT)

    choices = _amounts(facts, lang)
    return Paper(
        kind=KIND,
        title=TITLE,
        reference=str(facts.number),
        printed_on=facts.posted_on,
        letterhead=letterhead,
        addressee=addressee,
        acting_for=None if facts.authority == letterhead.council else facts.authority,
        lang=lang,
        demonstration=demonstration,
        blocks=(
            _figures(facts, choices, lang),
            Para(
                "You have this notice because you appear to be the owner of the vehicle below. No notice was "
                "left on it or handed over. You can pay the charge, or tell us why you should not."
            ),
            Heading("What it is about"),
            particulars(
                facts.identity,
                facts.vehicle,
                facts.contravention,
                facts.description,
                facts.place,
                facts.contravention_at,
                lang=lang,
            ),
            *running(part(_ABOUT), OPENING),
            *_photographs(facts),
            Heading("What to pay, and by when"),
            *running(part(_PAY), OPENING),
            Heading("How to pay"),
            *shows(facts.pay, part(_HOW)),
            Heading("If you think you should not pay"),
            *part(_WRONG),
            Heading("What you can say"),
            *shows(facts.listed, part(_GROUNDS)),
            Heading("What happens next"),
            *running(part(_NEXT), OPENING),
            *check_and_help(facts.identity, facts.site, letterhead),
            payment_slip(facts.identity, facts.payable_to, letterhead, choices),
            representations_form(
                facts.identity,
                facts.grounds,
                online=facts.site,
                email=facts.representations_email,
                address=facts.representations_address,
            ),
        ),
    )


def _photographs(facts: PostalPcnFacts) -> tuple[Block, ...]:
    if not facts.photographs:
        return ()
    return (Para(("You can see the photographs we hold at ", Strong(facts.site), ".")),)


def _amounts(facts: PostalPcnFacts, lang: str) -> tuple[Amount, ...]:
    return (
        Amount(str(facts.discounted), "if we get it by", day_in_words(facts.discount_until, lang=lang)),
        Amount(str(facts.full), "if we get it later, by", day_in_words(facts.pay_by, lang=lang)),
    )


def _figures(facts: PostalPcnFacts, choices: tuple[Amount, ...], lang: str) -> Figures:
    return Figures(
        label=TITLE,
        rows=(
            ("Number", str(facts.number)),
            ("Vehicle", facts.identity.mark),
            ("Access code", facts.access_code),
            ("Date", day_in_words(facts.posted_on, lang=lang)),
        ),
        amounts=choices,
        objection=(
            Strong("Think you should not pay?"),
            f" Tell us at {facts.site} or on the form by ",
            Strong(day_in_words(facts.representations_by, lang=lang)),
            ".",
        ),
    )
