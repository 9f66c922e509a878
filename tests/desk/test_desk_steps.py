"""GET /api/v1/cases/…/steps: every step, whether it may be taken, and every reason why not."""

from __future__ import annotations

from uuid import UUID, uuid4

from apiflask import APIFlask

from parking.law.journey import steps_from
from parking.law.state import Stage
from parking.people.permissions import Role
from tests.desk.conftest import Desk


def test_every_step_from_here_is_answered_with_its_reasons(case: UUID, desk: Desk) -> None:
    answer = desk(Role.ADVISER).get(f"/api/v1/cases/{case}/steps")
    assert answer.status_code == 200
    told = answer.get_json()
    assert (told["stage"], told["on"]) == ("served", "2026-03-03")
    steps = {each["step"]: each for each in told["steps"]}
    assert steps.keys() == {row.step.name.lower() for row in steps_from(Stage.SERVED)}
    assert steps["cancel"] == {
        "step": "cancel", "title": "Cancel the PCN", "may": True, "by": ["decider"],
        "under": "TMA 2004 s.87 guidance", "last_day": None, "reasons": [],
    }  # fmt: skip
    (reason,) = steps["ask_keeper"]["reasons"]
    assert reason["code"] == "still_in_time_to_pay"
    assert reason["facts"] == {"last_day": "2026-03-30"}
    assert reason["says"].startswith("The time to pay the full charge ends on Monday 30 March 2026.")
    assert reason["counted"].startswith("28 days beginning with Tuesday 3 March 2026")
    assert reason["provision"]["place"] == "SI 2022/71 Sch 2 para 2(d)"
    assert reason["policy"] is False


def test_a_clerk_at_the_kerb_may_not_ask(case: UUID, desk: Desk) -> None:
    assert desk(Role.OFFICER).get(f"/api/v1/cases/{case}/steps").status_code == 403


def test_nobody_asks_without_signing_in(app: APIFlask, case: UUID) -> None:
    answer = app.test_client().get(f"/api/v1/cases/{case}/steps", base_url="http://localhost")
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_a_case_that_is_not_there_is_not_found(desk: Desk) -> None:
    answer = desk(Role.ADVISER).get(f"/api/v1/cases/{uuid4()}/steps")
    assert answer.status_code == 404
