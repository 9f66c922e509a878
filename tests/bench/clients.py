"""Clients in a loop over kept-alive connections: how many requests a server answers in a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from queue import Empty, SimpleQueue
from statistics import median, quantiles

from parking.values import clock

CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One request to send, once."""

    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Rate:
    """What one round of requests came to."""

    per_second: float
    median_ms: float
    p99_ms: float


class UnexpectedAnswerError(RuntimeError):
    """The server did not answer as it should, so nothing was measured."""


def drive(port: int, requests: Iterator[Request], headers: Mapping[str, str], *, seconds: float) -> Rate:
    """Send requests from several clients at once for a time; every one must be answered 201."""
    waiting: SimpleQueue[Request] = SimpleQueue()
    for request in requests:
        waiting.put(request)
    start = clock.stopwatch()
    with ThreadPoolExecutor(CLIENTS) as pool:
        runs = [pool.submit(_loop, port, waiting, headers, start + seconds) for _ in range(CLIENTS)]
    took = [each for run in runs for each in run.result()]
    elapsed = clock.stopwatch() - start
    return Rate(len(took) / elapsed, median(took) * 1000, quantiles(took, n=100)[98] * 1000)


def _loop(port: int, waiting: SimpleQueue[Request], headers: Mapping[str, str], until: float) -> list[float]:
    connection, took = HTTPConnection("127.0.0.1", port, timeout=30), []
    while (begun := clock.stopwatch()) < until:
        try:
            request = waiting.get_nowait()
        except Empty:
            raise UnexpectedAnswerError("the requests ran out: prepare more for each round") from None
        connection.request("PUT", request.path, request.body, dict(headers))
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise UnexpectedAnswerError(f"{request.path}: {answer.status} {said[:500]!r}")
        took.append(clock.stopwatch() - begun)
    connection.close()
    return took
