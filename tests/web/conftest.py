"""The specimen application and a client that looks at every answer."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from .specimen import make_app

logging.getLogger("werkzeug").setLevel(logging.ERROR)


@pytest.fixture
def specimen() -> Flask:
    return make_app()


@pytest.fixture
def visitor(specimen: Flask) -> FlaskClient:
    return specimen.test_client()
