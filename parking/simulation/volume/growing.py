"""Growing a borough: as many lives as a test wants, written in batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from parking.cases.heads import seal_days
from parking.issue.numbers import hand_out_block
from parking.notices.models import PrintRun
from parking.places.queries import enforceable
from parking.simulation.specimens import Specimen
from parking.simulation.volume.parts import Batch, Borough
from parking.simulation.volume.telling import tell
from parking.store.session import writing
from parking.values import clock

BATCH = 2000
YEAR = timedelta(days=364)
# Sunday and the early morning are quiet; most PCNs are given between nine and three.
WEEKDAYS, HOURS = (10, 12, 12, 10, 9, 4, 1), (2, 4, 12, 14, 14, 14, 13, 13, 5, 4, 2, 1, 1, 1)
FIRST_HOUR = 7


def grow(
    specimen: Specimen,
    *,
    cases: int,
    until: datetime,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Add so many PCNs of the twelve months before an instant, each with its life so far.

    The same seed gives the same lives, though not the same ids. Commits a batch at a time, and
    seals each day's heads at the end, as the nights would have.
    """
    authority, lot = specimen.id, random.Random(seed)  # noqa: S311 - invents lives, guards nothing
    with writing(authority=authority) as session:
        here = enforceable(session, authority=authority, place_id=specimen.car_park)
        block = hand_out_block(
            session, authority=authority, device_id=specimen.device.id, count=cases, at=until - YEAR
        )
    borough = Borough(specimen, here, until, lot, vehicles=cases + 1000)
    told = zip(block.numbers, sorted(_instants(lot, cases, until)), strict=True)
    for done, ((number, _code), at) in enumerate(told, start=1):
        tell(borough, number, at)
        if done % BATCH == 0 or done == cases:
            with writing(authority=authority) as session:
                borough.batch.write(session, specimen)
            borough.batch = Batch()
            progress(done)
    with writing(authority=authority) as session:
        _count_runs(session, borough)
        seal_days(session, authority=authority, before=clock.day_of(until))


def _instants(lot: random.Random, cases: int, until: datetime) -> Iterator[datetime]:
    days = [clock.day_of(until - YEAR) + timedelta(days=n) for n in range(YEAR.days)]
    weights = [WEEKDAYS[day.weekday()] for day in days]
    for day in lot.choices(days, weights, k=cases):
        (hour,) = lot.choices(range(FIRST_HOUR, FIRST_HOUR + len(HOURS)), HOURS)
        yield clock.at_local(day, hour, lot.randrange(60), lot.randrange(60))


def _count_runs(session: Session, borough: Borough) -> None:
    for pieces in borough.runs.values():
        session.execute(
            update(PrintRun)
            .where(PrintRun.authority_id == borough.specimen.id, PrintRun.id == pieces[0])
            .values(pieces=len(pieces), pages=2 * len(pieces))
            .execution_options(synchronize_session=False)
        )
