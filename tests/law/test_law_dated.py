"""Law data is read strictly: no strange key, no missing key, versions newest first."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parking.law.dated import Dated, LawDataError, NotYetLawError, Table, Version, read_content
from parking.law.regimes import FOLDER, read_regime

FEE = Dated("the fee", (Version(date(2024, 5, 1), 10), Version(date(2021, 9, 30), 9)))
Content = dict[str, Any]


@pytest.mark.parametrize(
    ("day", "fee"), [(date(2026, 1, 1), 10), (date(2024, 5, 1), 10), (date(2024, 4, 30), 9)]
)
def test_the_version_in_force_on_a_day_is_given(day: date, fee: int) -> None:
    assert FEE.at(day) == fee


def test_a_day_before_the_first_version_is_refused_and_never_nothing() -> None:
    with pytest.raises(NotYetLawError, match="the fee is held from 2021-09-30"):
        FEE.at(date(2021, 9, 29))
    assert not FEE.known_on(date(2021, 9, 29))


@pytest.mark.parametrize("days", [[], [date(2020, 1, 1), date(2021, 1, 1)], [date(2020, 1, 1)] * 2])
def test_versions_go_newest_first_each_from_its_own_day(days: list[date]) -> None:
    with pytest.raises(LawDataError):
        Dated("x", tuple(Version(day, 1) for day in days))


@pytest.mark.parametrize(
    "take",
    [
        lambda table: table.text("absent"),
        lambda table: table.text("number"),
        lambda table: table.whole("yes"),
        lambda table: table.day("text"),
        lambda table: table.share("words"),
        lambda table: table.text("empty"),
        lambda table: list(table.tables("words")),
        lambda table: table.done(),
    ],
)
def test_a_key_of_the_wrong_kind_or_left_over_is_refused(take: Callable[[Table], object]) -> None:
    table = Table("here", {"number": 1, "text": "a", "empty": " ", "yes": True, "words": ["a", "b"]})
    with pytest.raises(LawDataError, match="here"):
        take(table)


def test_a_file_that_is_absent_or_not_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match=r"absent\.toml is missing"):
        read_content(tmp_path / "absent.toml")
    (tmp_path / "wrong.toml").write_text("a = ")
    with pytest.raises(LawDataError, match=r"wrong\.toml"):
        read_content(tmp_path / "wrong.toml")


@pytest.fixture(scope="module")
def england() -> Content:
    """What the files of England hold."""
    return {path.stem: tomllib.loads(path.read_text()) for path in (FOLDER / "england").glob("*.toml")}


def _no_clock(content: Content) -> None:
    del content["timeline"]["appeal"]


def _strange_clock(content: Content) -> None:
    content["timeline"]["tea_break"] = content["timeline"]["appeal"]


def _strange_key(content: Content) -> None:
    content["timeline"]["appeal"]["law"][0]["dasy"] = 28


def _two_units(content: Content) -> None:
    content["timeline"]["appeal"]["law"][0]["months"] = 1


def _two_forces(content: Content) -> None:
    content["timeline"]["appeal"]["must"] = "appeal"


def _no_address(content: Content) -> None:
    content["charges"]["court_fee"][0]["url"] = "legislation"


def _strange_standing(content: Content) -> None:
    content["charges"]["court_fee"][0]["standing"] = "certain"


def _band_twice(content: Content) -> None:
    content["charges"]["penalty_charge"][0]["bands"][1]["band"] = 1


def _no_file(content: Content) -> None:
    del content["grounds"]


def _strange_file(content: Content) -> None:
    content["notes"] = {}


def _no_ground(content: Content) -> None:
    del content["grounds"]["representations"]["hired_out"]


def _code_twice(content: Content) -> None:
    rows = content["contravention_list_7"]["contravention"]
    rows.append(rows[0])


def _suffix_without_meaning(content: Content) -> None:
    content["contravention_list_7"]["contravention"][0]["suffixes"] += "A"


def _no_level(content: Content) -> None:
    del content["contravention_list_7"]["contravention"][0]["level"]


def _no_such_list(content: Content) -> None:
    content["contraventions"]["list"][0]["rows"] = "contravention_list_8"


def _statement_twice(content: Content) -> None:
    content["prescribed"]["pcn_kerb"].append(content["prescribed"]["pcn_kerb"][0])


@pytest.mark.parametrize(
    "spoil",
    [
        _no_clock,
        _strange_clock,
        _strange_key,
        _two_units,
        _two_forces,
        _no_address,
        _strange_standing,
        _band_twice,
        _no_file,
        _strange_file,
        _no_ground,
        _code_twice,
        _suffix_without_meaning,
        _no_level,
        _no_such_list,
        _statement_twice,
    ],
)
def test_spoilt_law_is_refused(england: Content, spoil: Callable[[Content], None]) -> None:
    content = deepcopy(england)
    spoil(content)
    with pytest.raises(LawDataError):
        read_regime("england", content)


def test_the_digest_follows_the_content(england: Content) -> None:
    changed = deepcopy(england)
    changed["charges"]["court_fee"][0]["pence"] = 1100
    whole = read_regime("england", england)
    assert whole.digest == read_regime("england", deepcopy(england)).digest
    assert whole.digest != read_regime("england", changed).digest
