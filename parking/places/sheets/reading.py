"""From the cells of a sheet to what it says of a place, with every fault named by its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parking.places.rules import PlaceKind, PowerKind, PowerStanding
from parking.places.sheets.cells import UnreadableCellError
from parking.places.sheets.grid import Cell, Grid
from parking.places.sheets.layout import PLACE, TABLES, Field, Table


@dataclass(frozen=True, slots=True)
class PowerLine:
    """One stretch of a power."""

    kind: PowerKind
    standing: PowerStanding
    from_on: date
    until_on: date | None
    in_name_of: str
    ended_because: str


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    """One contravention and its hours."""

    code: str
    suffixes: str
    article: str
    days: str
    from_minute: int
    to_minute: int
    max_stay_minutes: int | None
    exemptions: str


@dataclass(frozen=True, slots=True)
class TariffLine:
    """Up to how long for how much."""

    minutes: int
    pence: int
    days: str


@dataclass(frozen=True, slots=True)
class PlaceSheet:
    """What one sheet says."""

    sheet: str
    code: str
    name: str
    town: str
    kind: PlaceKind
    has_anpr: bool
    detail: str
    order_reference: str
    order_title: str
    order_from: date | None
    order_until: date | None
    order_document: str
    replaces: str
    powers: tuple[PowerLine, ...]
    restrictions: tuple[RestrictionLine, ...]
    tariff: tuple[TariffLine, ...]
    at: Mapping[str, str] = field(default_factory=dict, compare=False)

    def where(self, key: str) -> str:
        """Return the address of what the sheet says under a key: name, restrictions.0.code."""
        return f"{self.sheet}, cell {self.at[key]}" if key in self.at else self.sheet


@dataclass(slots=True)
class _Reading:
    grid: Grid
    values: dict[str, Any] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {t.key: [] for t in TABLES})
    faults: list[str] = field(default_factory=list)


_LINES: dict[str, type] = {
    "powers": PowerLine,
    "restrictions": RestrictionLine,
    "tariff": TariffLine,
}
_BY_TITLE = {each.title.lower(): each for each in PLACE}
_TABLE_BY_TITLE = {table.title.lower(): table for table in TABLES}


def read_sheet(grid: Grid) -> tuple[PlaceSheet | None, list[str]]:
    """Return what a sheet says, or every fault in it: which cell, what it holds, what to write."""
    reading = _Reading(grid)
    table: Table | None = None
    columns: dict[int, Field] | None = None
    for row in grid.rows:
        opened = _TABLE_BY_TITLE.get(row[0].text.lower()) if not any(c.text for c in row[1:]) else None
        if opened is not None:
            table, columns = opened, None
        elif table is None:
            _place_row(reading, row)
        elif columns is None:
            columns = _header(reading, table, row)
        else:
            _table_row(reading, table, columns, row)
    _missing(reading)
    if reading.faults:
        return None, reading.faults
    return _sheet(reading), []


def _place_row(reading: _Reading, row: tuple[Cell, ...]) -> None:
    name, value = row[0], row[1] if len(row) > 1 else Cell(reading.grid.sheet, "B", None)
    found = _BY_TITLE.get(name.text.lower())
    if found is None:
        known = ", ".join(each.title for each in PLACE)
        reading.faults.append(
            f"{_address(name)} holds {name.text!r}. It should hold one of: {known}; or the title of a table: "
            f"{', '.join(each.title for each in TABLES)}. Put the name back as the template has it."
        )
    elif found.key in reading.at:
        reading.faults.append(f"{_address(name)} holds {found.title!r} a second time. Delete one of the two.")
    else:
        reading.at[found.key] = value.address
        reading.values[found.key] = _read(reading, found, value)


def _header(reading: _Reading, table: Table, row: tuple[Cell, ...]) -> dict[int, Field]:
    by_title = {each.title.lower(): each for each in table.fields}
    columns: dict[int, Field] = {}
    for place, cell in enumerate(row):
        if not cell.text:
            continue
        found = by_title.get(cell.text.lower())
        if found is None or found in columns.values():
            reading.faults.append(
                f"{_address(cell)} holds {cell.text!r}. The headings of {table.title} are: "
                f"{', '.join(each.title for each in table.fields)}. Write each once."
            )
        else:
            columns[place] = found
    gone = [each.title for each in table.fields if each.required and each not in columns.values()]
    if gone:
        reading.faults.append(
            f"{_address(row[0])}: the headings of {table.title} lack {', '.join(gone)}. Add the column."
        )
    return columns


def _table_row(reading: _Reading, table: Table, columns: Mapping[int, Field], row: tuple[Cell, ...]) -> None:
    lines = reading.tables[table.key]
    line: dict[str, Any] = {}
    for place, found in columns.items():
        cell = row[place] if place < len(row) else Cell(reading.grid.sheet, row[0].address, None)
        reading.at[f"{table.key}.{len(lines)}.{found.key}"] = cell.address
        line[found.key] = _read(reading, found, cell)
    lines.append(line)


def _read(reading: _Reading, wanted: Field, cell: Cell) -> Any:
    if not cell.text:
        if wanted.required:
            reading.faults.append(
                f"{_address(cell)} is empty. It should hold {wanted.says}, such as {wanted.example!r}."
            )
        return None
    try:
        return wanted.read(cell.value)
    except UnreadableCellError as wrong:
        reading.faults.append(
            f"{_address(cell)} holds {cell.text!r}. It should hold {wanted.says} ({wanted.title}). {wrong}"
        )
        return None


def _missing(reading: _Reading) -> None:
    reading.faults += [
        f"{reading.grid.sheet}: there is no line {each.title!r}. Add it with {each.says}."
        for each in PLACE
        if each.required and each.key not in reading.at
    ]


def _address(cell: Cell) -> str:
    return f"{cell.sheet}, cell {cell.address}"


def _sheet(reading: _Reading) -> PlaceSheet:
    days = {"order_from", "order_until"}
    values: dict[str, Any] = {each.key: reading.values.get(each.key) for each in PLACE}
    plain: dict[str, Any] = {
        key: value if value is not None or key in days else "" for key, value in values.items()
    }
    lines: dict[str, Any] = {
        key: tuple(_line(_LINES[key], row) for row in rows) for key, rows in reading.tables.items()
    }
    return PlaceSheet(sheet=reading.grid.sheet, at=reading.at, **plain, **lines)


def _line(kind: Any, row: dict[str, Any]) -> Any:
    held = {"until_on", "max_stay_minutes"}
    return kind(
        **{
            name: row.get(name) if row.get(name) is not None or name in held else ""
            for name in kind.__dataclass_fields__
        }
    )
