"""What goes wrong on purpose: for every payment, or for one, and for how many requests."""

from __future__ import annotations

from enum import StrEnum
from threading import Lock

from pydantic import BaseModel, ConfigDict, Field


class Answer(StrEnum):
    """How the API answers."""

    NORMAL = "normal"
    ERROR_BEFORE = "error_before"  # 500, nothing done
    ERROR_AFTER = "error_after"  # done, then 500
    HANG = "hang"  # nothing done, no answer for `seconds`, then 500
    LATE = "late"  # done, answered after `seconds`
    THROTTLED = "throttled"  # 429, nothing done
    GARBLED = "garbled"  # done, answered with something that is not JSON
    DOWN = "down"  # 503 P0999, nothing done


class Post(StrEnum):
    """How webhooks are delivered."""

    NORMAL = "normal"
    LOST = "lost"
    DOUBLED = "doubled"
    DELAYED = "delayed"  # each waits `webhook_seconds`
    REORDERED = "reordered"  # each waits `webhook_seconds`, then the newest goes first
    FORGED = "forged"  # signed with another secret


class Faults(BaseModel):
    """One set of faults; `times` counts down as the API answers wrongly, then it answers normally again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: Answer = Answer.NORMAL
    seconds: float = Field(default=0, ge=0, le=600)
    times: int | None = Field(default=None, ge=1)
    webhooks: Post = Post.NORMAL
    webhook_seconds: float = Field(default=0, ge=0, le=600)
    settle_seconds: float = Field(
        default=0, ge=0, le=600, description="how long an accepted card is submitted"
    )


class FaultBoard:
    """Which faults are switched on; a payment's own go before the common ones."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._common = Faults()
        self._own: dict[str, Faults] = {}

    def switch(self, faults: Faults, payment_id: str | None = None) -> None:
        """Switch faults on for one payment, or for all; `Faults()` switches them off."""
        with self._lock:
            if payment_id is None:
                self._common = faults
            else:
                self._own[payment_id] = faults

    def clear(self) -> None:
        """Switch every fault off."""
        with self._lock:
            self._common = Faults()
            self._own.clear()

    def of(self, payment_id: str | None) -> Faults:
        """Return the faults that hold for a payment, without using any up."""
        with self._lock:
            return self._own.get(payment_id or "", self._common)

    def for_request(self, payment_id: str | None) -> Faults:
        """Return the faults for this request to the API and count it."""
        with self._lock:
            mine = payment_id is not None and payment_id in self._own
            faults = self._own[payment_id] if mine and payment_id is not None else self._common
            if faults.answer is Answer.NORMAL or faults.times is None:
                return faults
            if faults.times > 1:
                rest = faults.model_copy(update={"times": faults.times - 1})
            else:
                rest = faults.model_copy(update={"times": None, "answer": Answer.NORMAL})
            if mine and payment_id is not None:
                self._own[payment_id] = rest
            else:
                self._common = rest
            return faults
