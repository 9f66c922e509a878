"""The handhelds' JSON API: one module an endpoint."""

from __future__ import annotations

from parking.patrol.api import checks, number_blocks, papers, pcns, photographs, places, postal_pcns
from parking.patrol.api.blueprint import api

__all__ = ["api", "checks", "number_blocks", "papers", "pcns", "photographs", "places", "postal_pcns"]
