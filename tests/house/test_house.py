"""Rules of the whole house, held by looking at the code and the running application."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from parking.app import create_app
from parking.cases.history.registry import KINDS
from parking.cases.steps import STEP_OF
from parking.law.journey import BY_STEP, ROWS
from parking.law.state import Stage
from parking.law.steps import Step
from parking.settings import MEANINGS, InvalidSettingError, Settings, load
from parking.store import migrating
from parking.web.access import declared_access
from tests.house.documents import PACKAGE, ROOT, documents

SOURCES = sorted(PACKAGE.rglob("*.py"))
# Doors that hand everything on: a long one would be doing work itself.
LONGEST = 300


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path in SOURCES if not ast.get_docstring(tree(path))]
    assert silent == []


def test_no_module_is_longer_than_one_can_hold_in_mind() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_the_clock_is_read_in_one_place() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\w*\(", path.read_text())
    ]
    assert readers == ["parking/values/clock.py"]


def test_no_import_hides_in_a_function() -> None:
    heavy = {"openpyxl", "xlsxwriter", "altair"}
    hidden = []
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                hidden += [f"{path.name}:{i.lineno}" for i in imports(node) if not names(i) <= heavy]
    assert hidden == []


def imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    return (n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))


def names(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return {alias.name.split(".")[0] for alias in node.names}


def test_no_number_of_law_stands_in_the_code() -> None:
    suspects = []
    for path in SOURCES:
        found = re.findall(r"timedelta\(days=(?:14|21|28|35|56)\)|minutes=10\b", path.read_text())
        suspects += [f"{path.relative_to(ROOT)}: {each}" for each in found]
    assert suspects == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    left = [p.name for p in SOURCES for mark in marks if re.search(rf"\b{mark}\b", p.read_text())]
    assert left == []


def test_money_is_never_a_float() -> None:
    assert not [p.name for p in SOURCES if re.search(r"float\([^)]*penc|/ ?100\b", p.read_text())]


def test_status_is_never_set_by_hand() -> None:
    writers = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(r"(update|insert)\((Case|EventRow)\)", path.read_text())
    ]
    assert set(writers) <= {"parking/cases/record.py", "parking/cases/record_many.py"}


def test_every_kind_of_event_takes_a_known_step_or_none() -> None:
    assert set(STEP_OF) == set(KINDS.values())


def test_every_step_has_a_row_and_every_stage_can_be_reached_and_left() -> None:
    assert set(BY_STEP) == set(Step)
    assert len(ROWS) == len(BY_STEP)
    reached = {row.after for row in ROWS if row.after is not None}
    by_clock_or_court = {Stage.PAID}  # paying moves the stage when the payment settles what is owed
    assert reached | by_clock_or_court | {Stage.NEW} == set(Stage)
    for stage in Stage:
        if not stage.is_closed:
            assert any(stage in row.before for row in ROWS), f"no way out of {stage}"


@pytest.fixture(scope="module")
def bare() -> APIFlask:
    return create_app(Settings(database="sqlite://"), testing=True)


def test_every_route_says_who_may_open_it(bare: APIFlask) -> None:
    closed_to_everybody = {"/fs-static/<path:filename>"}  # a library's files that no page of ours uses
    undeclared = {route.rule for route in declared_access(bare) if route.access is None}
    assert undeclared == closed_to_everybody


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_generated_documents_are_current(path: Path) -> None:
    assert path.read_text() == documents()[path], "run `make docs`"


def test_every_setting_is_documented_and_unknown_ones_are_refused() -> None:
    assert set(MEANINGS) == set(Settings.__dataclass_fields__)
    with pytest.raises(InvalidSettingError, match="PARKING_COLOUR"):
        load({"PARKING_COLOUR": "red"})


def test_production_refuses_a_default_secret() -> None:
    with pytest.raises(InvalidSettingError, match="PARKING_SECRET"):
        load({"PARKING_ENV": "production", "PARKING_PAY_URL": "https://pay.example"})


def test_there_is_one_newest_migration() -> None:
    assert migrating.head() == "0009"


def test_no_address_of_a_registry_or_path_of_a_machine_is_committed() -> None:
    lock = (ROOT / "requirements.lock").read_text() + (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "--index-url" not in lock
