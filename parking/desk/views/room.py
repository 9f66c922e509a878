"""The blueprint that every page of this room belongs to, and who is at the screen."""

from __future__ import annotations

from flask import Blueprint

from parking.cases.doors import staff
from parking.cases.record import By

pages = Blueprint("desk", __name__)


def at_the_desk() -> By:
    """Return the member of staff at the screen, acting through this room."""
    return staff("desk")
