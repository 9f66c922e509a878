"""Why a point or its answer is not taken."""

from __future__ import annotations


class ClaimError(Exception):
    """Something about a point must be put right first; the message says what to do."""

    status = 409


class NoSuchClaimError(ClaimError):
    """There is no such point in these representations."""

    status = 404


class AnsweredAlreadyError(ClaimError):
    """This point has its answer: it is given once."""


class NoEvidenceNamedError(ClaimError):
    """An answer names what was looked at: a photograph, a note or a document of this case."""


class OtherCaseEvidenceError(ClaimError):
    """What the answer rests on does not belong to this case."""


class SameAnswerError(ClaimError):
    """Another point was answered in the very same words: each point needs an answer of its own."""
