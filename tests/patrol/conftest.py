"""A handheld that speaks to the API, and an officer at a screen."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from parking.simulation.specimens import PASSWORD, Specimen
from parking.values.ids import new_id


def jpeg(colour: str = "navy") -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Handheld:
    """A device with its token."""

    client: FlaskClient
    token: str
    base_url: str = "http://localhost"

    def send(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        return self.client.open(
            f"/api/v1{path}", method=method, headers=headers, base_url=self.base_url, **options
        )

    def put_pcn(self, body: dict[str, Any], ref: UUID | None = None) -> TestResponse:
        return self.send("PUT", f"/pcns/{ref or new_id()}", json=body)

    def photograph(self, pcn_ref: UUID, at: datetime, data: bytes | None = None) -> UUID:
        ref = new_id()
        about = {"pcn_ref": str(pcn_ref), "subject": "windscreen", "taken_at": at.isoformat()}
        sent = self.send(
            "PUT", f"/photographs/{ref}", query_string=about, data=data or jpeg(), content_type="image/jpeg"
        )
        assert sent.status_code == 201, sent.text
        return ref


@pytest.fixture
def handheld(app: APIFlask, specimen: Specimen) -> Handheld:
    """The specimen officer's handheld."""
    return Handheld(app.test_client(), specimen.device.token)


@pytest.fixture
def seen(noon: datetime) -> Callable[..., dict[str, Any]]:
    """Return what an officer saw: code 83 in the car park, lawful unless a test says otherwise."""

    def body(**changes: Any) -> dict[str, Any]:
        def minutes(ago: int) -> str:
            return (noon - timedelta(minutes=ago)).isoformat()

        plain = {
            "place": "PG",
            "code": "83",
            "mark": "AB12 CDE",
            "make": "Ford",
            "colour": "blue",
            "contravention_at": minutes(2),
            "observed_from": minutes(12),
            "observed_until": minutes(2),
            "overrides": [{"code": "no_photographs", "why": "the camera is broken"}],
        }
        return {name: value for name, value in (plain | changes).items() if value is not None}

    return body


@pytest.fixture
def officer(app: APIFlask, specimen: Specimen, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """The specimen officer, signed in."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=False)
    client = app.test_client()
    answer = client.post("/staff/sign-in", data={"email": "officer@exampleton.example", "password": PASSWORD})
    assert answer.status_code == 302, answer.text
    return client
