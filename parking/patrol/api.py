"""The handhelds' JSON API."""

from __future__ import annotations

from apiflask import APIBlueprint

api = APIBlueprint("handheld", __name__, url_prefix="/api/v1")
