"""The public's doors: find a notice, see it, pay it, and read about this service."""

from __future__ import annotations

from parking.motorist.views import about, finding, notice, paying
from parking.motorist.views.blueprint import pages

__all__ = ["about", "finding", "notice", "pages", "paying"]
