"""The application behind a real port, its clock held still, for a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from apiflask import APIFlask
from werkzeug.serving import make_server

from parking.values import clock


@contextmanager
def served(app: APIFlask, at: datetime) -> Iterator[str]:
    """Serve the application at an address of this machine; in it, it is always this instant."""

    def held_still(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with clock.pinned(at):  # the clock is held for one thread, and the server has its own
            return app(environ, start_response)

    server = make_server("127.0.0.1", 0, held_still, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
