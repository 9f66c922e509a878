"""A sheet as rows of cells, each with its address, from a workbook or a CSV file."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parking.places.errors import UnreadableSheetError
from parking.places.sheets.cells import shown
from parking.places.sheets.layout import ASIDE, COMMENT

_MOST_ROWS = 5000
_MOST_COLUMNS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it is and what it holds."""

    sheet: str
    address: str
    value: object

    @property
    def text(self) -> str:
        """What it holds as text."""
        return shown(self.value)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet that hold something."""

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a file; raises UnreadableSheetError when it is no sheet at all."""
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise UnreadableSheetError(f"{path} can't be read: {wrong.strerror}.") from wrong
    kind = path.suffix.lower()
    if kind == ".csv":
        grids = [_grid(path.name, _csv_rows(path, data))]
    elif kind == ".xlsx":
        grids = _workbook(path, data)
    else:
        raise UnreadableSheetError(f"{path} is neither .xlsx nor .csv. Save it as one of these.")
    filled = [grid for grid in grids if grid.rows]
    if not filled:
        raise UnreadableSheetError(
            f"{path} has no sheet with anything in it. `parking places template FILE.xlsx` writes one "
            "to fill in."
        )
    return filled


def _csv_rows(path: Path, data: bytes) -> list[Sequence[object]]:
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        raise UnreadableSheetError(f"{path} is not text in UTF-8. Save it as CSV UTF-8.") from None
    except csv.Error as wrong:
        raise UnreadableSheetError(f"{path} is not CSV: {wrong}.") from wrong


def _workbook(path: Path, data: bytes) -> list[Grid]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and needed here only
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a spreadsheet draws (rules, colours) does not matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [
                _grid(sheet.title, list(sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)))
                for sheet in book.worksheets
                if sheet.title.lower() not in ASIDE
            ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as wrong:
        raise UnreadableSheetError(f"{path} is not a workbook that can be opened. Save it again.") from wrong


def _grid(sheet: str, rows: Sequence[Sequence[object]]) -> Grid:
    return Grid(sheet, tuple(_filled(sheet, rows)))


def _filled(sheet: str, rows: Sequence[Sequence[object]]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(
            Cell(sheet, f"{chr(ord('A') + column)}{number}", value)
            for column, value in enumerate(row[:_MOST_COLUMNS])
        )
        if any(cell.text for cell in cells) and not cells[0].text.startswith(COMMENT):
            yield cells
