"""Lines of a file to cells and back: delimited with quotes where needed, or each cell at its width."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from parking.recovery.court.columns import Column, FileLayout


class LineError(ValueError):
    """A line that can't be taken apart; `field` is where it stops making sense."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


def join_cells(layout: FileLayout, columns: Sequence[Column], cells: Sequence[str]) -> str:
    """Return the line of these cells, without its end."""
    if layout.shape == "fixed":
        return "".join(_padded(column, cell) for column, cell in zip(columns, cells, strict=True))
    line = io.StringIO()
    csv.writer(line, delimiter=layout.delimiter, lineterminator="").writerow(cells)
    return line.getvalue()


def split_cells(layout: FileLayout, columns: Sequence[Column], line: str) -> list[str]:
    """Return the cells of a line, padding removed."""
    return _fixed(columns, line) if layout.shape == "fixed" else _delimited(layout, columns, line)


def _padded(column: Column, cell: str) -> str:
    width = column.width or 0
    if not cell:
        return " " * width  # an empty sum is blank, not a row of zeros
    return cell.rjust(width, column.pad) if column.align == "right" else cell.ljust(width, column.pad)


def _fixed(columns: Sequence[Column], line: str) -> list[str]:
    cells, start = [], 0
    for column in columns:
        end = start + (column.width or 0)
        if len(line) < end:
            raise LineError(column.name, f"the line ends after {len(line)} characters; this ends at {end}")
        cells.append(line[start:end].strip(" "))
        start = end
    if len(line) > start:
        raise LineError(columns[-1].name, f"the line goes on after {start} characters, to {len(line)}")
    return cells


def _delimited(layout: FileLayout, columns: Sequence[Column], line: str) -> list[str]:
    try:
        rows = list(csv.reader([line], delimiter=layout.delimiter, strict=True))
    except csv.Error as wrong:
        raise LineError("", f"the quotes do not match ({wrong})") from None
    cells = [cell.strip() for cell in rows[0]] if rows else []
    if len(cells) < len(columns):
        field = columns[len(cells)].name
        raise LineError(field, f"the line has {len(cells)} cells and should have {len(columns)}")
    if len(cells) > len(columns):
        raise LineError(columns[-1].name, f"the line has {len(cells)} cells and should have {len(columns)}")
    return cells
