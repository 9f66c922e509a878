"""A sheet is read whole, or each cell that is wrong is named with what it should hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parking.law.regimes import law_at
from parking.places.errors import UnreadableSheetError
from parking.places.rules import PlaceKind
from parking.places.sheets.checking import check_sheet_against, check_sheets_together
from parking.places.sheets.grid import read_grids
from parking.places.sheets.reading import PlaceSheet, read_sheet
from parking.places.sheets.template import template_rows, write_template
from tests.places.sheets import MEMORIAL_GARDENS, as_csv, as_workbook, changed

LAW = law_at(date(2026, 3, 3))


def read(path: Path) -> tuple[list[PlaceSheet], list[str]]:
    sheets, faults = [], []
    for grid in read_grids(path):
        sheet, wrong = read_sheet(grid)
        faults += wrong
        if sheet is not None:
            sheets.append(sheet)
            faults += check_sheet_against(LAW, sheet)
    return sheets, faults + check_sheets_together(sheets)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_right_sheet_has_no_faults(tmp_path: Path, kind: str) -> None:
    path = as_csv(tmp_path, MEMORIAL_GARDENS) if kind == "csv" else as_workbook(tmp_path, MG=MEMORIAL_GARDENS)
    (sheet,), faults = read(path)
    assert faults == []
    assert (sheet.code, sheet.kind, sheet.order_from) == ("MG", PlaceKind.CAR_PARK, date(2021, 6, 1))
    assert [(row.code, row.suffixes, row.days) for row in sheet.restrictions] == [
        ("83", "4", "123456"),
        ("82", "pu", "123456"),
        ("80", "", "1234567"),
    ]
    assert sheet.restrictions[2].max_stay_minutes == 120
    assert [(line.minutes, line.pence) for line in sheet.tariff] == [(60, 150), (120, 300)]


@pytest.mark.parametrize(
    ("before", "after", "cell", "fix"),
    [
        ("Kind,car park", "Kind,carpark", "B4", "car park, street"),
        ("Name,Memorial Gardens", "Name,", "B2", "the name on the signs"),
        ("Town,", "Village,", "A3", "Town"),
        ("1 June 2021\n", "sometime\n", "B8", "2021-06-01"),
        ("83,4,", "83,4x,", "B17", "Delete the others"),
        ("83,4,", "98,4,", "A17", "national list"),
        ("83,4,", "01,a,", "A17", "use a code in car parks"),
        ("83,4,", "eighty,4,", "A17", "two digits"),
        ("Mon-Sat,08:00,18:00,,\n", "Mon-Sat,18:00,08:00,,\n", "F17", "two rows"),
        ("82,p u,", "83,4,", "A18", "Join the two"),
        ("120,3.00", "120,1.00", "B24", "Check both prices"),
        ("120,3.00", "60,3.00", "A24", "Delete one"),
        ("Article,Days", "Clause,Days", "C16", "Article"),
        ("section 35,", "on street,", "A13", "no power over a car park"),
        ("2021-06-01,,Ex", "2021-06-01,2020-01-01,Ex", "D13", "later day"),
        ("2021-06-01,,Ex", "2021-06-01,2024-01-01,Ex", "F13", "why the power ended"),
        ("Order title,Exampleton (Off-Street Parking Places) Order 2021", "Order title,", "B7", "full title"),
        ("Order reference,Off-Street Order 2021", "Order reference,", "B6", "reference of the order"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_write(
    tmp_path: Path, before: str, after: str, cell: str, fix: str
) -> None:
    _, faults = read(as_csv(tmp_path, changed((before, after))))
    assert any(f"cell {cell}" in fault and fix in fault for fault in faults), faults


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    _, faults = read(as_csv(tmp_path, changed(("car park", "lot"), ("08:00", "8am"), ("£1.50", "cheap"))))
    assert len(faults) == 4


def test_two_sheets_with_one_code_are_refused(tmp_path: Path) -> None:
    _, faults = read(as_workbook(tmp_path, one=MEMORIAL_GARDENS, two=MEMORIAL_GARDENS))
    assert faults == [
        "two, cell B1 holds 'MG', which one, cell B1 holds too. Give each place a code of its own."
    ]


def test_one_order_is_told_in_one_way(tmp_path: Path) -> None:
    other = changed(("Code,MG", "Code,ST"), ("1 June 2021\n", "2 June 2021\n"))
    _, faults = read(as_workbook(tmp_path, one=MEMORIAL_GARDENS, two=other))
    assert len(faults) == 1
    assert "two, cell B8" in faults[0]


def test_the_template_is_read_as_an_empty_sheet(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path, LAW)
    (grid,) = read_grids(path)
    sheet, faults = read_sheet(grid)
    assert sheet is None
    assert all("is empty" in fault for fault in faults)
    with pytest.raises(UnreadableSheetError, match="there already"):
        write_template(path, LAW)


def test_no_cell_of_the_template_is_a_formula() -> None:
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in template_rows() for cell in row)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("place.ods", b"", "neither"),
        ("place.csv", b"\xff\xfe", "UTF-8"),
        ("place.csv", b"", "no sheet"),
        ("place.csv", b'"open', "not CSV"),
        ("place.xlsx", b"not a workbook", "not a workbook"),
        ("place.xlsx", b"PK\x05\x06" + b"\0" * 18, "not a workbook"),
    ],
)
def test_a_file_that_is_no_sheet_is_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSheetError, match=said):
        read_grids(path)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSheetError, match="No such file"):
        read_grids(tmp_path / "nowhere.csv")
