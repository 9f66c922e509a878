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


class NoSuchReceiptError(PaymentError):
    """There is no such receipt, or it was dealt with a moment ago."""

    status = 404


class NotReceivedYetError(PaymentError):
    """Money can't be recorded for a day that has not come."""


class NoSuchMoneyError(PaymentError):
    """This case has no such money, or somebody dealt with it a moment ago."""

    status = 404


class NoSuchRefundError(PaymentError):
    """There is no such refund, or it was dealt with a moment ago."""

    status = 404


class RefundAskedAlreadyError(PaymentError):
    """A refund of this case waits for a second person already."""


class RefundChangedError(PaymentError):
    """What is due back has changed since this refund was asked for: decline it and ask again."""


class SecondPersonError(PaymentError):
    """Somebody else has to agree: nobody agrees to their own refund."""

    status = 403
