"""A handheld's sign-in: its own bearer token with every request, checked against its hash."""

from __future__ import annotations

from flask import g, request

from parking.authorities.current import current_council
from parking.people.queries import Carrier, carrier_of
from parking.store.base import db

_SCHEME = "Bearer "


def is_device() -> bool:
    """Whether the request carries the token of a device of this authority that may speak now."""
    given = request.headers.get("Authorization", "")
    if not given.startswith(_SCHEME):
        return False
    g.carrier = carrier_of(db.session(), authority=current_council().id, token=given.removeprefix(_SCHEME))
    return g.carrier is not None


def current_carrier() -> Carrier:
    """Return the device that sent this request and the officer who carries it."""
    found: Carrier = g.carrier
    return found
