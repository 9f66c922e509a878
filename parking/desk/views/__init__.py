"""Pages of the back office, one file a part of the work."""

from __future__ import annotations

from parking.desk.views import (
    appeals,
    cases,
    files,
    filters,
    holds,
    landing,
    places,
    print_room,
    quarantine,
    search,
    tribunal,
)
from parking.desk.views.room import pages

__all__ = [
    "appeals",
    "cases",
    "files",
    "filters",
    "holds",
    "landing",
    "pages",
    "places",
    "print_room",
    "quarantine",
    "search",
    "tribunal",
]
