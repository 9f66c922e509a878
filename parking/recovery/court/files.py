"""Whole files: a heading, records and a trailer that adds up, written from rows and read back into them."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parking.recovery.court.cells import CellError, plain, read_cell, write_cell
from parking.recovery.court.columns import Column, FileLayout, Section
from parking.recovery.court.fields import Field, Row, Schema, Value
from parking.recovery.court.layout import CourtLayout
from parking.recovery.court.text import LineError, join_cells, split_cells
from parking.store.exchange.post import Problem
from parking.values.money import NOTHING, Money


class FileNotWritableError(ValueError):
    """Values that the mapping can't hold. `problems` name each; mend them, nothing was sent."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(slots=True)
class Rows:
    """A file as read: its heading, each good record with its line, its trailer, and what is wrong."""

    heading: Row = field(default_factory=dict)
    records: list[tuple[int, Row]] = field(default_factory=list)
    trailer: Row = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapped:
    """One kind of file under one mapping."""

    whole: CourtLayout
    layout: FileLayout
    schema: Schema

    def write(self, name: str, ends: Row, records: Sequence[Row]) -> bytes:
        """Return the file; `ends` holds what its heading and trailer say."""
        problems: list[Problem] = []
        lines: list[str] = []
        if self.layout.names_row:
            names = [column.name for column in self.layout.record.columns]
            lines = [join_cells(self.layout, self.layout.record.columns, names)]
        if self.layout.heading:
            lines.append(self._line(name, 0, self.layout.heading, self.schema.heading, ends, problems))
        for number, row in enumerate(records, start=1):
            lines.append(self._line(name, number, self.layout.record, self.schema.record, row, problems))
        if self.layout.trailer:
            lines.append(self._line(name, 0, self.layout.trailer, self.schema.trailer, ends, problems))
        if problems:
            raise FileNotWritableError(problems)
        return "".join(line + self.layout.newline for line in lines).encode(self.layout.encoding)

    def read(self, name: str, content: bytes) -> Rows:
        """Return every row that can be read, and what is wrong with the rest."""
        rows = Rows()
        if self.layout.encoding == "utf-8":
            content = content.removeprefix(BOM_UTF8)  # spreadsheets put one there
        numbered = [(n, line) for n, line in enumerate(content.split(b"\n"), start=1) if line.strip()]
        if self.layout.names_row and numbered:
            self._check_names(name, *numbered.pop(0), rows.problems)
        if self.layout.heading and numbered:
            first = numbered.pop(0)
            rows.heading = (
                self._row(name, first, self.layout.heading, self.schema.heading, rows.problems) or {}
            )
        last = numbered.pop() if self.layout.trailer and numbered else None
        for one in numbered:
            row = self._row(name, one, self.layout.record, self.schema.record, rows.problems)
            if row is not None:
                rows.records.append((one[0], row))
        self._finish(name, last, len(numbered), rows)
        return rows

    def _finish(self, name: str, last: tuple[int, bytes] | None, held: int, rows: Rows) -> None:
        if self.layout.trailer is None:
            return
        if last is None:
            rows.problems.append(Problem(name, 0, "trailer", "the file ends without its trailer"))
            return
        found = self._row(name, last, self.layout.trailer, self.schema.trailer, rows.problems)
        if found is None:
            return
        rows.trailer = found
        count, total = found.get("count"), found.get("total")
        if count is not None and count != held:
            says = f"the trailer says {count} records, the file holds {held}"
            rows.problems.append(Problem(name, last[0], "count", says))
        come_to = sum_of(rows.records, self.schema.adds_up)
        if isinstance(total, Money) and held == len(rows.records) and total != come_to:
            says = f"the trailer says {total.pence} pence, the records come to {come_to.pence}"
            rows.problems.append(Problem(name, last[0], "total", says))

    def _line(
        self,
        name: str,
        number: int,
        section: Section,
        fields: Mapping[str, Field],
        row: Row,
        wrong: list[Problem],
    ) -> str:
        cells = []
        for column in section.columns:
            try:
                text = write_cell(column, fields.get(column.of), row.get(column.of), self.whole)
                cells.append(self._encodable(text))
            except CellError as why:
                cells.append("")
                wrong.append(Problem(name, number, column.name, str(why)))
        return join_cells(self.layout, section.columns, cells)

    def _encodable(self, text: str) -> str:
        try:
            text.encode(self.layout.encoding)
        except UnicodeEncodeError:
            simpler = plain(text)
            if self.layout.letters == "plain" and simpler.isascii() and len(simpler) <= len(text):
                return simpler
            raise CellError(f"this holds a letter that {self.layout.encoding} can't write") from None
        return text

    def _row(
        self,
        name: str,
        numbered: tuple[int, bytes],
        section: Section,
        fields: Mapping[str, Field],
        wrong: list[Problem],
    ) -> Row | None:
        number, raw = numbered
        before = len(wrong)
        row: dict[str, Value] = {}
        try:
            line = raw.removesuffix(b"\r").decode(self.layout.encoding)
            cells = split_cells(self.layout, section.columns, line)
        except UnicodeDecodeError:
            wrong.append(Problem(name, number, "", f"the line is not {self.layout.encoding}"))
            return None
        except LineError as why:
            wrong.append(Problem(name, number, why.field, str(why)))
            return None
        for column, cell in zip(section.columns, cells, strict=True):
            try:
                value = read_cell(column, fields.get(column.of), cell, self.whole)
            except CellError as why:
                wrong.append(Problem(name, number, column.name, str(why)))
            else:
                if column.of:
                    row[column.of] = value
        return row if len(wrong) == before else None

    def _check_names(self, name: str, number: int, raw: bytes, wrong: list[Problem]) -> None:
        columns: Sequence[Column] = self.layout.record.columns
        try:
            cells = split_cells(self.layout, columns, raw.removesuffix(b"\r").decode(self.layout.encoding))
        except (LineError, UnicodeDecodeError):
            cells = []
        strange = next((c.name for c, cell in zip(columns, cells, strict=False) if c.name != cell), None)
        if not cells or strange:
            wrong.append(Problem(name, number, strange or "", "the row of names is not the mapping's"))


def sum_of(records: Sequence[tuple[int, Row]], adds_up: str) -> Money:
    """Return what the records of a file come to."""
    sums = [row.get(adds_up) for _, row in records]
    return sum((one for one in sums if isinstance(one, Money)), NOTHING)
