"""Money in whole pence: no floats, and one way to divide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rounding(StrEnum):
    """Whom half a penny favours when a sum does not divide evenly."""

    PAYER = "payer"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum in pence sterling; may be negative on a ledger."""

    pence: int

    def __post_init__(self) -> None:
        if isinstance(self.pence, bool) or not isinstance(self.pence, int):
            raise TypeError(f"money is whole pence, not {self.pence!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.pence + other.pence)

    def __sub__(self, other: Money) -> Money:
        return Money(self.pence - other.pence)

    def __neg__(self) -> Money:
        return Money(-self.pence)

    def __bool__(self) -> bool:
        return self.pence != 0

    def share(self, numerator: int, denominator: int, in_favour_of: Rounding = Rounding.PAYER) -> Money:
        """Return numerator/denominator of a sum to be paid, the half penny going to one side.

        A payer is favoured by rounding down and an authority by rounding up; anything that is
        not exactly half a penny goes to the nearer penny.
        """
        if denominator <= 0:
            raise ValueError("a share needs a denominator above zero")
        whole, rest = divmod(self.pence * numerator, denominator)
        if 2 * rest > denominator or (2 * rest == denominator and in_favour_of is Rounding.AUTHORITY):
            whole += 1
        return Money(whole)

    def __str__(self) -> str:
        """Return the sum as people read it: £35, £0.50, -£1,050.25."""
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}£{pounds:,}" + (f".{pence:02d}" if pence else "")


NOTHING = Money(0)
