"""The mock cards of GOV.UK Pay's sandbox and what becomes of a payment made with each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a payment with a mock card ends."""

    ACCEPTED = "Payment accepted"
    DECLINED = "Card declined"
    EXPIRED_CARD = "Card declined: it has expired"
    WRONG_CVC = "Card declined: the security code is wrong"
    BROKEN = "The card company answers with an error"


@dataclass(frozen=True, slots=True)
class MockCard:
    """A card number that stands for no real card."""

    number: str
    brand: str
    kind: str
    outcome: Outcome

    @property
    def grouped(self) -> str:
        """Return the number in groups, as a card shows it."""
        if len(self.number) == 15:
            return f"{self.number[:4]} {self.number[4:10]} {self.number[10:]}"
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))


CARDS = (
    MockCard("4000058260000005", "Visa", "debit", Outcome.ACCEPTED),
    MockCard("4000008260000000", "Visa", "credit", Outcome.ACCEPTED),
    MockCard("4242424242424242", "Visa", "credit", Outcome.ACCEPTED),
    MockCard("4444333322221111", "Visa", "credit", Outcome.ACCEPTED),
    MockCard("5105105105105100", "Mastercard", "debit", Outcome.ACCEPTED),
    MockCard("371449635398431", "American Express", "credit", Outcome.ACCEPTED),
    MockCard("4000000000000002", "Visa", "credit", Outcome.DECLINED),
    MockCard("4000000000000069", "Visa", "credit", Outcome.EXPIRED_CARD),
    MockCard("4000000000000127", "Visa", "credit", Outcome.WRONG_CVC),
    MockCard("4000000000000119", "Visa", "credit", Outcome.BROKEN),
)


def card_of(typed: str) -> MockCard | None:
    """Return the mock card of a number typed with or without spaces and hyphens."""
    number = "".join(letter for letter in typed if letter not in " -")
    return next((card for card in CARDS if card.number == number), None)
