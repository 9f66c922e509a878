"""A case in a council, and people of every role at its desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import html5lib
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from tests.desk.cases import issued
from tests.people.signing_in import add_staff, sign_in

Desk = Callable[[Role], FlaskClient]


class CarefulClient(FlaskClient):
    """A client that reads every page it is given as strictly as a validator would."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        answer = super().open(*args, **kwargs)  # type: ignore[arg-type]
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303}:
            html5lib.HTMLParser(strict=True).parse(answer.get_data(as_text=True))
        return answer


@pytest.fixture
def staff(app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch) -> dict[Role, str]:
    """A person of every role, by their email addresses."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=False)
    monkeypatch.setattr(app, "test_client_class", CarefulClient)
    return add_staff(app, specimen)


@pytest.fixture
def desk(app: APIFlask, staff: dict[Role, str]) -> Desk:
    """Sit somebody down: a client signed in as a role."""

    def sit(role: Role) -> FlaskClient:
        client = app.test_client()
        sign_in(client, staff[role])
        return client

    return sit


@pytest.fixture
def case(app: APIFlask, specimen: Specimen, noon: datetime) -> UUID:
    """A PCN given at noon on Tuesday 3 March 2026, number EX00000001."""
    with app.app_context():
        return issued(specimen, noon)
