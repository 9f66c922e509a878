"""What a demonstration tells of challenges and endings goes through the real actions."""

from __future__ import annotations

from datetime import datetime

import pytest
from apiflask import APIFlask

from parking.law.state import Stage
from parking.simulation.contesting import Fate, tell_challenge, tell_ending
from parking.simulation.specimens import Specimen
from parking.store.session import writing
from tests.challenges.telling import by, state_of
from tests.desk.cases import issued

ENDS = {Fate.ACCEPTED: Stage.CANCELLED, Fate.WITHDRAWN: Stage.SERVED}


@pytest.mark.parametrize("fate", list(Fate))
def test_every_fate_of_a_challenge_can_be_told(
    app: APIFlask, specimen: Specimen, noon: datetime, fate: Fate
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        with writing(authority=specimen.id) as session:
            tell_challenge(
                session, council=specimen.council, case_id=case, number="EX00000001", fate=fate, by=by(noon)
            )
        after = state_of(specimen, case)
        assert after.stage is ENDS.get(fate, Stage.CHALLENGED)
        assert bool(after.held_money) is (fate is Fate.WITH_MONEY)


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_both_endings_can_be_told(
    app: APIFlask, specimen: Specimen, noon: datetime, is_cancelled: bool
) -> None:
    with app.app_context():
        case = issued(specimen, noon)
        with writing(authority=specimen.id) as session:
            tell_ending(
                session, council=specimen.council, case_id=case, is_cancelled=is_cancelled, by=by(noon)
            )
        assert state_of(specimen, case).stage is (Stage.CANCELLED if is_cancelled else Stage.WRITTEN_OFF)
