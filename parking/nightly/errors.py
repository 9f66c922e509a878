"""Why a night's work can't be done."""

from __future__ import annotations


class NightlyError(Exception):
    """The night's work was not begun; the message says why."""


class FutureNightError(NightlyError):
    """A day that has not come: its steps would be taken early."""
