"""The keeper register this application asks, chosen by the wiring."""

from __future__ import annotations

from flask import current_app

from parking.keepers.gateway import KeeperRegister

EXTENSION = "parking.keepers"


def keeper_register() -> KeeperRegister:
    """Return the register: a stand-in until a real link is configured."""
    found: KeeperRegister = current_app.extensions[EXTENSION]
    return found
