"""Why a place can't be found or read."""

from __future__ import annotations


class NoSuchPlaceError(LookupError):
    """This authority has no such place."""

    status = 404


class UnreadableSheetError(ValueError):
    """A sheet of a place can't be read; the message names the cell and what it should hold."""

    status = 422
