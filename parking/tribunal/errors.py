"""Why something about an appeal can't be done."""

from __future__ import annotations


class TribunalError(Exception):
    """Something about an appeal must be put right first."""

    status = 409


class NoSuchAppealError(TribunalError):
    """There is no such appeal on this case."""

    status = 404


class NoSuchMessageError(TribunalError):
    """There is no such message from the tribunal."""

    status = 404


class AlreadySettledError(TribunalError):
    """Somebody dealt with this message already."""


class NothingToPostToError(TribunalError):
    """Nobody is named as liable, so there is nobody to write to."""


class OnItsWayError(TribunalError):
    """The same thing waits to be sent to the tribunal already."""


class DoesNotFitError(TribunalError):
    """A message from the tribunal can't be acted on; a person looks at it."""

    def __init__(self, why: str, says: str, *, holds: bool = False) -> None:
        super().__init__(says)
        self.why, self.says, self.holds = why, says, holds
