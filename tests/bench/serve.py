"""One application behind waitress on a free port of this machine, until its parent ends it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from sys import argv, executable, stdout

from waitress import create_server

from parking.app import create_app
from parking.payments.gateway.fake import FakePay
from parking.settings import Settings
from tests.bench.bare import bare_app

THREADS = 4


@contextmanager
def serving(kind: str, settings: Settings) -> Iterator[int]:
    """Serve the application, or the bare one, in a process of its own; give its port."""
    command = [executable, "-m", "tests.bench.serve", kind, settings.database, str(settings.files)]
    with Popen(command, stdout=PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else "")
        finally:
            process.terminate()


def main(kind: str, address: str, folder: str) -> None:
    """Serve for ever; the port is the first line said."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is what we came for
    settings = Settings(database=address, files=Path(folder))
    app = bare_app(address) if kind == "bare" else create_app(settings, pay=FakePay())
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    stdout.write(f"{server.effective_port}\n")
    stdout.flush()
    server.run()


if __name__ == "__main__":
    main(*argv[1:])
