"""What the stand-in is told when it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from parking.payments.gateway.loopback import NotLoopbackError, stays_here
from parking.values import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInSettings:
    """A stand-in's key and secret, where it is reached, whom it tells, and how long it waits."""

    api_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    webhook_url: str | None = None
    public_url: str = "http://127.0.0.1"
    kept_in: Path | None = None
    expires_after: timedelta = timedelta(minutes=90)
    keys_kept_for: timedelta = timedelta(hours=24)
    retry_delays: tuple[float, ...] = (1, 3, 10, 30, 60)
    webhook_timeout: float = 3
    now: Callable[[], datetime] = clock.now

    def __post_init__(self) -> None:
        for url in (self.public_url, self.webhook_url):
            if url is not None and not stays_here(url):
                raise NotLoopbackError(f"the stand-in for GOV.UK Pay stays on this machine, not {url}")
