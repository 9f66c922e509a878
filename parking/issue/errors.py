"""Why a PCN could not be issued or taken in; each says what to do."""

from __future__ import annotations

from parking.law.reasons import Reason


class IssueError(Exception):
    """Something stands in the way of a PCN."""

    status = 409


class NotIssuedError(IssueError):
    """The checks before a number is used refused; no number was used and nothing was recorded."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class NumberTakenError(IssueError):
    """The number stands on another case already: what was sent is kept whole, for a person."""


class OtherNumberError(IssueError):
    """Something was issued under this reference before, with another number: a person must look."""


class SeriesFullError(IssueError):
    """Every number of the series is used: a manager must open another series."""


class NoSeriesError(IssueError):
    """The authority has no number series yet."""


class NumberNotYoursError(IssueError):
    """The number is not in a block of this device."""
