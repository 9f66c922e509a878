"""Where each person begins after signing in."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue

from parking.desk.rules import first_page
from parking.desk.views.room import pages
from parking.people.permissions import Permission
from parking.people.sign_in import roles_held
from parking.web.access import allow


@pages.get("/staff")
@allow(*Permission)
def landing() -> ResponseReturnValue:
    """Send the person at the screen to the first page of their job."""
    return redirect(first_page(roles_held()), 303)
