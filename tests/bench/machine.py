"""What the figures were measured on: they mean nothing without it."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median

from parking.values import clock

WRITES, PAGE = 300, 8192


def described() -> str:
    """Return the machine in a line: processors, system and what the code runs on."""
    parts = ", ".join(
        f"{name} {version(name.lower())}" for name in ("Flask", "SQLAlchemy", "psycopg", "waitress")
    )
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"{os.cpu_count()} processors, {platform.system()}, Python {python}, {parts}"


def syncs_per_second(folder: Path) -> float:
    """Return how often a second this disk takes 8 kB and says that it is safe."""
    took = []
    with (folder / "syncs").open("wb", buffering=0) as file:
        for _ in range(WRITES):
            begun = clock.stopwatch()
            file.write(b"\0" * PAGE)
            os.fdatasync(file.fileno())
            took.append(clock.stopwatch() - begun)
    return 1 / median(took)
