"""Why a challenge can't be recorded or answered; each says what to do."""

from __future__ import annotations


class ChallengeError(Exception):
    """Something about a challenge must be put right first."""

    status = 409


class NoSuchChallengeError(ChallengeError):
    """There is no such challenge, or it was dealt with a moment ago."""

    status = 404


class AnsweredError(ChallengeError):
    """This challenge has an answer that waits for the post already."""


class NotReceivedYetError(ChallengeError):
    """A challenge can't be recorded for a day that has not come."""
