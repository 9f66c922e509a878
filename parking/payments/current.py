"""The payment service this application talks to, chosen by the wiring."""

from __future__ import annotations

from flask import current_app

from parking.payments.gateway.protocol import PayGateway

EXTENSION = "parking.pay"


def pay_gateway() -> PayGateway:
    """Return the gateway: the real one, its local stand-in over HTTP, or a fake in tests."""
    found: PayGateway = current_app.extensions[EXTENSION]
    return found
