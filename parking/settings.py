"""Typed settings from the environment: PARKING_* only, each in one table.

What differs between councils (name, brand, addresses, policies) is a dated row, never a setting.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

PREFIX = "PARKING_"
DEFAULT_DATABASE = "sqlite:///var/parking/parking.sqlite"
DEFAULT_SECRET = "only-for-this-machine-change-me"  # noqa: S105 - refused in production


class Environment(StrEnum):
    """Where the application runs: production is strict."""

    DEVELOPMENT = "development"
    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


class InvalidSettingError(ValueError):
    """A setting is unknown, unreadable, or not allowed in this environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with a default that is right for a single machine; see docs/settings.md."""

    env: Environment = Environment.DEVELOPMENT
    secret: str = DEFAULT_SECRET
    database: str = DEFAULT_DATABASE
    files: Path = Path("var/parking/files")
    exchange: Path = Path("var/parking/exchange")
    release: str = "development"
    pay_url: str = "http://127.0.0.1:8001"
    pay_page: str = ""
    pay_key: str = "stand-in-key"
    pay_webhook_secret: str = "stand-in-webhook-secret"  # noqa: S105 - the stand-in's own
    pay_timeout_seconds: int = 10
    largest_upload_bytes: int = 25_000_000
    proxies: int = 0
    log_level: str = "INFO"

    @property
    def is_production(self) -> bool:
        """Whether the strict rules hold."""
        return self.env is Environment.PRODUCTION

    @property
    def is_demonstration(self) -> bool:
        """Whether every page and paper must say that nothing here is real."""
        return self.env is Environment.DEMONSTRATION

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is PostgreSQL rather than the embedded SQLite."""
        return self.database.startswith("postgresql")


MEANINGS: dict[str, str] = {
    "env": "development, demonstration or production",
    "secret": "signs sessions and forms; at least 32 characters in production",
    "database": "SQLAlchemy address of the database: sqlite:///FILE or postgresql+psycopg://…",
    "files": "folder where photographs and papers are kept by their SHA-256",
    "exchange": "folder where files for the tribunal, the court and the agents are left and fetched",
    "release": "name of the code version, written into each event",
    "pay_url": "address of the GOV.UK Pay API, or of the local stand-in",
    "pay_page": "address of the hosted payment page, where it has another host than the API",
    "pay_key": "bearer key for the GOV.UK Pay API",
    "pay_webhook_secret": "key with which GOV.UK Pay signs its webhooks",
    "pay_timeout_seconds": "how long to wait for GOV.UK Pay to answer, in seconds",
    "largest_upload_bytes": "largest request accepted, in bytes",
    "proxies": "how many proxies stand in front and may say who asked and that it was https",
    "log_level": "DEBUG, INFO, WARNING or ERROR",
}


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in an environment; refuse what is unknown, unreadable or unsafe."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in (os.environ if environ is None else environ).items()
        if name.startswith(PREFIX)
    }
    kinds = get_type_hints(Settings)
    unknown = sorted(set(given) - {f.name for f in fields(Settings)})
    if unknown:
        names = ", ".join(PREFIX + name.upper() for name in unknown)
        raise InvalidSettingError(f"{names}: no such setting. docs/settings.md lists them all.")
    values: dict[str, Any] = {name: _read(name, kinds[name], value) for name, value in given.items()}
    settings = Settings(**values)
    return _refuse_unsafe(settings)


def _read(name: str, kind: type, value: str) -> object:
    try:
        return kind(value)
    except ValueError:
        raise InvalidSettingError(
            f"{PREFIX}{name.upper()}={value!r} can't be read. It is: {MEANINGS[name]}."
        ) from None


def _refuse_unsafe(settings: Settings) -> Settings:
    if settings.is_production and (settings.secret == DEFAULT_SECRET or len(settings.secret) < 32):
        raise InvalidSettingError(
            "PARKING_SECRET must be set to at least 32 random characters when PARKING_ENV=production."
        )
    if settings.is_production and settings.database == DEFAULT_DATABASE:
        raise InvalidSettingError("PARKING_DATABASE must be set when PARKING_ENV=production.")
    if settings.is_production and settings.pay_url.startswith("http://"):
        raise InvalidSettingError("PARKING_PAY_URL must be https when PARKING_ENV=production.")
    return settings
