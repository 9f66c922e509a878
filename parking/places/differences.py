"""How a difference between a sheet and what is here is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def differences(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """Return what changes from one to the other."""
    return [
        f"{name.replace('_', ' ')}: {said(before[name])} becomes {said(value)}"
        for name, value in wanted.items()
        if said(before[name]) != said(value)
    ]


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with its enums as the words the database holds."""
    return {name: getattr(value, "value", value) for name, value in row.items()}


def said(value: Any) -> str:
    """Return a value as people read it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(f"{row['minutes']} min {row['pence']}p on {row['days']}" for row in value)
    if isinstance(value, str) and len(value) == 64:
        return f"file {value[:12]}…"
    return str(value)


def rule(row: Mapping[str, Any]) -> str:
    """Return the days, hours and article of a restriction."""
    hours = f"{wall_clock(row['from_minute'])} to {wall_clock(row['to_minute'])}"
    return f"days {row['days']}, {hours}, {row['article']}"


def power_line(row: Mapping[str, Any]) -> str:
    """Return a power in one line."""
    until = f" until {row['until_on']}" if row["until_on"] else ""
    return f"{row['kind']}, {row['standing']}, from {row['from_on']}{until}, for {row['in_name_of']}"


def wall_clock(minute: int) -> str:
    """Return a minute of the day as a clock shows it; the end of the day is 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
