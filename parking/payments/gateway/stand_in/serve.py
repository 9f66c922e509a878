"""Serves the stand-in on a port of its own, on this machine and nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from parking.payments.gateway.loopback import NotLoopbackError, is_loopback
from parking.payments.gateway.stand_in.app import create_stand_in
from parking.payments.gateway.stand_in.machine import NAME, StandIn
from parking.payments.gateway.stand_in.settings import StandInSettings

STOP_WITHIN = 0.05  # seconds


class QuietHandler(WSGIRequestHandler):
    """Writes no line a request: links to the hosted page would stand in it."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name for it
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Served:
    """A stand-in that is up: where, and the parts to take hold of."""

    url: str
    stand_in: StandIn
    app: Flask


@contextmanager
def serve_in_thread(settings: StandInSettings, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[Served]:
    """Serve until the block ends; port 0 lets the machine choose, and `public_url` follows from it."""
    if not is_loopback(host):
        raise NotLoopbackError(f"the stand-in for GOV.UK Pay stays on this machine, not {host}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{listening.getsockname()[1]}"
        app = create_stand_in(replace(settings, public_url=url))
        machine = app.extensions[NAME]
        server = make_server(
            host,
            listening.getsockname()[1],
            app,
            threaded=True,  # a request that hangs on purpose must not stop the others
            request_handler=QuietHandler,
            fd=listening.fileno(),
        )
        thread = Thread(target=server.serve_forever, args=(STOP_WITHIN,), name="pay-stand-in", daemon=True)
        thread.start()
        machine.start()
        try:
            yield Served(url, machine, app)
        finally:
            machine.stop()
            server.shutdown()
            thread.join()
            server.server_close()
