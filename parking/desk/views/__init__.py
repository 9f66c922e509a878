"""Pages of the back office, one file a part of the work."""

from __future__ import annotations

from parking.desk.views import (
    cases,
    files,
    filters,
    holds,
    landing,
    places,
    print_room,
    quarantine,
    recovery,
    recovery_batches,
    search,
)
from parking.desk.views.room import pages

__all__ = [
    "cases",
    "files",
    "filters",
    "holds",
    "landing",
    "pages",
    "places",
    "print_room",
    "quarantine",
    "recovery",
    "recovery_batches",
    "search",
]
