"""`parking case why`: the rule, its provision and the arithmetic, in words one can read out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from apiflask import APIFlask

from parking.desk.why import UnknownStepError, step_called
from parking.law.steps import Step
from parking.simulation.specimens import Specimen
from parking.store.current import FILES, files
from parking.store.files import FileStore
from parking.store.session import writing
from tests.cli.borough import live
from tests.cli.runs import environment, parking

NUMBER = "EX00000001"


@pytest.fixture
def env(
    app: APIFlask, specimen: Specimen, noon: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The settings of a borough with one PCN, served at noon on Tuesday 3 March 2026."""
    monkeypatch.setitem(app.extensions, FILES, FileStore(tmp_path / "files"))
    with app.app_context(), writing(authority=specimen.id) as session:
        live(session, specimen, files(), noon, ("AB12 CDE",))
    return environment(app)


def test_a_step_that_is_stopped_tells_rule_provision_and_arithmetic(env: dict[str, str]) -> None:
    result = parking("case", "why", NUMBER, "request", "notice", "to", "owner", env=env)
    assert result.exit_code == 1
    assert result.stdout.startswith("Request a notice to owner, on Tuesday 3 March 2026: No.")
    said = " ".join(result.stdout.split())
    assert "The case stands at: PCN served." in said
    assert "The step is for this system at night. Under SI 2022/71 reg 20." in said
    assert "1. The time to pay the full charge ends on Monday 30 March 2026." in said
    assert "SI 2022/71 Sch 2 para 2(d) (" in said
    assert "28 days beginning with Tuesday 3 March 2026 (the alleged contravention): day 1 is" in said
    assert "2. Nobody is named as liable" in said


def test_a_step_from_another_stage_says_where_it_starts_from(env: dict[str, str]) -> None:
    result = parking("case", "why", NUMBER, "issue_warrant", env=env)
    assert result.exit_code == 1
    assert "It starts from: Order for recovery served." in result.stdout


def test_a_step_that_nothing_stops_says_yes(env: dict[str, str]) -> None:
    result = parking("case", "why", NUMBER, "cancel", "--on", "2026-03-09", env=env)
    assert result.exit_code == 0
    assert "Cancel the PCN, on Monday 9 March 2026: Yes." in result.stdout


def test_another_program_reads_the_answer_as_json(env: dict[str, str]) -> None:
    result = parking("case", "why", NUMBER.lower(), "ask_keeper", "--json", env=env)
    told = json.loads(result.stdout)
    assert (told["step"], told["may"], told["by"]) == ("ask_keeper", False, ["clock"])
    (reason,) = told["reasons"]
    assert (reason["code"], reason["facts"]) == ("still_in_time_to_pay", {"last_day": "2026-03-30"})
    assert reason["provision"]["place"] == "SI 2022/71 Sch 2 para 2(d)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("EX99999999", "pay"), "No case has the number EX99999999."),
        (("nonsense", "pay"), "A PCN number is two letters followed by numbers"),
        ((NUMBER, "coffee"), "No step is called 'coffee'. The steps: serve_pcn, "),
        ((NUMBER, "warrant"), "'warrant' could be any of these steps: request_warrant, "),
    ],
)
def test_what_is_not_known_is_said_in_one_line(
    env: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    result = parking("case", "why", *arguments, env=env)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_case_is_shown_without_anybody_s_name(env: dict[str, str]) -> None:
    result = parking("case", "show", NUMBER, env=env)
    assert result.exit_code == 0
    assert "Stands at: PCN served." in result.stdout
    assert "Owed on Tuesday 3 March 2026: £25." in result.stdout
    assert "2026-03-03 12:00 PCN served" in result.stdout
    assert "Cancel the PCN: the person who decides" in result.stdout
    assert "CDE" not in result.stdout


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("APPEAL", Step.APPEAL),
        ("appeal", Step.APPEAL),
        ("request-warrant", Step.REQUEST_WARRANT),
        ("ask the court for a warrant", Step.REQUEST_WARRANT),
        ("who the keeper", Step.ASK_KEEPER),
        ("Let the warrant run out", Step.EXPIRE_WARRANT),
    ],
)
def test_a_step_is_known_by_its_name_or_its_words(said: str, step: Step) -> None:
    assert step_called(said) is step


def test_nothing_names_no_step() -> None:
    with pytest.raises(UnknownStepError):
        step_called(" ")
