"""A GOV.UK Pay that lives in the test's own process and does what the test says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parking.payments.gateway.errors import PayConflictError, PayError, PayRefusedError
from parking.payments.gateway.protocol import (
    CreatePayment,
    Payment,
    PayState,
    Refund,
    Refundable,
    RefundState,
)
from parking.values import clock
from parking.values.money import Money

BEFORE_PAYER_IS_DONE = frozenset({PayState.CREATED, PayState.STARTED, PayState.CAPTURABLE})


@dataclass(frozen=True, slots=True)
class ScriptedFailure:
    """An error to raise instead of the next answer, before or after the thing itself was done."""

    error: PayError
    already_done: bool


class FakePay:
    """Payments in a dictionary. A test plays the payer with `payer_pays` and its like."""

    def __init__(self) -> None:
        self.asked: list[CreatePayment] = []
        self.payments: dict[str, Payment] = {}
        self._by_key: dict[str, tuple[CreatePayment, str]] = {}
        self._refunds: dict[str, list[Refund]] = {}
        self._failures: list[ScriptedFailure] = []

    def fail_next(self, error: PayError, *, already_done: bool = False) -> None:
        """Raise this at the next call; several wait in line."""
        self._failures.append(ScriptedFailure(error, already_done))

    def payer_pays(self, payment_id: str, *, captured: datetime | None = None) -> Payment:
        """Let the payer's card be accepted and the money be taken."""
        held = self.payments[payment_id]
        taken_on = clock.utc(captured or clock.now()).date()
        return self._end(
            replace(
                held,
                refundable=Refundable.AVAILABLE,
                refund_available=held.amount,
                captured_on=taken_on,
            ),
            PayState.SUCCESS,
        )

    def payer_submits(self, payment_id: str) -> Payment:
        """Let the payer give a card, the outcome not yet known."""
        held = self.payments[payment_id]
        self.payments[payment_id] = replace(held, state=PayState.SUBMITTED, next_url=None, can_cancel=False)
        return self.payments[payment_id]

    def payer_cancels(self, payment_id: str) -> Payment:
        """Let the payer choose to cancel on the hosted page."""
        return self._fail(payment_id, PayState.FAILED, "P0030", "Payment was cancelled by the user")

    def card_is_declined(self, payment_id: str) -> Payment:
        """Let the bank say no."""
        return self._fail(payment_id, PayState.FAILED, "P0010", "Payment method rejected")

    def time_runs_out(self, payment_id: str) -> Payment:
        """Let nobody pay in time."""
        return self._fail(payment_id, PayState.FAILED, "P0020", "Payment expired")

    def provider_breaks(self, payment_id: str) -> Payment:
        """Let the card company answer with an error."""
        return self._fail(payment_id, PayState.ERROR, "P0050", "Payment provider returned an error")

    def create(self, payment: CreatePayment) -> Payment:
        """Return a new payment, or the first one when the same key and facts came before."""
        self.asked.append(payment)
        failure = self._take_failure()
        made = self._create(payment)
        if failure:
            raise failure.error
        return made

    def get(self, payment_id: str) -> Payment:
        """Return the payment as it stands now."""
        failure = self._take_failure()
        if failure:
            raise failure.error
        if payment_id not in self.payments:
            raise PayRefusedError("P0200", "Not found")
        return self.payments[payment_id]

    def cancel(self, payment_id: str) -> None:
        """Stop a payment nobody has finished."""
        failure = self._take_failure()
        if payment_id not in self.payments:
            raise PayRefusedError("P0500", "Not found")
        if self.payments[payment_id].state not in BEFORE_PAYER_IS_DONE:
            raise PayRefusedError("P0501", "Cancellation of payment failed")
        self._fail(payment_id, PayState.CANCELLED, "P0040", "Payment was cancelled by the service")
        if failure:
            raise failure.error

    def refund(self, payment_id: str, amount: Money, available: Money) -> Refund:
        """Send money back, if both sides agree on what is left."""
        failure = self._take_failure()
        held = self.payments.get(payment_id)
        if held is None:
            raise PayRefusedError("P0600", "Not found")
        if held.refundable is not Refundable.AVAILABLE or amount > held.refund_available:
            raise PayRefusedError("P0603", "The payment is not available for refund")
        if available != held.refund_available:
            raise PayRefusedError("P0604", "Refund amount available mismatch")
        made = Refund(
            id=f"refund{len(self._refunds.get(payment_id, [])):020}",
            state=RefundState.SUCCESS,
            amount=amount,
            provider_created_at=clock.stamp(clock.now()),
        )
        self._refunds.setdefault(payment_id, []).append(made)
        left = held.refund_available - amount
        self.payments[payment_id] = replace(
            held, refund_available=left, refundable=Refundable.AVAILABLE if left else Refundable.FULL
        )
        if failure:
            raise failure.error
        return replace(made, state=RefundState.SUBMITTED)

    def refunds(self, payment_id: str) -> tuple[Refund, ...]:
        """Return every refund of a payment, oldest first."""
        failure = self._take_failure()
        if failure:
            raise failure.error
        return tuple(self._refunds.get(payment_id, []))

    def _create(self, payment: CreatePayment) -> Payment:
        if payment.idempotency_key in self._by_key:
            first, payment_id = self._by_key[payment.idempotency_key]
            if first != payment:
                raise PayConflictError("another payment has this key")
            return self.payments[payment_id]
        made = Payment(
            id=f"fake{len(self.payments):022}",
            state=PayState.CREATED,
            finished=False,
            amount=payment.amount,
            reference=payment.reference,
            provider_created_at=clock.stamp(clock.now()),
            next_url=f"http://127.0.0.1/secure/{len(self.payments)}",
            can_cancel=True,
            metadata=dict(payment.metadata),
        )
        self.payments[made.id] = made
        self._by_key[payment.idempotency_key] = (payment, made.id)
        return made

    def _take_failure(self) -> ScriptedFailure | None:
        if not self._failures:
            return None
        failure = self._failures.pop(0)
        if not failure.already_done:
            raise failure.error
        return failure

    def _fail(self, payment_id: str, state: PayState, code: str, message: str) -> Payment:
        held = self.payments[payment_id]
        ended = replace(held, code=code, message=message, refundable=Refundable.UNAVAILABLE)
        return self._end(ended, state)

    def _end(self, held: Payment, state: PayState) -> Payment:
        ended = replace(held, state=state, finished=True, next_url=None, can_cancel=False)
        self.payments[held.id] = ended
        return ended
