"""Where the person at the screen may go: only what their permissions open."""

from __future__ import annotations

from flask import request

from parking.people.permissions import Permission
from parking.people.sign_in import is_signed_in, permissions_held
from parking.web.pages import NavigationItem

PLACES: tuple[tuple[str, str, Permission], ...] = (
    ("Find a case", "/desk/search", Permission.SEARCH),
    ("Challenges", "/desk/challenges", Permission.DECIDE_CASE),
    ("Holds", "/desk/holds", Permission.HOLD_CASE),
    ("Supervisor", "/desk/supervisor", Permission.SUPERVISE),
    ("Money", "/desk/money", Permission.HANDLE_MONEY),
    ("Endings", "/desk/closings", Permission.LOOK_AGAIN),
    ("Failed checks", "/desk/quarantine", Permission.REVIEW_QUARANTINE),
    ("Representations", "/desk/representations", Permission.DECIDE_CASE),
    ("Recovery", "/desk/recovery", Permission.SEE_RECOVERY),
    ("Court", "/desk/court", Permission.SEE_RECOVERY),
    ("Warrants", "/desk/warrants", Permission.SEE_RECOVERY),
    ("Agents", "/desk/agents", Permission.SEE_RECOVERY),
    ("Tribunal", "/desk/tribunal", Permission.DECIDE_CASE),
    ("By post", "/desk/postal", Permission.SEE_CASE),
    ("Print room", "/desk/print", Permission.PRINT),
    ("Record a PCN", "/patrol/record", Permission.RECORD_PCN),
    ("Places", "/desk/places", Permission.SEE_PLACES),
    ("Figures", "/statistics", Permission.SEE_FIGURES),
)


def navigation() -> tuple[NavigationItem, ...]:
    """Return the primary navigation of the signed-in person."""
    if not is_signed_in():
        return ()
    held = permissions_held()
    return tuple(
        NavigationItem(text, href, current=request.path.startswith(href))
        for text, href, permission in PLACES
        if permission in held
    )
