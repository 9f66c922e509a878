"""The parts of a running stand-in, put together."""

from __future__ import annotations

import json
from threading import Event

from flask import current_app

from parking.payments.gateway.stand_in import shape
from parking.payments.gateway.stand_in.book import Book
from parking.payments.gateway.stand_in.deliveries import Postman
from parking.payments.gateway.stand_in.faults import FaultBoard
from parking.payments.gateway.stand_in.record import WITH_PAYER, KeptPayment, new_pay_id
from parking.payments.gateway.stand_in.settings import StandInSettings

NAME = "pay_stand_in"


class StandIn:
    """A book of payments, a board of faults and a postman; tests take hold of it here."""

    def __init__(self, settings: StandInSettings) -> None:
        self.settings = settings
        self.faults = FaultBoard()
        self.book = Book(settings, self._announce)
        self.postman = Postman(settings, self.book.bring_up_to_date)
        self.closing = Event()

    def start(self) -> None:
        """Begin to deliver webhooks and to let payments expire."""
        self.postman.start()

    def stop(self) -> None:
        """Stop delivering and let go of requests that hang."""
        self.closing.set()
        self.postman.stop()

    def shown(self, kept: KeptPayment) -> shape.Json:
        """Return a payment as the API gives it, with a fresh single-use link while the payer may use one."""
        token = self.book.new_token(kept) if kept.state.status in WITH_PAYER else None
        return shape.payment(kept, self.settings.public_url, token)

    def _announce(self, kept: KeptPayment, event_type: str) -> None:
        message = {
            "webhook_message_id": new_pay_id(),
            "created_date": shape.instant(self.settings.now()),
            "resource_id": kept.payment_id,
            "api_version": 1,
            "resource_type": "payment",
            "event_type": event_type,
            "resource": shape.payment(kept, self.settings.public_url),
        }
        self.postman.post(kept.payment_id, json.dumps(message).encode(), self.faults.of(kept.payment_id))


def stand_in() -> StandIn:
    """Return the stand-in that answers this request."""
    found = current_app.extensions[NAME]
    if not isinstance(found, StandIn):
        raise TypeError(f"{NAME} is not a stand-in")
    return found
