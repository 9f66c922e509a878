"""Slowing down guesses: after some wrong passwords an account waits, whoever it is that guesses.

Counted in this process, for known and unknown accounts alike, under a keyed digest. Several
processes each count for themselves, so a guesser has at most so many tries in each.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

TRIES = 8
WITHIN = timedelta(minutes=15)
MOST_ACCOUNTS = 10_000


@dataclass(slots=True)
class FailedSignIns:
    """When each account's password was given wrong lately; the oldest accounts are forgotten first."""

    secret: bytes
    _failed: OrderedDict[str, list[datetime]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, account: str, *, now: datetime) -> int:
        """Return how many seconds an account must wait before its next try; 0 when it need not."""
        with self._lock:
            lately = self._lately(self._key(account), now)
        if len(lately) < TRIES:
            return 0
        return int((lately[-TRIES] + WITHIN - now).total_seconds()) + 1

    def note(self, account: str, *, now: datetime) -> None:
        """Count one wrong try."""
        key = self._key(account)
        with self._lock:
            self._failed[key] = [*self._lately(key, now), now]
            self._failed.move_to_end(key)
            while len(self._failed) > MOST_ACCOUNTS:
                self._failed.popitem(last=False)

    def forget(self, account: str) -> None:
        """Start afresh: somebody gave the right password."""
        with self._lock:
            self._failed.pop(self._key(account), None)

    def _lately(self, key: str, now: datetime) -> list[datetime]:
        return [at for at in self._failed.get(key, []) if at > now - WITHIN]

    def _key(self, account: str) -> str:
        return hmac.new(self.secret, account.lower().encode(), hashlib.sha256).hexdigest()
