"""Why an address or a day of service is not taken as given."""

from __future__ import annotations


class KeeperError(Exception):
    """Something must be put right first; the message says what to do."""

    status = 409


class NotServedError(KeeperError):
    """A paper that was not served has no day of service to correct."""


class LaterPaperStandsError(KeeperError):
    """What was built on a paper's service is taken back first, the last of it first."""


class ServedInTheFutureError(KeeperError):
    """Nothing came on a day that is still ahead."""


class OtherEvidenceError(KeeperError):
    """What was named as evidence does not belong to this case."""
