"""Pages of the back office, one file a part of the work."""

from __future__ import annotations

from parking.desk.views import (
    addresses,
    cases,
    challenges,
    closings,
    enforcement,
    enforcement_lists,
    files,
    filters,
    holds,
    landing,
    liability,
    money,
    places,
    print_room,
    quarantine,
    recovery,
    recovery_batches,
    representation_list,
    representations,
    search,
    steps,
)
from parking.desk.views.room import pages

__all__ = [
    "addresses",
    "cases",
    "challenges",
    "closings",
    "enforcement",
    "enforcement_lists",
    "files",
    "filters",
    "holds",
    "landing",
    "liability",
    "money",
    "pages",
    "places",
    "print_room",
    "quarantine",
    "recovery",
    "recovery_batches",
    "representation_list",
    "representations",
    "search",
    "steps",
]
