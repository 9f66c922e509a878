"""Pages of the back office, one file a part of the work."""

from __future__ import annotations

from parking.desk.views import (
    cases,
    challenges,
    closings,
    files,
    filters,
    holds,
    landing,
    money,
    places,
    print_room,
    quarantine,
    search,
    steps,
)
from parking.desk.views.room import pages

__all__ = [
    "cases",
    "challenges",
    "closings",
    "files",
    "filters",
    "holds",
    "landing",
    "money",
    "pages",
    "places",
    "print_room",
    "quarantine",
    "search",
    "steps",
]
