"""Delivers the stand-in's webhooks from a thread of its own: at least once, retried, faults included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread

import requests

from parking.payments.gateway.stand_in.faults import Faults, Post
from parking.payments.gateway.stand_in.settings import StandInSettings
from parking.payments.gateway.webhooks import SIGNATURE_HEADER, signature_of
from parking.values import clock

FORGERS_SECRET = "not the secret of this installation"  # noqa: S105 - the fault is that it's wrong
LOOK_EVERY = 0.5


@dataclass(slots=True)
class Delivery:
    """A message to deliver, when next, and how often it was tried."""

    order: int
    payment_id: str
    body: bytes
    due: float
    faults: Faults
    tries: int = 0

    def turn(self) -> tuple[float, int]:
        """Return what decides whose turn it is: the time, then oldest or newest first."""
        return self.due, -self.order if self.faults.webhooks is Post.REORDERED else self.order


class Postman:
    """A queue of webhooks and the thread that carries them."""

    def __init__(self, settings: StandInSettings, look_around: Callable[[], None]) -> None:
        self._settings, self._look_around = settings, look_around
        self._waiting: list[Delivery] = []
        self._changed = Condition()
        self._order, self._on_the_way, self._stopping = 0, 0, False
        self._thread: Thread | None = None

    def post(self, payment_id: str, body: bytes, faults: Faults) -> None:
        """Take a message to deliver, unless it is to be lost or nobody is told."""
        if self._settings.webhook_url is None or faults.webhooks is Post.LOST:
            return
        waits = faults.webhook_seconds if faults.webhooks in (Post.DELAYED, Post.REORDERED) else 0
        due = clock.stopwatch() + waits
        with self._changed:
            if faults.webhooks is Post.REORDERED:
                for earlier in self._waiting:
                    if earlier.payment_id == payment_id and earlier.tries == 0:
                        earlier.due = due
            for _ in range(2 if faults.webhooks is Post.DOUBLED else 1):
                self._order += 1
                self._waiting.append(Delivery(self._order, payment_id, body, due, faults))
            self._changed.notify_all()

    def start(self) -> None:
        """Begin to deliver."""
        self._thread = Thread(target=self._work, name="pay-stand-in-webhooks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop, leaving undelivered what is still waiting."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(self._settings.webhook_timeout + 1)

    def wait_until_idle(self, seconds: float = 5) -> bool:
        """Wait until nothing is waiting or on its way; tell whether it came to that."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._on_the_way, seconds)

    def _work(self) -> None:
        while (delivery := self._next()) is not None:
            arrived = self._deliver(delivery)
            with self._changed:
                self._on_the_way -= 1
                if not arrived and delivery.tries <= len(self._settings.retry_delays):
                    delivery.due = clock.stopwatch() + self._settings.retry_delays[delivery.tries - 1]
                    self._waiting.append(delivery)
                self._changed.notify_all()

    def _next(self) -> Delivery | None:
        while True:
            self._look_around()
            with self._changed:
                if self._stopping:
                    return None
                first = min(self._waiting, key=Delivery.turn, default=None)
                wait = LOOK_EVERY if first is None else min(LOOK_EVERY, first.due - clock.stopwatch())
                if first is not None and wait <= 0:
                    self._waiting.remove(first)
                    self._on_the_way += 1
                    return first
                self._changed.wait(wait)

    def _deliver(self, delivery: Delivery) -> bool:
        delivery.tries += 1
        forged = delivery.faults.webhooks is Post.FORGED
        secret = FORGERS_SECRET if forged else self._settings.webhook_secret
        try:
            answer = requests.post(
                str(self._settings.webhook_url),
                data=delivery.body,
                headers={
                    "Content-Type": "application/json",
                    SIGNATURE_HEADER: signature_of(secret, delivery.body),
                },
                timeout=self._settings.webhook_timeout,
                allow_redirects=False,
            )
        except requests.RequestException:
            return False
        return 200 <= answer.status_code < 300
