"""Recording a PCN through the HTTP API, against bare routes that insert as many rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from parking.evidence.models import Photograph
from parking.simulation.specimens import Specimen
from parking.store.base import Base
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id
from tests.bench.clients import Rate, Request, drive
from tests.bench.engines import Databases, a_council, application
from tests.bench.serve import serving

PHOTOGRAPHS = 2
# More than any server here answers in a second: what is left over is thrown away.
MOST_PER_SECOND = {"/same": 6000, "/narrow": 8000, "/api": 1500}


@dataclass(frozen=True, slots=True)
class Recorded:
    """Rates of each route in each round, in the order of the rounds."""

    parking: list[Rate]
    same: list[Rate]
    narrow: list[Rate]

    def ratio(self, yardstick: list[Rate]) -> float:
        """Return the median over the rounds of our rate over a yardstick's."""
        pairs = zip(self.parking, yardstick, strict=True)
        return median(ours.per_second / theirs.per_second for ours, theirs in pairs)


def measure_recording(databases: Databases, *, rounds: int, seconds: float) -> Recorded:
    """Alternate the API and the bare routes, each behind the same server, so that a busy spell hits all."""
    ours, theirs = databases.make("recording"), databases.bare("bare_rows")
    found = Recorded([], [], [])
    with application(ours):
        specimen = a_council(at=clock.now())
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {specimen.device.token}"}
        with serving("parking", ours) as api_port, serving("bare", theirs) as bare_port:
            plan: list[tuple[str, int, list[Rate]]] = [
                ("/same", bare_port, found.same),
                ("/api", api_port, found.parking),
                ("/narrow", bare_port, found.narrow),
            ]
            for turn in range(-1, rounds):  # the first turn warms everything up and is not counted
                for prefix, port, rates in plan if turn % 2 else reversed(plan):
                    requests = _requests(specimen, prefix, seconds)
                    rate = drive(port, requests, headers, seconds=seconds)
                    if turn >= 0:
                        rates.append(rate)
    return found


def _requests(specimen: Specimen, prefix: str, seconds: float) -> Iterator[Request]:
    count, now = int(MOST_PER_SECOND[prefix] * seconds), clock.now()
    photographs: list[dict[str, Any]] = []
    made = [_pcn(prefix, n, now, _photographs(specimen, now, photographs)) for n in range(count)]
    if prefix == "/api":
        with writing(authority=specimen.id) as session:
            session.execute(insert(Base.metadata.tables[Photograph.__tablename__]), photographs)
    return iter(made)


def _photographs(
    specimen: Specimen, now: datetime, rows: list[dict[str, Any]]
) -> Callable[[UUID], list[str]]:
    def taken(pcn_ref: UUID) -> list[str]:
        refs = [new_id() for _ in range(PHOTOGRAPHS)]
        rows.extend(
            {
                "id": new_id(), "authority_id": specimen.id, "client_ref": ref, "pcn_ref": pcn_ref,
                "sha256": ref.hex * 2, "shown_sha256": ref.hex * 2, "media_type": "image/jpeg", "size": 1,
                "subject": "windscreen", "taken_at": now, "received_at": now, "salt": ref.hex,
            }
            for ref in refs
        )  # fmt: skip
        return [str(ref) for ref in refs]

    return taken


def _pcn(prefix: str, n: int, now: datetime, photographs: Callable[[UUID], list[str]]) -> Request:
    ref = new_id()
    seen, watched = (now - timedelta(minutes=2)).isoformat(), (now - timedelta(minutes=12)).isoformat()
    body = {
        "place": "PG",
        "code": "83",
        "mark": f"{ref.hex[-7:]}{n:05d}".upper(),
        "make": "Ford",
        "colour": "blue",
        "contravention_at": seen,
        "observed_from": watched,
        "observed_until": seen,
        "photographs": photographs(ref),
    }
    path = f"/api/v1/pcns/{ref}" if prefix == "/api" else f"{prefix}/{ref}"
    return Request(path, json.dumps(body).encode())
