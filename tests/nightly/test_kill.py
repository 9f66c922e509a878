"""A night may be killed at any moment: run again, it comes to what one undisturbed night would."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from parking.keepers.gateway import KeeperRegister, StandInRegister
from parking.law.steps import Step
from parking.nightly import taking
from parking.settings import Settings
from parking.values import clock
from tests.bench.engines import NOON, Databases, a_council, application
from tests.bench.night import SilentRegister
from tests.nightly.growing import grow_due
from tests.nightly.killing import BY_CHANCE, kill_and_run_again

pytestmark = pytest.mark.both_engines
ON = NOON.date() + timedelta(days=60)
AT = clock.at_local(ON, 3)


@pytest.fixture
def databases(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Where databases of one kind are made."""
    server: Any = request.getfixturevalue("postgres") if engine_name == "postgresql" else None
    return Databases(engine_name, tmp_path, server)


def grown(databases: Databases, asked: int, noticed: int, *, on: date = ON) -> Settings:
    settings = databases.make("grown")
    with application(settings), clock.pinned(NOON):
        specimen = a_council()
        grow_due(specimen, step=Step.ASK_KEEPER, on=on, cases=asked, late=asked // 3)
        grow_due(
            specimen, step=Step.REQUEST_NOTICE_TO_OWNER, on=on, cases=noticed, first=asked + 1, late=noticed
        )
    return settings


def test_a_night_killed_and_run_again_leaves_every_row_as_a_clean_one_does(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "BATCH", 20)
    kill_and_run_again(databases, grown(databases, 150, 150), SilentRegister, AT, kills=3)


def test_answers_of_the_register_are_recorded_once_however_the_night_ended(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "BATCH", 20)
    register: type[KeeperRegister] = StandInRegister
    kill_and_run_again(databases, grown(databases, 200, 100), register, AT, kills=3, without=BY_CHANCE)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_fifty_kills_at_random_moments_over_twenty_thousand_cases_change_nothing(
    databases: Databases,
) -> None:
    died = kill_and_run_again(databases, grown(databases, 10_000, 10_000), SilentRegister, AT, kills=50)
    assert died >= 25, "most kills came before the night was over"
