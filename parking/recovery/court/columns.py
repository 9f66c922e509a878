"""How one kind of file is laid out: its columns in order, how wide, how written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """A table in which a strange key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Column(Strict):
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


class Section(Strict):
    """The columns of one kind of line, in order."""

    columns: Annotated[tuple[Column, ...], Field(min_length=1)]


class FileLayout(Strict):
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
