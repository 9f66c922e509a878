"""One archive file: a tar with its manifest, and a last member that seals every byte before it.

Any `tar` can open it. It is written under a temporary name, synced, and renamed, so that there is
either a whole archive or none; a changed byte anywhere, headers and padding included, is found.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from parking.values.canonical import sha256

MANIFEST = "manifest.json"
SEAL = "seal.sha256"
_CHUNK = 1 << 20
_BLOCK = tarfile.BLOCKSIZE


class ArchiveError(Exception):
    """The archive can't be written or trusted; nothing was changed."""


class DamagedArchiveError(ArchiveError):
    """A byte of the archive is not what was written, or some are missing."""


@dataclass(slots=True)
class ArchiveWriter:
    """Members are added one after the other; the hash of each goes into the manifest."""

    _file: IO[bytes]
    _sealed: Any = field(default_factory=hashlib.sha256)
    members: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> None:
        """Add bytes under a name."""
        self._put(_header(name, len(data)))
        self._put(data)
        self._put(_padding(len(data)))
        self.members[name] = sha256(data)

    def add_file(self, name: str, path: Path) -> None:
        """Add a file that may be too large for memory."""
        size = path.stat().st_size
        self._put(_header(name, size))
        found = hashlib.sha256()
        with path.open("rb") as source:
            for chunk in iter(lambda: source.read(_CHUNK), b""):
                found.update(chunk)
                self._put(chunk)
        self._put(_padding(size))
        self.members[name] = found.hexdigest()

    def close(self, facts: dict[str, Any]) -> None:
        """Write the manifest and the seal."""
        text = json.dumps({**facts, "members": self.members}, indent=1, ensure_ascii=False, sort_keys=True)
        self.add(MANIFEST, text.encode())
        self._file.write(_tail(self._sealed.hexdigest()))

    def _put(self, data: bytes) -> None:
        self._sealed.update(data)
        self._file.write(data)


@contextmanager
def written(path: Path) -> Iterator[ArchiveWriter]:
    """Give a writer; the archive stands under its name only when the block has ended well."""
    if path.exists():
        raise ArchiveError(f"{path} is there already. Choose another name, or move it away first.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        file = only_ours(unfinished, "ab")
    except OSError as wrong:
        raise ArchiveError(f"{path} can't be written: {wrong.strerror}.") from wrong
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ArchiveError(f"Another backup to {path} is running.") from None
        file.truncate(0)  # what a killed backup left
        try:
            yield ArchiveWriter(file)
            file.flush()
            os.fsync(file.fileno())
            unfinished.replace(path)
            sync_folder(path.parent)
        except OSError as wrong:
            unfinished.unlink(missing_ok=True)
            raise ArchiveError(f"The backup to {path} failed: {wrong.strerror}.") from wrong
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose every byte was checked."""

    path: Path
    manifest: dict[str, Any]

    def names(self, start: str) -> list[str]:
        """Return the members whose names start so, in order."""
        return sorted(name for name in self.manifest["members"] if name.startswith(start))

    def each(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield the members that are wanted, as they come."""
        with tarfile.open(self.path, "r:") as tar:
            for member in tar:
                source = tar.extractfile(member)
                if source is not None and wanted(member.name):
                    yield member.name, source

    def copy_out(self, name: str, target: Path) -> None:
        """Write one member to a file, synced."""
        for _, source in self.each(lambda found: found == name):
            with only_ours(target, "wb") as file:
                shutil.copyfileobj(source, file, _CHUNK)
                file.flush()
                os.fsync(file.fileno())
            return
        raise DamagedArchiveError(f"{self.path} has no {name}.")


def opened(path: Path) -> Archive:
    """Return an archive after checking its seal, its manifest and the hash of every member."""
    damaged = DamagedArchiveError(f"{path} is damaged or is not a backup of ours: nothing was restored.")
    try:
        _check_seal(path, damaged)
        members, manifest = _members(path)
        named = manifest["members"]
    except OSError as wrong:
        raise ArchiveError(f"{path} can't be read: {wrong.strerror}.") from wrong
    except (tarfile.TarError, ValueError, KeyError, TypeError):
        raise damaged from None
    if named != members:
        raise damaged
    return Archive(path, manifest)


def only_ours(path: Path, mode: str) -> BinaryIO:
    """Open a file that nobody but this user may read: it holds personal data."""
    path.touch(mode=0o600)
    return cast("BinaryIO", path.open(mode))


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _members(path: Path) -> tuple[dict[str, str], dict[str, Any]]:
    members: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            source = tar.extractfile(member)
            if source is None:
                raise ValueError("only files belong in an archive")
            if member.name == MANIFEST:
                manifest = json.loads(source.read())
            elif member.name != SEAL:
                found = hashlib.sha256()
                for chunk in iter(lambda s=source: s.read(_CHUNK), b""):  # type: ignore[misc]
                    found.update(chunk)
                members[member.name] = found.hexdigest()
    return members, manifest


def _check_seal(path: Path, damaged: DamagedArchiveError) -> None:
    found, left = hashlib.sha256(), path.stat().st_size - len(_tail("0" * 64))
    with path.open("rb") as file:
        while left > 0:
            chunk = file.read(min(_CHUNK, left))
            if not chunk:
                raise damaged
            found.update(chunk)
            left -= len(chunk)
        if left < 0 or file.read() != _tail(found.hexdigest()):
            raise damaged


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, 0
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return b"\0" * (-size % _BLOCK)


def _tail(digest: str) -> bytes:
    """Return the last member and the end of the archive: the same bytes for the same hash."""
    text = f"{digest}\n".encode()
    return _header(SEAL, len(text)) + text + _padding(len(text)) + b"\0" * (2 * _BLOCK)
