"""Why something after the order for recovery can't be done; each says what to do instead."""

from __future__ import annotations


class EnforcementError(Exception):
    """Something stands in the way of what was asked."""

    status = 409


class NoSuchApplicationError(EnforcementError):
    """There is no such application to the court in this case."""

    status = 404


class NoSuchReportError(EnforcementError):
    """There is no such message, or somebody has dealt with it."""

    status = 404


class NothingToRequestError(EnforcementError):
    """None of these cases may go into the batch."""


class NoWarrantKeptError(EnforcementError):
    """The court's own reference of this warrant is not kept: the agent can't act without it."""


class RecordRefusedError(EnforcementError):
    """The court could not take a record of this batch as it is: mend the case first."""
