"""Why a place can't be found or read."""

from __future__ import annotations


class NoSuchPlaceError(LookupError):
    """This authority has no such place."""

    status = 404


class NoSuchOrderError(LookupError):
    """This authority has no such order."""

    status = 404


class RestrictionInUseError(RuntimeError):
    """PCNs stand on this row of an order: it can't be taken away under them."""

    status = 409


class UnreadableSheetError(ValueError):
    """A sheet of a place can't be read; the message names the cell and what it should hold."""

    status = 422
