"""Who sent this request: the device, and the officer who carries it."""

from __future__ import annotations

from parking.patrol.actions.taking_in import Sender
from parking.people.devices import current_carrier


def sender() -> Sender:
    """Return the officer and device of this request."""
    carrier = current_carrier()
    return Sender(carrier.officer_id, carrier.device_id)
