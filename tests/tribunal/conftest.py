"""Cases at the tribunal, and a desk to act at."""

from __future__ import annotations

from tests.desk.conftest import desk, staff

__all__ = ["desk", "staff"]
