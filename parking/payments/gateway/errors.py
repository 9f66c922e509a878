"""What can go wrong with GOV.UK Pay, and what the caller should then do."""

from __future__ import annotations

from typing import ClassVar


class PayError(Exception):
    """Anything that kept us from an answer of Pay; `status` is what a door says to its own caller."""

    status: ClassVar[int] = 502


class PaymentNotWellFormedError(PayError):
    """We would have sent what Pay refuses. Mend the code or the text that made it; nothing was sent."""

    status = 500


class PayUnavailableError(PayError):
    """No answer, or a 5xx: Pay may or may not have acted.

    Keep the intent. Send a create again with the same key within 24 hours. Re-read the payment
    before you send a cancel or a refund again.
    """

    status = 503


class PayThrottledError(PayError):
    """Too many requests in a second (429): nothing was done. Wait a second or more, then send it again."""

    status = 503


class PayRefusedError(PayError):
    """Pay understood and said no. Don't send the same again; `code` says what to mend.

    P0604: the sum left to refund has changed, re-read the payment. P0501 or P0502: too late to
    cancel, re-read it. P0200: no such payment. `HTTP 401`: the key is wrong, tell the people who
    keep the service. `description` is for developers, never for a motorist.
    """

    def __init__(self, code: str, description: str, *, field: str = "") -> None:
        super().__init__(f"GOV.UK Pay refused with {code}" + (f" at {field}" if field else ""))
        self.code, self.description, self.field = code, description, field


class PayConflictError(PayError):
    """The idempotency key was used for another payment (409 P0191).

    Two intents share a key, so one is wrong: hold both for a person. Never make a new key and retry.
    """

    status = 409


class PayAnswerUnreadableError(PayError):
    """An answer that is not what Pay promises. Treat it as no answer, as for PayUnavailableError."""
