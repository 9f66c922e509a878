"""Why a backup or a restore was not done; nothing was changed when one of these is raised."""

from __future__ import annotations


class BackupError(Exception):
    """A backup or a restore can't be done; the message says what to do."""


class ToolMissingError(BackupError):
    """A program of PostgreSQL is not there, or is older than the server."""


class NotEmptyError(BackupError):
    """Something is already where the archive would go."""


class OtherEngineError(BackupError):
    """The archive was made from another kind of database."""


class UnknownMigrationError(BackupError):
    """The archive was made by a release that this one does not know."""
