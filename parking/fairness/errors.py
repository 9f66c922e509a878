"""Why a hold, an arrangement or an adjustment can't be kept; each says what to do instead."""

from __future__ import annotations


class FairnessError(Exception):
    """Something stands in the way of what was asked for a person."""

    status = 409


class FactMissingError(FairnessError):
    """A fact this hold stands on is missing or does not fit it."""


class BreathingSpaceOverError(FairnessError):
    """This breathing space is over already, so there is nothing to hold."""


class NotTheirCaseError(FairnessError):
    """A case was picked that is not among those found for this person."""


class NoCrisisError(FairnessError):
    """No breathing space for treatment stands on this case."""


class InstalmentsDoNotAddUpError(FairnessError):
    """The instalments come to something else than what is owed."""


class ArrangementRunsError(FairnessError):
    """An arrangement to pay runs in this case already: release its hold before you agree another."""


class NobodyKnownError(FairnessError):
    """Nobody is known to be liable in this case yet, so there is nobody to note this for."""


class NobodyDiedError(FairnessError):
    """Nobody told us that this person has died: hold the case for that first."""


class NoSuchAdjustmentError(FairnessError):
    """There is no such adjustment for this person."""

    status = 404


class CountAgreesError(FairnessError):
    """The count you entered is the count of the run, so there is no difference to record."""


class RunDiffersAlreadyError(FairnessError):
    """The count of this run is being looked at already."""


class RunNotInDoubtError(FairnessError):
    """Nobody recorded a difference in this run, or it was explained a moment ago."""
