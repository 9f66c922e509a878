"""An exchange of files in a folder: out, in, what was sent and what was read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parking.store.exchange.post import Receipt, Received, Sent, SentDifferentlyError, UnsafeNameError
from parking.values.canonical import sha256
from parking.values.ids import new_id

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class FolderExchange:
    """Sub-folders `out`, `in`, `sent` and `read`. Another program carries the files to and fro."""

    root: Path

    def put(self, name: str, content: bytes, records: Mapping[str, int], *, again: bool = False) -> bool:
        """Send a file once and say whether it went; `again` sends the same bytes once more."""
        note = Sent(name, sha256(content), dict(records))
        before = self.sent(name)
        if before is not None and before.sha256 != note.sha256:
            raise SentDifferentlyError(f"{name} was sent before with other content")
        if before is not None and not again:
            return False
        out, memory = self._in("out", name), self._in("sent", f"{name}.json")
        _write(out, content)
        # The note comes second: if the machine stops between, the file goes twice under one name,
        # which the other side can see. The other way round it would never go.
        _write(memory, json.dumps(_note(note)).encode())
        return True

    def sent(self, name: str) -> Sent | None:
        """Return what we remember of a file we sent."""
        place = self._in("sent", f"{name}.json")
        if not place.exists():
            return None
        found = json.loads(place.read_bytes())
        return Sent(found["name"], found["sha256"], found["records"])

    def ever_sent(self, references: Collection[str]) -> frozenset[str]:
        """Return those references that stood in any file we sent."""
        left, found = set(references), set[str]()
        for place in reversed(list(self._files("sent"))):
            if not left:
                break
            here = left & json.loads(place.read_bytes())["records"].keys()
            found |= here
            left -= here
        return frozenset(found)

    def waiting(self) -> tuple[Received, ...]:
        """Return the files to read, by name; a file whose very bytes were read before is left out."""
        fresh: dict[str, Received] = {}
        for place in self._files("in"):
            one = _received(place)
            if one is None:
                continue
            digest = one.receipt.sha256
            if digest in fresh or self._was_read(digest):
                _move(place, self._in("read", f"{digest}.again"))
            else:
                fresh[digest] = one
        return tuple(fresh.values())

    def put_away(self, receipts: Collection[Receipt]) -> None:
        """Keep the files of these receipts as read."""
        for receipt in receipts:
            place = self._in("in", receipt.name)
            found = _received(place)
            # A newer file may have taken the name meanwhile: that one has not been read.
            if found is not None and found.receipt == receipt:
                _move(place, self._in("read", f"{receipt.sha256}.{receipt.name}"))

    def take(self) -> tuple[Received, ...]:
        """Take every file sent since the last time."""
        taken = tuple(Received(place.name, place.read_bytes()) for place in self._files("out"))
        for one in taken:
            self._in("out", one.name).unlink()
        return taken

    def deliver(self, name: str, content: bytes) -> None:
        """Leave a file for us to read."""
        _write(self._in("in", name), content)

    def _was_read(self, digest: str) -> bool:
        return next(iter((self.root / "read").glob(f"{digest}.*")), None) is not None

    def _files(self, folder: str) -> Iterator[Path]:
        home = self.root / folder
        places = sorted(home.iterdir()) if home.exists() else []
        return (p for p in places if p.is_file() and _NAME.fullmatch(p.name) and p.suffix != _UNFINISHED)

    def _in(self, folder: str, name: str) -> Path:
        home = self.root / folder
        home.mkdir(parents=True, exist_ok=True)
        if folder != "read" and not _NAME.fullmatch(name):
            raise UnsafeNameError(f"{name!r} is no name for a file")
        return home / name


def _write(place: Path, content: bytes) -> None:
    unfinished = place.with_name(f"{new_id().hex}{_UNFINISHED}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(place)


def _received(place: Path) -> Received | None:
    try:
        return Received(place.name, place.read_bytes())
    except FileNotFoundError:
        return None  # another worker put it away first


def _move(place: Path, to: Path) -> None:
    with suppress(FileNotFoundError):  # another worker put it away first
        place.replace(to)


def _note(note: Sent) -> dict[str, object]:
    return {"name": note.name, "sha256": note.sha256, "records": dict(note.records)}
