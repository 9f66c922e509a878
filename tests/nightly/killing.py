"""A night killed at a random moment and run again, and the whole of what it left written down."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from sqlalchemy import select

from parking.authorities.queries import every_authority
from parking.cases.audit import verify
from parking.keepers.gateway import KeeperRegister
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.settings import Settings
from parking.store.base import db
from parking.store.session import reading
from parking.values import clock
from parking.values.canonical import sha256
from tests.bench.engines import Databases, application

TABLES = ("cases", "events", "papers", "keeper_enquiries", "parties", "daily_heads")
# A person's row has an id and a salt made of chance, and all that is hashed after it differs so.
BY_CHANCE: Mapping[str, frozenset[str]] = {
    "cases": frozenset({"head_hash", "liable_party_id", "state"}),
    "events": frozenset({"hash", "prev_hash"}),
    "papers": frozenset({"party_id"}),
    "parties": frozenset({"id", "salt"}),
    "daily_heads": frozenset({"heads", "hash", "prev_hash"}),
}
_fork = multiprocessing.get_context("fork")


def copy_of(databases: Databases, settings: Settings, name: str) -> Settings:
    """Return settings for a copy of a database that nobody uses now."""
    if databases.server is None:
        path = databases.folder / f"{name}.sqlite"
        for old in databases.folder.glob(f"{name}.sqlite*"):
            old.unlink()
        shutil.copy(Path(settings.database.removeprefix("sqlite:///")), path)
        return replace(settings, database=f"sqlite:///{path}")
    original = settings.database.split("/")[3].split("?")[0]
    databases.server.recreate(name, original)
    return replace(settings, database=databases.server.url(name))


def live(
    settings: Settings, register: KeeperRegister, at: datetime, *, kill_after: float | None = None
) -> tuple[bool, float]:
    """Live a night in a process of its own; return whether it died of the kill, and how long it lived."""
    begun = _fork.Event()
    child = _fork.Process(target=_night, args=(settings, register, at, begun))
    child.start()
    begun.wait()
    started = clock.stopwatch()
    child.join(timeout=kill_after)
    lived = clock.stopwatch() - started
    child.kill()  # SIGKILL: nothing of it can tidy up
    child.join()
    if kill_after is None and child.exitcode != 0:
        raise AssertionError(f"the night ended with {child.exitcode}")
    return child.exitcode != 0, lived


def _night(settings: Settings, register: KeeperRegister, at: datetime, begun: Event) -> None:
    with application(settings), clock.pinned(at):
        begun.set()
        run_night(Outside(FakePay(), register), at=at)


def written(settings: Settings, *, without: Mapping[str, frozenset[str]] | None = None) -> dict[str, str]:
    """Return a hash of every row of each table that a night writes."""
    left_out = without or {}
    with application(settings), reading() as session:
        return {name: sha256(repr(_rows(session, name, left_out)).encode()) for name in TABLES}


def must_verify(settings: Settings) -> None:
    """Replay every history, and compare it with the columns and the daily heads."""
    with application(settings), reading() as session:
        for authority in every_authority(session):
            found = verify(session, authority=authority)
            assert found.first_break is None, str(found.first_break)


def _rows(session: Any, name: str, left_out: Mapping[str, frozenset[str]]) -> list[Any]:
    table = db.metadata.tables[name]
    columns = [column for column in table.columns if column.name not in left_out.get(name, ())]
    rows = [list(row) for row in session.execute(select(*columns))]
    if left_out:
        for row in rows:
            for value in row:
                if isinstance(value, dict):
                    value.pop("party_id", None), value.pop("party_digest", None)
    return sorted(repr(row) for row in rows)


def kill_and_run_again(
    databases: Databases,
    settings: Settings,
    register: Callable[[], KeeperRegister],
    at: datetime,
    *,
    kills: int,
    without: Mapping[str, frozenset[str]] | None = None,
) -> int:
    """Compare nights killed at random points and run again with one clean night; return how many died."""
    clean = copy_of(databases, settings, "clean")
    _, lasts = live(clean, register(), at)
    must_verify(clean)
    expected = written(clean, without=without)
    lot, died = random.Random(kills), 0  # noqa: S311 - picks moments, guards nothing
    for number in range(kills):
        trial = copy_of(databases, settings, "trial")
        moment = lot.random() * lasts
        killed, _ = live(trial, register(), at, kill_after=moment)
        died += killed
        live(trial, register(), at)
        assert written(trial, without=without) == expected, f"kill {number} after {moment:.3f} s"
        if without:  # equal rows of a clean night need no second look; these are only alike
            must_verify(trial)
    return died
