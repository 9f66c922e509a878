"""Why representations, or a decision on them, are not taken as given."""

from __future__ import annotations


class RepresentationError(Exception):
    """Something must be put right first; the message says what to do."""

    status = 409


class NoSuchRepresentationError(RepresentationError):
    """There are no such representations in this case."""

    status = 404


class ReceivedInTheFutureError(RepresentationError):
    """Nothing is received on a day that has not come."""


class ReceivedBeforeNoticeError(RepresentationError):
    """Nobody answers a notice that was not posted yet."""


class WriterUnknownError(RepresentationError):
    """Somebody other than the person on the notice wrote: their name and address are needed."""


class NoGroundError(RepresentationError):
    """Representations say that a ground applies, or that there are compelling reasons."""


class NotSignedError(RepresentationError):
    """A hirer is liable only on a signed statement of liability and the agreement of that hire."""


class NotOnHireError(RepresentationError):
    """The hire named does not cover the day of the contravention."""


class NotEvidenceError(RepresentationError):
    """What was named as evidence is not a document of this case."""


class SamePersonError(RepresentationError):
    """Liability passes to another person, not to the one who has the notice already."""
