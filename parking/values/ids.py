"""Ids made by the application: UUID version 7, which sort by the time they were made."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from parking.values import clock


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits."""
    value = clock.unix_milliseconds() << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def id_from(at: datetime, what: str) -> str:
    """Return the UUIDv7 of an instant, as text, whose other bits come from what it stands for."""
    time, rest = f"{int(at.timestamp() * 1000):012x}", hashlib.sha256(what.encode()).hexdigest()
    variant = "89ab"[int(rest[3], 16) % 4]
    return f"{time[:8]}-{time[8:]}-7{rest[:3]}-{variant}{rest[4:7]}-{rest[7:19]}"
