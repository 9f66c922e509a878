"""Why a payment can't begin; each says what is so and what to do."""

from __future__ import annotations


class PaymentError(Exception):
    """Something about paying that its door must answer for."""

    status = 409


class NothingOwedError(PaymentError):
    """Nothing is owed on this case today."""


class PaymentHeldError(PaymentError):
    """The case is being looked at by a person: money is not asked for meanwhile."""


class NoSuchPaymentError(PaymentError):
    """There is no such payment."""

    status = 404


class UnknownPurposeError(PaymentError):
    """No room has said what a settled payment of this purpose does."""

    status = 500
