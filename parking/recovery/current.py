"""The court each authority writes to, chosen by the wiring."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from parking.authorities.queries import Council
from parking.recovery.court.gateway import Court

EXTENSION = "parking.court"
CourtOf = Callable[[Council], Court]


def courts() -> CourtOf:
    """Return what gives each authority its own exchange with the court; batches number from one in each."""
    found: CourtOf = current_app.extensions[EXTENSION]
    return found


def court_of(council: Council) -> Court:
    """Return the court as one authority reaches it."""
    return courts()(council)
