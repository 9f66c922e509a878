"""Why a person may not end this case; each refusal has a name and says what to do."""

from __future__ import annotations


class ClosingError(Exception):
    """Something stands in the way of ending or re-opening a case."""

    status = 409


class NoSuchReasonError(ClosingError):
    """That reason can't be given for this decision."""


class InterestedError(ClosingError):
    """Somebody who has an interest in a case can't decide it."""

    status = 403


class IssuedByYouError(InterestedError):
    """You issued this PCN, so somebody else has to decide it."""


class YourVehicleError(InterestedError):
    """You declared this vehicle as yours, a relative's or a friend's, so somebody else has to decide it."""


class ColleagueVehicleError(InterestedError):
    """A colleague declared this vehicle as theirs, so somebody outside the team has to decide."""


class SecondPersonError(ClosingError):
    """You took this decision, so somebody else has to look at it again."""

    status = 403


class LookedAtError(ClosingError):
    """Somebody has looked at this decision already."""


class NoSuchDecisionError(ClosingError):
    """There is no such decision, or it needs no second look."""

    status = 404


class NoSuchInterestError(ClosingError):
    """You have declared no such interest."""

    status = 404
