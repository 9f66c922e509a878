"""Ids made by the application: UUID version 7, which sort by the time they were made."""

from __future__ import annotations

import secrets
from uuid import UUID

from parking.values import clock


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits."""
    value = clock.unix_milliseconds() << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
