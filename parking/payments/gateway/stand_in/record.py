"""What the stand-in remembers of a payment, and its file when it has one."""

from __future__ import annotations

import secrets
import string
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from parking.payments.gateway.protocol import PayState, Refundable, RefundState

LETTERS = string.ascii_lowercase + string.digits
FINAL = frozenset({PayState.SUCCESS, PayState.FAILED, PayState.CANCELLED, PayState.ERROR})
WITH_PAYER = frozenset({PayState.CREATED, PayState.STARTED})


def new_pay_id() -> str:
    """Return an id in the form of Pay's: 26 small letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(26))


class Step(BaseModel):
    """A state a payment came to, why, and when."""

    status: PayState
    at: datetime
    code: str | None = None
    message: str | None = None


class KeptRefund(BaseModel):
    """A refund of a payment."""

    refund_id: str
    amount: int
    status: RefundState
    at: datetime


class KeptPayment(BaseModel):
    """A payment with its whole life; of the card only what Pay itself would tell."""

    payment_id: str
    amount: int
    reference: str
    description: str
    return_url: str
    language: str = "en"
    email: str | None = None
    moto: bool = False
    metadata: dict[str, Any] = Field(default_factory=dict)
    steps: list[Step]
    refunds: list[KeptRefund] = Field(default_factory=list)
    tokens: dict[str, bool] = Field(default_factory=dict)  # token: has it been used?
    visitor: str | None = None
    brand: str | None = None
    kind: str | None = None
    last_digits: str | None = None
    settles_at: datetime | None = None

    @property
    def state(self) -> Step:
        """Return the step the payment stands at."""
        return self.steps[-1]

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more can happen to the payment but a refund."""
        return self.state.status in FINAL

    @property
    def refunded(self) -> int:
        """Return the pence sent back or on their way."""
        return sum(one.amount for one in self.refunds if one.status is not RefundState.ERROR)

    @property
    def refundable(self) -> Refundable:
        """Return whether a refund would be taken."""
        if self.state.status is PayState.SUCCESS:
            return Refundable.FULL if self.refunded >= self.amount else Refundable.AVAILABLE
        return Refundable.UNAVAILABLE if self.is_finished else Refundable.PENDING


class KeptKey(BaseModel):
    """An idempotency key, what was asked under it, and when."""

    payment_id: str
    digest: str
    at: datetime


class Memory(BaseModel):
    """Everything the stand-in knows."""

    payments: dict[str, KeptPayment] = Field(default_factory=dict)
    keys: dict[str, KeptKey] = Field(default_factory=dict)


def recall(path: Path | None) -> Memory:
    """Return what was remembered in a file, or nothing."""
    if path is None or not path.exists():
        return Memory()
    return Memory.model_validate_json(path.read_bytes())


def remember(memory: Memory, path: Path | None) -> None:
    """Write everything to the file, all or nothing: a stop in the middle leaves the old file."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(memory.model_dump_json(), encoding="utf-8")
    beside.replace(path)
