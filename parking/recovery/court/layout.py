"""The mapping a council enters without code: which field stands where, how wide and how written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from parking.recovery.court.days import read_day, read_time, write_day, write_time
from parking.recovery.court.fields import EXPORT, REPLIES, Kind, Schema
from parking.recovery.court.fields import Field as SchemaField
from parking.recovery.court.replies import Mend, ReplyKind

DEFAULT = Path(__file__).parent / "data" / "default.toml"
_SAMPLE_DAY, _SAMPLE_TIME = date(2031, 2, 9), time(7, 5)


class InvalidLayoutError(ValueError):
    """A mapping that can't be used; it says which file, where in it, and what is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Column(_Strict):
    """One column: a field of ours, or a constant, or filler where neither is given."""

    name: str
    of: str = ""
    constant: str = ""
    width: Annotated[int, Field(ge=1)] | None = None
    align: Literal["left", "right"] = "left"
    pad: Annotated[str, Field(min_length=1, max_length=1)] = " "
    date: str = "%Y-%m-%d"
    time: str = "%H:%M"
    money: Literal["pence", "pounds"] = "pence"
    codes: str = ""
    cut: bool = False  # a text too long is cut to its width; otherwise it is refused

    @model_validator(mode="after")
    def _check(self) -> Column:
        if self.of and self.constant:
            raise ValueError("a column holds a field or a constant, not both")
        if self.width is not None and len(self.constant) > self.width:
            raise ValueError("the constant is wider than its column")
        if self.cut and self.width is None:
            raise ValueError("only a column with a width can be cut to it")
        if self.pad not in (" ", "0") or (self.pad == "0" and self.align != "right"):
            raise ValueError("pad with spaces, or on the left with zeros")
        return self


class Section(_Strict):
    """The columns of one kind of line, in order."""

    columns: Annotated[tuple[Column, ...], Field(min_length=1)]


class FileLayout(_Strict):
    """How one kind of file is written. `file` is its name; in the name of a reply `*` stands for anything."""

    file: str
    shape: Literal["delimited", "fixed"] = "delimited"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    names_row: bool = False
    encoding: Literal["utf-8", "ascii", "latin-1", "cp1252"] = "utf-8"
    letters: Literal["exact", "plain"] = "exact"
    line_end: Literal["crlf", "lf"] = "crlf"
    heading: Section | None = None
    record: Section
    trailer: Section | None = None

    @property
    def newline(self) -> str:
        """The characters that end a line."""
        return "\r\n" if self.line_end == "crlf" else "\n"

    @model_validator(mode="after")
    def _check(self) -> FileLayout:
        columns = [c for s in (self.heading, self.record, self.trailer) if s for c in s.columns]
        if self.shape == "fixed" and any(column.width is None for column in columns):
            raise ValueError("every column of a fixed-width file has a width")
        if self.shape == "fixed" and self.encoding == "utf-8":
            raise ValueError("a fixed-width file is ascii, latin-1 or cp1252: a letter is one byte")
        if self.shape == "fixed" and self.names_row:
            raise ValueError("only a delimited file has a row of names")
        if self.delimiter in '"\r\n ':
            raise ValueError("a delimiter is not a quote, a space or the end of a line")
        return self


class RejectionReason(_Strict):
    """One code of the court's table of reasons."""

    says: str
    mend: Mend


class CourtLayout(_Strict):
    """The whole mapping: our export, the court's replies, the codes, the reasons."""

    name: str
    version: Annotated[int, Field(ge=1)]
    codes: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, RejectionReason]
    export: FileLayout
    replies: Mapping[ReplyKind, FileLayout]

    @model_validator(mode="after")
    def _check(self) -> CourtLayout:
        if missing := set(ReplyKind) - set(self.replies):
            raise ValueError(f"the mapping leaves out the replies {', '.join(sorted(missing))}")
        _check_file("export", self.export, EXPORT, self.codes)
        for kind, layout in self.replies.items():
            _check_file(kind, layout, REPLIES[kind], self.codes)
        if "{batch" not in self.export.file:
            raise ValueError("the export's file name holds {batch}, such as court-{batch:06d}.csv")
        return self


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
