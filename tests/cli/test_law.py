"""`parking law` answers at once, without a database, and never with a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parking.law.journey import ROWS
from parking.law.journey_page import journey_page
from parking.law.printing import law_document
from tests.cli.runs import parking

EXAMPLES = Path(__file__).parents[1] / "law" / "worked_examples.csv"
HEADS = "case,regime,question,given,answer\n"


def test_the_worked_examples_fail_only_where_a_regime_is_not_built() -> None:
    result = parking("law", "check", EXAMPLES)
    *lines, count = result.stdout.splitlines()
    assert result.exit_code == 1
    assert count == "40 passed, 10 failed"
    assert all(line.endswith("is not built yet") for line in lines)


def test_a_file_of_england_alone_passes_with_exit_code_nought(tmp_path: Path) -> None:
    examples = tmp_path / "examples.csv"
    rows = EXAMPLES.read_text().splitlines()
    examples.write_text("\n".join([rows[0], *(row for row in rows if ",england," in row)]))
    result = parking("law", "check", examples)
    assert (result.exit_code, result.stdout) == (0, "40 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,england,discount_last_day,pcn_served_on=2026-03-03,2026-03-17", "we answer 2026-03-16"),
        ("x,wales,discount_last_day,pcn_served_on=2026-03-03,2026-03-16", "'wales' is not built yet"),
        ("x,england,no_such_question,pcn_served_on=2026-03-03,2026-03-16", "no_such_question"),
        ("x,england,discount_last_day,bogus=2026-03-03,2026-03-16", "bogus"),
        ("x,england,nto_latest_service,pcn_served_on=9999-12-31,9999-12-31", "past the last year"),
    ],
    ids=["differs", "regime", "question", "key", "the end of the calendar"],
)
def test_a_row_that_fails_has_its_line(tmp_path: Path, row: str, said: str) -> None:
    examples = tmp_path / "examples.csv"
    examples.write_text(HEADS + row + "\n")
    result = parking("law", "check", examples)
    line, count = result.stdout.splitlines()
    assert result.exit_code == 1
    assert said in line
    assert count == "0 passed, 1 failed"


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"case,regime\n", b'case,"'])
def test_a_file_that_is_no_list_of_examples_is_one_line_and_exit_code_2(
    tmp_path: Path, content: bytes | None
) -> None:
    examples = tmp_path / "examples.csv"
    if content is not None:
        examples.write_bytes(content)
    result = parking("law", "check", examples)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_the_timeline_says_each_date_with_its_provision() -> None:
    result = parking("law", "timeline", "--contravention", "2026-03-03T14:05")
    assert result.exit_code == 0
    assert "Pay the reduced amount: Tuesday 3 March 2026 to Monday 16 March 2026" in result.stdout
    assert "SI 2022/71" in result.stdout


def test_the_timeline_in_json_takes_the_days_given() -> None:
    result = parking(
        "law", "timeline", "--regime", "england", "--basis", "kerb", "--contravention", "2026-03-03T14:05",
        "--served-on", "2026-03-03", "--posted-on", "nto=2026-04-07", "--json",
    )  # fmt: skip
    steps = {step["title"]: step for step in json.loads(result.stdout)["steps"]}
    assert steps["Pay the reduced amount"]["latest"] == "2026-03-16"
    assert {"earliest", "latest", "provisions", "standing", "reasoning", "assumption"} <= set(
        steps["Pay the reduced amount"]
    )


@pytest.mark.parametrize(
    "given",
    [
        ("--contravention", "tomorrow"),
        ("--contravention", "9999-12-31T23:59"),
        ("--contravention", "0001-01-01T00:00"),
        ("--contravention", "2026-03-03T14:05", "--regime", "wales"),
        ("--contravention", "2026-03-03T14:05", "--served-on", "bogus=2026-03-03"),
        ("--contravention", "2026-03-03T14:05", "--posted-on", "2026-03-03"),
        ("--contravention", "2060-03-03T14:05"),
    ],
)
def test_a_timeline_that_can_t_be_is_one_line_and_exit_code_2(given: tuple[str, ...]) -> None:
    result = parking("law", "timeline", *given)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_an_unknown_basis_is_refused_with_the_choices() -> None:
    result = parking("law", "timeline", "--contravention", "2026-03-03T14:05", "--basis", "wish")
    assert result.exit_code == 2
    assert "approved_device" in result.stderr


def test_the_page_is_written_with_the_journey(tmp_path: Path) -> None:
    page = tmp_path / "law.md"
    result = parking("law", "print", "--to", page)
    assert result.exit_code == 0
    assert page.read_text() == law_document(journey_page())
    assert page.read_text().count("```mermaid") == 1


def test_the_journey_page_has_every_step_once() -> None:
    lines = [line for line in journey_page().splitlines() if line.startswith("| ")]
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == [row.step.value for row in ROWS]


def test_the_page_in_the_documents_is_today_s() -> None:
    assert (Path(__file__).parents[2] / "docs" / "law.md").read_text() == law_document(journey_page()), (
        "run `parking law print`"
    )


def test_a_page_that_can_t_be_written_is_one_line(tmp_path: Path) -> None:
    result = parking("law", "print", "--to", tmp_path / "nowhere" / "law.md")
    assert result.exit_code == 2
    assert "can't be written" in result.stderr


def test_the_law_is_told_without_loading_the_application() -> None:
    asked = (
        "import sys; from parking.cli import main;"
        "main(['law', 'timeline', '--contravention', '2026-03-03T14:05'], standalone_mode=False);"
        "print(*sorted({'flask', 'sqlalchemy', 'reportlab', 'parking.app'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize(
    "command",
    [
        (), ("law",), ("law", "check"), ("law", "timeline"), ("law", "print"), ("audit",),
        ("audit", "verify"), ("audit", "heads"), ("backup",), ("restore",), ("migrate",), ("places",),
        ("places", "import"), ("places", "template"), ("places", "attach"), ("places", "suspend"),
        ("places", "list"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_has_help_that_says_what_it_does(command: tuple[str, ...]) -> None:
    result = parking(*command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5
