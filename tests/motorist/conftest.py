"""A notice on a windscreen, a person with a browser, and a payment service that does what a test says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import html5lib
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from parking.cases.record import By
from parking.evidence.actions import keep_photograph
from parking.issue.actions import issue
from parking.payments.current import EXTENSION as PAY
from parking.payments.gateway.fake import FakePay
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import writing
from parking.values.ids import new_id
from parking.values.mark import Mark

MARK = "AB12 CDE"


@dataclass(frozen=True)
class Given:
    """A PCN as its motorist holds it."""

    case_id: UUID
    number: str
    mark: str


def picture() -> bytes:
    """Return a small photograph, each one different."""
    made = io.BytesIO()
    image = Image.new("RGB", (64, 48), "gray")
    image.putpixel((0, 0), tuple(new_id().bytes[-3:]))
    image.save(made, "JPEG")
    return made.getvalue()


def give(
    specimen: Specimen, at: datetime, mark: str = MARK, photographs: int = 0, **changes: object
) -> Given:
    """Give a PCN to a vehicle, with photographs if asked."""
    wanted = draft(specimen, at, mark=Mark.read(mark), **changes)
    refs = []
    with writing(authority=specimen.id) as session:
        for _ in range(photographs):
            refs.append(new_id())
            keep_photograph(
                session, files=files(), authority=specimen.id, client_ref=refs[-1], pcn_ref=wanted.client_ref,
                data=picture(), subject="windscreen", taken_at=at, received_at=at,
            )  # fmt: skip
        wanted = draft(
            specimen,
            at,
            mark=Mark.read(mark),
            client_ref=wanted.client_ref,
            photographs=tuple(refs),
            **changes,
        )
        by = By("staff:test", "test", at)
        made = issue(session, council=specimen.council, draft=wanted, by=by).issued
    return Given(made.case_id, made.number, mark)


class Person:
    """Somebody with a browser; every page they are shown is valid HTML and is never kept."""

    def __init__(self, client: FlaskClient, host: str = "localhost") -> None:
        self.client, self.base = client, f"http://{host}"

    def get(self, path: str) -> TestResponse:
        return self._checked(self.client.get(path, base_url=self.base))

    def post(self, path: str, **form: str) -> TestResponse:
        return self._checked(self.client.post(path, data=form, base_url=self.base))

    def finds(self, number: str, mark: str) -> TestResponse:
        return self.post("/find", number=number, mark=mark)

    def opens(self, given: Given) -> str:
        found = self.finds(given.number, given.mark)
        assert found.status_code == 303, found.text
        return found.location

    def pay_form(self, given: Given) -> dict[str, str]:
        """Open the page to pay on, and return what its form would send."""
        page = self.get(f"/pcn/{given.case_id}/pay").text
        found = re.findall(r'name="(key|pence)"[^>]*value="([^"]+)"', page)
        assert {name for name, _ in found} == {"key", "pence"}, page
        return dict(found)

    def begins(self, given: Given) -> TestResponse:
        return self.post(f"/pcn/{given.case_id}/pay", **self.pay_form(given))

    def _checked(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303}:
            html5lib.HTMLParser(strict=True).parse(response.text)
            assert response.headers["Cache-Control"] == "no-store"
        return response


@pytest.fixture
def pages(app: APIFlask, specimen: Specimen) -> Iterator[APIFlask]:
    """The application with forms that need no token, for tests that are not about tokens."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def pay(pages: APIFlask) -> Iterator[FakePay]:
    """A payment service that does what the test says."""
    kept = pages.extensions[PAY]
    pages.extensions[PAY] = FakePay()
    yield pages.extensions[PAY]
    pages.extensions[PAY] = kept


@pytest.fixture
def given(pages: APIFlask, specimen: Specimen, noon: datetime) -> Given:
    """A PCN given at noon, with two photographs."""
    with pages.app_context():
        return give(specimen, noon, photographs=2)


@pytest.fixture
def person(pages: APIFlask) -> Person:
    return Person(pages.test_client())


@pytest.fixture
def stranger(pages: APIFlask) -> Person:
    return Person(pages.test_client())
