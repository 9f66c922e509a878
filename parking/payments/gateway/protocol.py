"""What the authority asks of GOV.UK Pay and what it hears back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from parking.payments.gateway.errors import PaymentNotWellFormedError
from parking.payments.gateway.limits import (
    FIREWALL_REFUSES,
    KEY_PATTERN,
    LARGEST_PENCE,
    METADATA_KEY_LENGTH,
    METADATA_KEYS,
    METADATA_VALUE_LENGTH,
    TEXT_LENGTH,
    URL_LENGTH,
    without_refused,
)
from parking.payments.gateway.loopback import is_safe
from parking.values.money import NOTHING, Money

MetadataValue = str | int | bool


class PayState(StrEnum):
    """Where a payment stands in Pay's own words; only the last four are final."""

    CREATED = "created"
    STARTED = "started"
    SUBMITTED = "submitted"
    CAPTURABLE = "capturable"
    SUCCESS = "success"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ERROR = "error"


class Refundable(StrEnum):
    """Whether Pay would take a refund of a payment now."""

    PENDING = "pending"
    UNAVAILABLE = "unavailable"
    AVAILABLE = "available"
    FULL = "full"


class RefundState(StrEnum):
    """Where a refund stands; submitted is not yet money sent back."""

    SUBMITTED = "submitted"
    SUCCESS = "success"
    ERROR = "error"


class Language(StrEnum):
    """The languages of Pay's hosted page."""

    ENGLISH = "en"
    WELSH = "cy"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePayment:
    """A payment to ask for; checked when made, so that what is kept as an intent can be sent."""

    amount: Money
    reference: str
    description: str
    return_url: str
    idempotency_key: str
    metadata: Mapping[str, MetadataValue] = field(default_factory=dict)
    email: str | None = field(default=None, repr=False)
    language: Language = Language.ENGLISH

    def __post_init__(self) -> None:
        if not 0 < self.amount.pence <= LARGEST_PENCE:
            raise PaymentNotWellFormedError(f"a payment is from 1p to {Money(LARGEST_PENCE)}")
        _check_text("reference", self.reference, TEXT_LENGTH)
        _check_text("return_url", self.return_url, URL_LENGTH)
        if not is_safe(self.return_url):
            raise PaymentNotWellFormedError("return_url is https, or http inside this machine")
        if not without_refused(self.description) or len(self.description) > TEXT_LENGTH:
            raise PaymentNotWellFormedError(f"a description has 1 to {TEXT_LENGTH} characters")
        if not re.fullmatch(KEY_PATTERN, self.idempotency_key):
            raise PaymentNotWellFormedError("an idempotency key has 1 to 255 letters, digits and hyphens")
        if len(self.metadata) > METADATA_KEYS or len({key.lower() for key in self.metadata}) < len(
            self.metadata
        ):
            raise PaymentNotWellFormedError(f"metadata has at most {METADATA_KEYS} different keys")
        for key, value in self.metadata.items():
            _check_text("metadata key", key, METADATA_KEY_LENGTH)
            if isinstance(value, str) and value:
                _check_text(f"metadata {key}", value, METADATA_VALUE_LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment as Pay last told it. Nothing of the card is kept."""

    id: str
    state: PayState
    finished: bool
    amount: Money
    reference: str
    provider_created_at: str
    code: str = ""
    message: str = ""
    next_url: str | None = None
    can_cancel: bool = False
    refundable: Refundable = Refundable.PENDING
    refund_available: Money = NOTHING
    captured_on: date | None = None
    settled_on: date | None = None
    metadata: Mapping[str, MetadataValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money on its way back to a payer, as Pay last told it."""

    id: str
    state: RefundState
    amount: Money
    provider_created_at: str


class PayGateway(Protocol):
    """The five things we ask of Pay. Call them outside any transaction (architecture, 7)."""

    def create(self, payment: CreatePayment) -> Payment:
        """Return a new payment, or the first one when the same key and facts came before."""

    def get(self, payment_id: str) -> Payment:
        """Return the payment as it stands now; the only answer to act on."""

    def cancel(self, payment_id: str) -> None:
        """Stop a payment nobody has finished; refused once it has."""

    def refund(self, payment_id: str, amount: Money, available: Money) -> Refund:
        """Send money back. `available` is what we believe is left: if Pay differs it refuses (P0604)."""

    def refunds(self, payment_id: str) -> tuple[Refund, ...]:
        """Return every refund of a payment, oldest first; read it after a refund that got no answer."""


def _check_text(name: str, text: str, longest: int) -> None:
    if not 0 < len(text) <= longest:
        raise PaymentNotWellFormedError(f"{name} has 1 to {longest} characters")
    if FIREWALL_REFUSES & set(text):
        raise PaymentNotWellFormedError(f"{name} holds a character that Pay's firewall refuses")
