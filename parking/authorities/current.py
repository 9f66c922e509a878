"""Which authority a request is for: decided by its host name, before anything else is read."""

from __future__ import annotations

from flask import Flask, g, request

from parking.authorities.queries import Council, Letterhead, council_at
from parking.store.session import before_the_wall, wall_off
from parking.values import clock


def init_hosts(app: Flask) -> None:
    """Bind every request to the authority its host name belongs to, and wall the others off."""

    @app.before_request
    def find_authority() -> None:
        host = request.host.rpartition(":")[0] or request.host
        with before_the_wall() as session:
            g.council = council_at(session, host=host)
        wall_off(current_council().id)


def current_council() -> Council:
    """Return the authority this request is for."""
    found: Council = g.council
    return found


def current_letterhead() -> Letterhead:
    """Return the letterhead of today."""
    return current_council().letterhead(clock.today())
