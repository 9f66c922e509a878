"""What a browser's signed session may open: the cases it found, and the payments it began.

The cookie holds opaque ids and the second each was granted, and nothing about a vehicle or a person.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from flask import session

LASTS = timedelta(hours=1)
PAYING_LASTS = timedelta(hours=2)  # the payment service gives a payer 90 minutes
MOST = 5
_FOUND, _BEGUN = "found", "begun"


def open_case(case_id: UUID, at: datetime) -> None:
    """Let this browser see a case for the next hour."""
    _grant(_FOUND, case_id, at, LASTS)


def is_open(case_id: UUID, at: datetime) -> bool:
    """Return whether this browser found the case within the hour."""
    return case_id.hex in _granted(_FOUND, at, LASTS)


def began_payment(payment_id: UUID, at: datetime) -> None:
    """Let this browser, and no other, hear how a payment ended."""
    _grant(_BEGUN, payment_id, at, PAYING_LASTS)


def has_begun(payment_id: UUID, at: datetime) -> bool:
    """Return whether this browser began the payment."""
    return payment_id.hex in _granted(_BEGUN, at, PAYING_LASTS)


def close_all() -> None:
    """Forget everything this browser may open."""
    for name in (_FOUND, _BEGUN):
        session.pop(name, None)


def _grant(name: str, row_id: UUID, at: datetime, lasts: timedelta) -> None:
    kept = _granted(name, at, lasts) | {row_id.hex: int(at.timestamp())}
    newest = sorted(kept, key=kept.__getitem__)[-MOST:]
    session[name] = {key: kept[key] for key in newest}


def _granted(name: str, at: datetime, lasts: timedelta) -> dict[str, int]:
    oldest = (at - lasts).timestamp()
    held: dict[str, int] = session.get(name, {})
    return {key: when for key, when in held.items() if when > oldest}
