"""Who acts through a door: made once from the request, handed to the action."""

from __future__ import annotations

from flask_login import current_user

from parking.cases.record import By
from parking.people.devices import current_carrier
from parking.values import clock


def staff(door: str) -> By:
    """Return the member of staff at the screen, now."""
    return By(actor=f"staff:{current_user.id}", door=door, at=clock.now())


def handheld(door: str) -> By:
    """Return the officer whose handheld sent this, now."""
    carrier = current_carrier()
    return By(actor=f"staff:{carrier.officer_id}", door=door, at=clock.now(), device=str(carrier.device_id))


def public(door: str) -> By:
    """Return a member of the public, now."""
    return By(actor="motorist", door=door, at=clock.now())


def system(door: str) -> By:
    """Return the system itself, now."""
    return By(actor="system", door=door, at=clock.now())
