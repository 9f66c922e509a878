"""Every story of the demonstration ends where it says, through the same actions as real ones."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from apiflask import APIFlask

from parking.law.state import Stage
from parking.simulation.representing import Story, comes_in, is_decided
from parking.simulation.specimens import Specimen
from parking.store.current import files
from tests.desk.cases import posted
from tests.representations.cases import WROTE, noticed, state_of

DECIDED, POSTING = date(2026, 4, 29), date(2026, 4, 30)
ENDS = {
    Story.WAITS: Stage.REPRESENTED,
    Story.REJECTED: Stage.REJECTED,
    Story.ACCEPTED: Stage.CANCELLED,
    Story.UNCLEAR: Stage.REPRESENTED,
    Story.HIRED: Stage.SERVED,
}


@pytest.mark.parametrize("story", list(Story))
def test_a_story_ends_where_it_says(app: APIFlask, specimen: Specimen, noon: datetime, story: Story) -> None:
    with app.app_context():
        case = noticed(specimen, noon)
        council = specimen.council
        comes_in(story, council=council, case_id=case, on=WROTE, actor="staff:demo")
        is_decided(
            story, council=council, files=files(), case_id=case, on=DECIDED, actor="staff:demo",
            contravention_on=date(2026, 3, 3),
        )  # fmt: skip
        posted(specimen, POSTING)
        assert state_of(specimen, case).stage is ENDS[story]
