"""Why something can't be asked of the court; each says what to do instead."""

from __future__ import annotations


class RecoveryError(Exception):
    """Something stands in the way of what was asked."""

    status = 409


class NoSuchBatchError(RecoveryError):
    """There is no such batch."""

    status = 404


class NoSuchReplyError(RecoveryError):
    """There is no such answer of the court."""

    status = 404


class NothingToComposeError(RecoveryError):
    """No case may go to the court today. The list says which wait, and for what."""


class BatchNotOpenError(RecoveryError):
    """This batch was certified, sent or discarded already: what it holds can't be changed."""


class BatchChangedError(RecoveryError):
    """The batch is not the one you looked at: look at it again, then certify it."""


class BatchEmptyError(RecoveryError):
    """Nothing is left in this batch. Discard it."""


class SomebodyElseComposedError(RecoveryError):
    """Somebody else made a batch of these cases in the same moment. Look at the list again."""


class BatchNotSentError(RecoveryError):
    """This batch is not at the court, so it can be neither sent again nor given up."""
