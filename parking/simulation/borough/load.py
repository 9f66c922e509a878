"""Loading the demonstration borough into an empty, migrated database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from parking.authorities.queries import council
from parking.issue.numbers import hand_out_block
from parking.payments.gateway.fake import FakePay
from parking.people.permissions import Role
from parking.places.queries import places
from parking.simulation.borough.disputing import Disputes
from parking.simulation.borough.living import Life, live_year
from parking.simulation.borough.people import NAMES, hire
from parking.simulation.borough.places import found_borough
from parking.simulation.borough.rows import planned_rows
from parking.store.files import FileStore
from parking.store.session import writing
from parking.values import clock

OFFLINE_NUMBERS = 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded."""

    issued: int
    refused: int


def load_borough(
    *, files: FileStore, port: int, anchor: date, tick: Callable[[], None] = lambda: None
) -> Loaded:
    """Load two authorities and live the year before the anchor day through the real actions."""
    founded = clock.at_local(anchor - timedelta(days=400), 9)
    pay = FakePay()
    with clock.pinned(founded), writing() as session:
        borough = found_borough(session, files=files, port=port, at=founded)
        lives = {}
        for on_street, authority, code, prefix in (
            (False, borough.runnymede, "runnymede", "RU"),
            (True, borough.surrey, "surrey", "SY"),
        ):
            team = hire(session, authority=authority, code=code, prefix=prefix, at=founded)
            block = hand_out_block(
                session, authority=authority, device_id=team.device.id, count=OFFLINE_NUMBERS, at=founded
            )
            here = council(session, authority=authority)
            lives[on_street] = Life(
                council=here,
                team=team,
                disputes=Disputes(
                    council=here,
                    files=files,
                    case_officer=team.people[Role.CASE_OFFICER],
                    manager=team.people[Role.MANAGER],
                    manager_name=NAMES[Role.MANAGER],
                ),
                offline_numbers=[number for number, _ in reversed(block.numbers)],
                places=borough.streets if on_street else borough.car_parks,
                place_names={row.id: row.name for row in places(session, authority=authority)},
                files=files,
                pay=pay,
            )
    live_year(lives, planned_rows(anchor), anchor=anchor, tick=tick)
    return Loaded(
        issued=sum(life.issued for life in lives.values()),
        refused=sum(life.refused for life in lives.values()),
    )
