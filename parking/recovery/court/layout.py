"""The mapping a council enters without code: which field stands where, how wide and how written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from parking.recovery.court.columns import Column, FileLayout, Section, Strict
from parking.recovery.court.days import read_day, read_time, write_day, write_time
from parking.recovery.court.fields import EXPORT, EXPORT_OF_ITS_OWN, REPLIES, Kind, Schema
from parking.recovery.court.fields import Field as SchemaField
from parking.recovery.court.records import Transaction
from parking.recovery.court.replies import Mend, ReplyKind

DEFAULT = Path(__file__).parent / "data" / "default.toml"
_SAMPLE_DAY, _SAMPLE_TIME = date(2031, 2, 9), time(7, 5)


class InvalidLayoutError(ValueError):
    """A mapping that can't be used; it says which file, where in it, and what is wrong."""


class RejectionReason(Strict):
    """One code of the court's table of reasons."""

    says: str
    mend: Mend


class CourtLayout(Strict):
    """The whole mapping: our export, the court's replies, the codes, the reasons."""

    name: str
    version: Annotated[int, Field(ge=1)]
    codes: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, RejectionReason]
    export: FileLayout
    exports: Mapping[Transaction, FileLayout] = {}
    replies: Mapping[ReplyKind, FileLayout]

    @model_validator(mode="after")
    def _check(self) -> CourtLayout:
        if missing := set(ReplyKind) - set(self.replies):
            raise ValueError(f"the mapping leaves out the replies {', '.join(sorted(missing))}")
        _check_file("export", self.export, EXPORT, self.codes)
        for transaction, layout in self.exports.items():
            _check_file(f"exports.{transaction}", layout, EXPORT_OF_ITS_OWN, self.codes)
        for kind, layout in self.replies.items():
            _check_file(kind, layout, REPLIES[kind], self.codes)
        for layout in (self.export, *self.exports.values()):
            _check_export(layout)
        names = [layout.file for layout in (self.export, *self.exports.values(), *self.replies.values())]
        if len(set(names)) < len(names):
            raise ValueError("every kind of file has a name of its own")
        return self

    def export_of(self, transaction: Transaction) -> FileLayout:
        """Return how a transaction is sent: in a layout of its own, or in the common one."""
        return self.exports.get(transaction, self.export)

    def names_of(self, batch: int) -> tuple[str, ...]:
        """Return every name the file of a batch may have."""
        return tuple(layout.file.format(batch=batch) for layout in (self.export, *self.exports.values()))


def load_layout(path: Path = DEFAULT) -> CourtLayout:
    """Return the mapping in a TOML file, checked."""
    try:
        return CourtLayout.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise InvalidLayoutError(f"{path.name} is missing") from None
    except tomllib.TOMLDecodeError as wrong:
        raise InvalidLayoutError(f"{path.name}: {wrong}") from wrong
    except ValidationError as wrong:
        found = [f"{'.'.join(map(str, e['loc'])) or 'mapping'}: {e['msg']}" for e in wrong.errors()]
        raise InvalidLayoutError(f"{path.name}: {'; '.join(found)}") from None


def _check_file(
    label: str, layout: FileLayout, schema: Schema, codes: Mapping[str, Mapping[str, str]]
) -> None:
    _check_section(f"{label}.record", layout.record, schema.record, codes, whole=True)
    if layout.heading:
        _check_section(f"{label}.heading", layout.heading, schema.heading, codes)
    if layout.trailer:
        _check_section(f"{label}.trailer", layout.trailer, schema.trailer, codes)


def _check_export(layout: FileLayout) -> None:
    try:
        names = {layout.file.format(batch=number) for number in (1, 2)}
    except (KeyError, IndexError, ValueError):
        names = set()
    if len(names) < 2:
        raise ValueError("an export's file name holds {batch}, such as court-{batch:06d}.csv")
    sections = [section for section in (layout.heading, layout.record, layout.trailer) if section]
    if not any(column.of == "batch" for section in sections for column in section.columns):
        raise ValueError("the number of the batch stands in the heading, the records or the trailer")


def _check_section(
    label: str,
    section: Section,
    fields: Mapping[str, SchemaField],
    codes: Mapping[str, Mapping[str, str]],
    *,
    whole: bool = False,
) -> None:
    held = [column.of for column in section.columns if column.of]
    if len(set(held)) < len(held):
        raise ValueError(f"{label}: a field stands twice")
    if strange := set(held) - set(fields):
        raise ValueError(f"{label}: there is no field {', '.join(sorted(strange))}")
    if whole and (missing := {name for name, f in fields.items() if f.needed} - set(held)):
        raise ValueError(f"{label}: {', '.join(sorted(missing))} must stand in a column")
    for column in section.columns:
        if column.of:
            _check_column(f"{label}.{column.name}", column, fields[column.of], codes)


def _check_column(
    label: str, column: Column, field: SchemaField, codes: Mapping[str, Mapping[str, str]]
) -> None:
    if column.pad == "0" and field.kind not in (Kind.WHOLE, Kind.MONEY):
        raise ValueError(f"{label}: only whole numbers and money are padded with zeros")
    if column.cut and field.kind is not Kind.TEXT:
        raise ValueError(f"{label}: only a text may be cut")
    if field.kind is Kind.DAY and not _keeps_day(column.date):
        raise ValueError(f"{label}: {column.date!r} does not write a whole day")
    if field.kind is Kind.TIME and not _keeps_time(column.time):
        raise ValueError(f"{label}: {column.time!r} does not write a time to the minute")
    if field.words is not None:
        table = codes.get(column.codes or column.of, {})
        if set(table) != set(field.words) or len(set(table.values())) < len(table):
            words = ", ".join(field.words)
            raise ValueError(f"{label}: codes.{column.codes or column.of} gives a code of its own to {words}")


def _keeps_day(pattern: str) -> bool:
    try:
        return read_day(write_day(_SAMPLE_DAY, pattern), pattern) == _SAMPLE_DAY
    except ValueError:
        return False


def _keeps_time(pattern: str) -> bool:
    try:
        return read_time(write_time(_SAMPLE_TIME, pattern), pattern) == _SAMPLE_TIME
    except ValueError:
        return False
