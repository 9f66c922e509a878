"""A stand-in on a free port, a client of it, a payer with a browser, and an inbox for webhooks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import CreatePayment, Payment
from parking.payments.gateway.stand_in.serve import Served, serve_in_thread
from parking.payments.gateway.stand_in.settings import StandInSettings
from parking.values.money import Money

KEY = "api_test_of_the_suite"
SECRET = "webhook secret of the suite"


@dataclass
class Hands:
    """A clock that goes only when a test moves it."""

    at: datetime = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: int) -> None:
        self.at += timedelta(**by)


@dataclass
class Inbox:
    """Every webhook that came, and the statuses to answer the next ones with."""

    url: str = ""
    came: list[tuple[bytes, str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@dataclass
class Payer:
    """A person with a browser."""

    browser: requests.Session

    def open(self, payment: Payment) -> requests.Response:
        assert payment.next_url is not None
        return self.browser.get(payment.next_url, timeout=5)

    def type(self, page: requests.Response, card: str, action: str = "pay") -> requests.Response:
        form = {"card_number": card, "action": action}
        return self.browser.post(page.url, data=form, timeout=5, allow_redirects=False)

    def pays(self, payment: Payment, card: str = "4000 0582 6000 0005") -> requests.Response:
        return self.type(self.open(payment), card)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    box = Inbox()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box.came.append((body, self.headers["Pay-Signature"]))
            self.send_response(box.answers.pop(0) if box.answers else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        box.url = f"http://127.0.0.1:{server.server_port}/pay-webhook"
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield box
        server.shutdown()
        thread.join()


@pytest.fixture
def served(inbox: Inbox, hands: Hands) -> Iterator[Served]:
    settings = StandInSettings(
        api_key=KEY,
        webhook_secret=SECRET,
        webhook_url=inbox.url,
        retry_delays=(0.01, 0.02),
        webhook_timeout=1,
        now=hands,
    )
    with serve_in_thread(settings) as up:
        yield up


@pytest.fixture
def client(served: Served) -> GovukPay:
    return GovukPay(base_url=served.url, api_key=KEY, read_timeout=0.5)


@pytest.fixture
def payer() -> Iterator[Payer]:
    with requests.Session() as browser:
        yield Payer(browser)


@pytest.fixture
def ask() -> Callable[..., CreatePayment]:
    def asking(key: str = "intent-1", pence: int = 3500, **more: object) -> CreatePayment:
        facts: dict[str, object] = {
            "amount": Money(pence),
            "reference": "RU00000012",
            "description": "Penalty charge notice RU00000012",
            "return_url": "http://127.0.0.1:9/pcn/back",
            "idempotency_key": key,
            "metadata": {"stage": "kerb", "attempt": 1, "demonstration": True},
        }
        return CreatePayment(**{**facts, **more})  # type: ignore[arg-type]

    return asking


@pytest.fixture
def bearer() -> dict[str, str]:
    return {
        "Authorization": f"Bearer {KEY}",
        "Accept": "application/json",
        "Content-Type": "application/json",
    }


@pytest.fixture
def links() -> Callable[[str], list[str]]:
    return lambda page: re.findall(r'href="(http[^"]+)"', page)
