"""The stand-in's book of payments: what may happen to one, one change at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import RLock
from typing import Any

from parking.payments.gateway.protocol import PayState, RefundState
from parking.payments.gateway.stand_in.cards import MockCard, Outcome
from parking.payments.gateway.stand_in.record import (
    WITH_PAYER,
    KeptKey,
    KeptPayment,
    KeptRefund,
    Step,
    new_pay_id,
    recall,
    remember,
)
from parking.payments.gateway.stand_in.refusals import StandInRefusalError, not_found
from parking.payments.gateway.stand_in.settings import StandInSettings
from parking.values.canonical import sha256

WHY = {
    "P0010": (PayState.FAILED, "Payment method rejected"),
    "P0020": (PayState.FAILED, "Payment expired"),
    "P0030": (PayState.FAILED, "Payment was cancelled by the user"),
    "P0040": (PayState.CANCELLED, "Payment was cancelled by the service"),
    "P0050": (PayState.ERROR, "Payment provider returned an error"),
}


class Book:
    """Payments by id and by idempotency key; every change is announced and kept."""

    def __init__(self, settings: StandInSettings, announce: Callable[[KeptPayment, str], None]) -> None:
        self._settings, self._announce = settings, announce
        self._lock = RLock()
        self._memory = recall(settings.kept_in)

    def create(self, body: Mapping[str, Any], digest: str, key: str | None) -> tuple[KeptPayment, bool]:
        """Return a payment and whether it is new: the same key and body give the first one again."""
        with self._change():
            now = self._settings.now()
            kept = self._memory.keys.get(key) if key else None
            if kept and now - kept.at < self._settings.keys_kept_for:
                if kept.digest != digest:
                    why = "The Idempotency-Key was used for another payment"
                    raise StandInRefusalError(409, "P0191", why, header="Idempotency-Key")
                return self._memory.payments[kept.payment_id], False
            fields = {name: body[name] for name in KeptPayment.model_fields if body.get(name) is not None}
            fields |= {"payment_id": new_pay_id(), "steps": [Step(status=PayState.CREATED, at=now)]}
            payment = KeptPayment.model_validate(fields)
            self._memory.payments[payment.payment_id] = payment
            if key:
                self._memory.keys[key] = KeptKey(payment_id=payment.payment_id, digest=digest, at=now)
            return payment, True

    def get(self, payment_id: str, code: str = "P0200") -> KeptPayment:
        """Return a payment as it stands now; the code is the endpoint's own for an unknown one."""
        with self._lock:
            if payment_id not in self._memory.payments:
                raise not_found(code)
            self.bring_up_to_date()
            return self._memory.payments[payment_id]

    def all(self) -> list[KeptPayment]:
        """Return every payment, oldest first."""
        with self._lock:
            return sorted(self._memory.payments.values(), key=lambda one: one.steps[0].at)

    def new_token(self, payment: KeptPayment) -> str:
        """Return a fresh single-use token for the hosted page."""
        with self._change():
            token = secrets.token_urlsafe(24)
            payment.tokens[sha256(token.encode())] = False
            return token

    def use_token(self, token: str, visitor: str | None) -> KeptPayment | None:
        """Return the payment of a token on its first use, or to the visitor who used it first."""
        with self._change():
            self.bring_up_to_date()
            digest = sha256(token.encode())
            payment = next((one for one in self._memory.payments.values() if digest in one.tokens), None)
            if payment is None or (payment.tokens[digest] and not is_visitor(payment, visitor)):
                return None
            payment.tokens[digest] = True
            payment.visitor = visitor or secrets.token_urlsafe(24)  # one browser may hold several payments
            if payment.state.status is PayState.CREATED:
                self._step(payment, PayState.STARTED)
                self._announce(payment, "card_payment_started")
            return payment

    def pay(self, payment: KeptPayment, card: MockCard, settle_seconds: float = 0) -> None:
        """Put a payment through with a card; a second try finds it finished and does nothing."""
        with self._change():
            if payment.state.status not in WITH_PAYER:
                return
            payment.brand, payment.kind, payment.last_digits = card.brand, card.kind, card.number[-4:]
            self._step(payment, PayState.SUBMITTED)
            if card.outcome is not Outcome.ACCEPTED:
                self._end(payment, "P0050" if card.outcome is Outcome.BROKEN else "P0010")
            else:
                payment.settles_at = self._settings.now() + timedelta(seconds=settle_seconds)
                self.bring_up_to_date()

    def payer_cancels(self, payment: KeptPayment) -> None:
        """End a payment because the payer said so; too late changes nothing."""
        with self._change():
            if payment.state.status in WITH_PAYER:
                self._end(payment, "P0030")

    def service_cancels(self, payment_id: str) -> None:
        """End a payment because the service said so, while it may."""
        with self._change():
            payment = self.get(payment_id, "P0500")
            if payment.is_finished:
                raise StandInRefusalError(400, "P0501", "Cancellation of payment failed")
            if payment.state.status is PayState.SUBMITTED:
                raise StandInRefusalError(409, "P0502", "Cancellation of payment failed: it is submitted")
            self._end(payment, "P0040", event=None)

    def refund(self, payment_id: str, amount: int, available: int | None) -> KeptRefund:
        """Return a new refund, taken only if both sides agree on what is left."""
        with self._change():
            payment = self.get(payment_id, "P0600")
            left = payment.amount - payment.refunded
            if payment.state.status is not PayState.SUCCESS or left == 0:
                raise StandInRefusalError(400, "P0603", "The payment is not available for refund")
            if available is not None and available != left:
                raise StandInRefusalError(412, "P0604", "Refund amount available mismatch")
            if amount > left:
                raise StandInRefusalError(400, "P0603", "The payment is not available for refund")
            taken = KeptRefund(
                refund_id=new_pay_id(), amount=amount, status=RefundState.SUBMITTED, at=self._settings.now()
            )
            payment.refunds.append(taken.model_copy(update={"status": RefundState.SUCCESS}))
            self._announce(payment, "card_payment_refunded")
            return taken

    def expire(self, payment_id: str) -> None:
        """Let a payment's time run out at once."""
        with self._change():
            payment = self.get(payment_id)
            if payment.state.status in WITH_PAYER:
                self._end(payment, "P0020", event="card_payment_expired")

    def bring_up_to_date(self) -> None:
        """Settle what is due to settle and expire what nobody finished in time."""
        with self._lock:
            now, changed = self._settings.now(), False
            for payment in self._memory.payments.values():
                status = payment.state.status
                if status is PayState.SUBMITTED and payment.settles_at and payment.settles_at <= now:
                    self._step(payment, PayState.SUCCESS)
                    self._announce(payment, "card_payment_succeeded")
                    self._announce(payment, "card_payment_captured")
                elif status in WITH_PAYER and now - payment.steps[0].at >= self._settings.expires_after:
                    self._end(payment, "P0020", event="card_payment_expired")
                else:
                    continue
                changed = True
            if changed:
                remember(self._memory, self._settings.kept_in)

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._lock:
            yield
            remember(self._memory, self._settings.kept_in)

    def _end(self, payment: KeptPayment, code: str, event: str | None = "card_payment_failed") -> None:
        status, message = WHY[code]
        self._step(payment, status, code, message)
        if event:
            self._announce(payment, event)

    def _step(
        self, payment: KeptPayment, status: PayState, code: str | None = None, message: str | None = None
    ) -> None:
        payment.steps.append(Step(status=status, at=self._settings.now(), code=code, message=message))


def is_visitor(payment: KeptPayment, visitor: str | None) -> bool:
    """Tell whether a browser is the one that holds the payment's page."""
    return (
        payment.visitor is not None
        and visitor is not None
        and secrets.compare_digest(payment.visitor, visitor)
    )
