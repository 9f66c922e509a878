"""Pages of the back office, one file a part of the work."""

from __future__ import annotations

from parking.desk.views import (
    addresses,
    cases,
    files,
    filters,
    holds,
    landing,
    liability,
    places,
    print_room,
    quarantine,
    representation_list,
    representations,
    search,
)
from parking.desk.views.room import pages

__all__ = [
    "addresses",
    "cases",
    "files",
    "filters",
    "holds",
    "landing",
    "liability",
    "pages",
    "places",
    "print_room",
    "quarantine",
    "representation_list",
    "representations",
    "search",
]
