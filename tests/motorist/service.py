"""The whole service on two ports: our application, and the payment service's stand-in that tells it."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import requests
from apiflask import APIFlask
from sqlalchemy import select
from werkzeug.serving import make_server

from parking.app import create_app
from parking.authorities.queries import forget
from parking.cases.models import Case, EventRow
from parking.payments.gateway.stand_in.serve import Served, serve_in_thread
from parking.payments.gateway.stand_in.settings import StandInSettings
from parking.settings import Settings
from parking.simulation.specimens import Specimen, specimen_authority
from parking.store import migrating
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from tests.motorist.conftest import Given, give

KEY, SECRET = "api_test_of_the_portal", "webhook secret of the portal"
GOOD_CARD, DECLINED_CARD = "4000 0582 6000 0005", "4000 0000 0000 0002"
_PLATES = iter(f"PO{at:02} RTL" for at in range(2, 99))


@dataclass(frozen=True)
class Service:
    """Where the service is, and the parts to take hold of."""

    url: str
    app: APIFlask
    pay: Served
    specimen: Specimen

    def gives(self, photographs: int = 0) -> Given:
        """Give a PCN to another vehicle, just now."""
        with self.app.app_context():
            return give(self.specimen, clock.now(), mark=next(_PLATES), photographs=photographs)

    def stood(self, given: Given) -> tuple[str, int]:
        """Return a case's stage and how many payments its history holds."""
        with self.app.app_context(), reading() as session:
            stage = session.scalars(select(Case.stage).where(Case.id == given.case_id)).one()
            query = select(EventRow.seq).where(
                EventRow.case_id == given.case_id, EventRow.kind == "payment_received"
            )
            return stage, len(session.scalars(query).all())


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Run the service until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        told = StandInSettings(
            api_key=KEY, webhook_secret=SECRET, webhook_url=f"{url}/payments/webhook", retry_delays=(0.2, 0.5)
        )
        with serve_in_thread(told) as pay:
            app = create_app(
                Settings(
                    database=f"sqlite:///{folder / 'service.sqlite'}", files=folder / "files",
                    pay_url=pay.url, pay_key=KEY, pay_webhook_secret=SECRET, pay_timeout_seconds=2,
                ),
                testing=True,
            )  # fmt: skip
            forget()
            with app.app_context():
                migrating.migrate(db.engine)
                with writing() as session:
                    specimen = specimen_authority(
                        session, name="Exampleton", prefix="EX", hosts=("127.0.0.1",), at=clock.now()
                    )
            server = make_server("127.0.0.1", 0, app, threaded=True, fd=listening.fileno())
            thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            try:
                yield Service(url, app, pay, specimen)
            finally:
                server.shutdown()
                thread.join()
                server.server_close()
                with app.app_context():
                    db.session.remove()
                    db.engine.dispose()
                forget()


@dataclass
class Payer:
    """A person with a browser that follows the forms it is given, tokens and all."""

    service: Service
    browser: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str) -> requests.Response:
        return self.browser.get(f"{self.service.url}{path}", timeout=10)

    def sends(self, page: requests.Response, **form: str) -> requests.Response:
        """Send the form of a page, its hidden fields included, and follow where it leads."""
        hidden = dict(re.findall(r'type="hidden"[^>]*?name="(\w+)"[^>]*?value="([^"]*)"', page.text))
        hidden |= dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', page.text))
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        target = requests.compat.urljoin(page.url, action.group(1)) if action else page.url
        return self.browser.post(target, data=hidden | form, timeout=10)

    def finds(self, given: Given) -> requests.Response:
        return self.sends(self.get("/find"), number=given.number, mark=given.mark)

    def begins(self, given: Given) -> requests.Response:
        """Go as far as the payment service's own page."""
        return self.sends(self.get(f"/pcn/{given.case_id}/pay"))

    def gives_card(
        self, hosted: requests.Response, card: str, *, come_back: bool = True
    ) -> requests.Response:
        """Type a card on the payment service's page; come back as it says, or close the browser."""
        form = {"card_number": card, "action": "pay"}
        return self.browser.post(hosted.url, data=form, timeout=10, allow_redirects=come_back)
