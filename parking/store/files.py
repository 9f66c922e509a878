"""Files kept by their content: files/<authority>/<two hex>/<sha256> (ground rule 11)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from parking.values.canonical import sha256
from parking.values.ids import new_id

_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileMissingError(LookupError):
    """No file with this content is kept; its erasure or loss must be explained."""


class FileDamagedError(RuntimeError):
    """The file's bytes no longer have the hash it is kept under: never use it as evidence."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files named by their SHA-256, one sub-folder an authority."""

    root: Path
    synced: bool = True  # off only while a demonstration is made, which is thrown away if it fails

    def keep(self, authority: UUID, data: bytes) -> str:
        """Write, sync and rename the bytes into place; return their SHA-256.

        Done before the row that names them is committed, so a row never points at nothing.
        """
        name = sha256(data)
        place = self._place(authority, name)
        if place.exists():
            return name
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{new_id().hex}")
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            if self.synced:
                os.fsync(file.fileno())
        unfinished.replace(place)
        if self.synced:
            _sync_folder(place.parent)
        return name

    def read(self, authority: UUID, name: str) -> bytes:
        """Return the bytes, checked against their name."""
        try:
            data = self._place(authority, name).read_bytes()
        except FileNotFoundError:
            raise FileMissingError(f"no file {name[:12]}… is kept for this authority") from None
        if sha256(data) != name:
            raise FileDamagedError(f"file {name[:12]}… no longer matches its hash")
        return data

    def has(self, authority: UUID, name: str) -> bool:
        """Whether a file with this content is kept."""
        return self._place(authority, name).exists()

    def names(self, authority: UUID) -> list[str]:
        """Return the hashes of every file kept for an authority, in order."""
        folder = self.root / str(authority)
        return sorted(path.name for path in folder.glob("??/*") if _SHA256.fullmatch(path.name))

    def erase(self, authority: UUID, name: str) -> None:
        """Remove the file; erasing what is gone already is no error."""
        self._place(authority, name).unlink(missing_ok=True)

    def _place(self, authority: UUID, name: str) -> Path:
        if not _SHA256.fullmatch(name):
            raise ValueError("a file is named by 64 hexadecimal digits")
        return self.root / str(authority) / name[:2] / name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
