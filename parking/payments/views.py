"""The payment service's webhooks."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("payments", __name__)
