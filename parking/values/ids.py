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


def id_from(at: datetime, what: bytes) -> UUID:
    """Return the UUIDv7 of an instant whose other bits come from what it stands for, not from chance."""
    bits = int.from_bytes(hashlib.sha256(what).digest()[:10])
    value = int(at.timestamp() * 1000) << 80 | bits
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
