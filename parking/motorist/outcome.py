"""What a payer is told when the payment service sends them back, by how the payment ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parking.payments.queries import PaymentRow


class Ended(StrEnum):
    """How an attempt to pay ended, as its payer sees it."""

    SUCCEEDED = "succeeded"
    WAITING = "waiting"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"
    GIVEN_UP = "given_up"
    REPLACED = "replaced"
    BROKEN = "broken"


# The payment service's own codes for a payment that did not succeed.
_BY_CODE = {
    "P0010": Ended.DECLINED,
    "P0020": Ended.TIMED_OUT,
    "P0030": Ended.GIVEN_UP,
    "P0040": Ended.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A heading, what is so, and whether to offer another try."""

    heading: str
    paragraphs: tuple[str, ...]
    again: bool = True


_NOTHING_TAKEN = "No money was taken."
TOLD: dict[Ended, Told] = {
    Ended.WAITING: Told(
        "We are waiting for the payment service",
        (
            "Your bank has not finished with your payment yet. This can take a few minutes.",
            "Reload this page to see if it has gone through. You will not be asked to pay twice.",
            "You can also close this page. When the payment goes through we record it and close the case.",
        ),
        again=False,
    ),
    Ended.DECLINED: Told(
        "Your payment was declined",
        (_NOTHING_TAKEN, "You can try again with the same card or another one, or ask your bank why."),
    ),
    Ended.TIMED_OUT: Told(
        "Your payment timed out",
        (_NOTHING_TAKEN, "The payment page was open for too long. You can start again."),
    ),
    Ended.GIVEN_UP: Told(
        "You cancelled the payment", (_NOTHING_TAKEN, "You can start again when you are ready.")
    ),
    Ended.REPLACED: Told(
        "This payment was stopped",
        (
            "No money was taken by this payment.",
            "We stopped it because a new payment was started for the same notice.",
        ),
        again=False,
    ),
    Ended.BROKEN: Told(
        "Your payment did not go through",
        (
            "There was a problem at the payment service. We have not recorded a payment.",
            "You can try again. If your bank shows that money was taken, call us before you do.",
        ),
    ),
}


def ended(row: PaymentRow) -> Ended:
    """Return how a payment ended, or that it has not."""
    if row.state == "succeeded":
        return Ended.SUCCEEDED
    if not row.is_finished:
        return Ended.WAITING
    return _BY_CODE.get(row.because or "", Ended.BROKEN)
