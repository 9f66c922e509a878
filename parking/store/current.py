"""The file store and settings of the application that is running."""

from __future__ import annotations

from flask import current_app

from parking.settings import Settings
from parking.store.files import FileStore

FILES = "parking.files"
SETTINGS = "parking.settings"


def files() -> FileStore:
    """Return where files are kept."""
    found: FileStore = current_app.extensions[FILES]
    return found


def settings() -> Settings:
    """Return the settings this application was made with."""
    found: Settings = current_app.extensions[SETTINGS]
    return found
