"""One value to the text of its cell and back, as its column says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time

from parking.recovery.court.columns import Column
from parking.recovery.court.days import read_day, read_time, write_day, write_time
from parking.recovery.court.fields import Field, Kind, Value
from parking.recovery.court.layout import CourtLayout
from parking.values.money import Money
from parking.values.pcn_number import InvalidNumberError, PcnNumber

_WHOLE = re.compile(r"[0-9]{1,15}")
_POUNDS = re.compile(r"([0-9]{1,13})\.([0-9]{2})")


class CellError(ValueError):
    """A value that can't be written in its cell, or a text that is no value. It quotes nothing personal."""


def write_cell(column: Column, field: Field | None, value: Value, layout: CourtLayout) -> str:
    """Return the text of a cell, before any padding."""
    if field is None:
        return column.constant
    if value is None or value == "":
        if field.needed:
            raise CellError("this is missing")
        return ""
    text = _written(column, field, value, layout)
    if column.width is not None and len(text) > column.width:
        if not column.cut:
            raise CellError(f"this is {len(text)} characters long; its column holds {column.width}")
        text = text[: column.width].rstrip()
    return text


def read_cell(column: Column, field: Field | None, text: str, layout: CourtLayout) -> Value:
    """Return the value in the text of a cell, its padding removed."""
    if field is None:
        if column.constant and text != column.constant:
            raise CellError(f"this should be {column.constant!r}")
        return None
    if not text:
        if field.needed:
            raise CellError("this is missing")
        return "" if field.kind is Kind.TEXT else None
    return _READERS[field.kind](column, text, layout)


def plain(text: str) -> str:
    """Return a text without the marks on its letters, for a file that can't hold them."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _written(column: Column, field: Field, value: Value, layout: CourtLayout) -> str:
    match field.kind, value:
        case Kind.TEXT | Kind.REASON, str():
            text = value.strip()
            if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text):
                raise CellError("this holds a line end or another control character")
            return text
        case Kind.CODE, str():
            return _table(column, layout)[value]
        case Kind.NUMBER, PcnNumber():
            return value.text
        case Kind.WHOLE, int() if value >= 0:
            return str(value)
        case Kind.MONEY, Money() if value.pence >= 0:
            return _pounds(value.pence) if column.money == "pounds" else str(value.pence)
        case Kind.DAY, date():
            return write_day(value, column.date)
        case Kind.TIME, time():
            return write_time(value, column.time)
    raise CellError(f"this is not a {field.kind}")


def _text(_column: Column, text: str, _layout: CourtLayout) -> Value:
    return text


def _number(_column: Column, text: str, _layout: CourtLayout) -> Value:
    try:
        return PcnNumber.read(text)
    except InvalidNumberError:
        raise CellError("this is not a PCN number") from None


def _day(column: Column, text: str, _layout: CourtLayout) -> Value:
    try:
        return read_day(text, column.date)
    except ValueError:
        raise CellError(f"this is not a day written as {column.date}") from None


def _time(column: Column, text: str, _layout: CourtLayout) -> Value:
    try:
        return read_time(text, column.time)
    except ValueError:
        raise CellError(f"this is not a time written as {column.time}") from None


def _whole(_column: Column, text: str, _layout: CourtLayout) -> Value:
    if not _WHOLE.fullmatch(text):
        raise CellError("this is not a whole number")
    return int(text)


def _money(column: Column, text: str, _layout: CourtLayout) -> Value:
    if column.money == "pence" and _WHOLE.fullmatch(text):
        return Money(int(text))
    if column.money == "pounds" and (found := _POUNDS.fullmatch(text)):
        return Money(int(found[1]) * 100 + int(found[2]))
    raise CellError(f"this is not a sum of money in {column.money}")


def _code(column: Column, text: str, layout: CourtLayout) -> Value:
    for ours, theirs in _table(column, layout).items():
        if theirs == text:
            return ours
    raise CellError(f"there is no code {text!r} in codes.{column.codes or column.of}")


def _reason(_column: Column, text: str, layout: CourtLayout) -> Value:
    if text not in layout.reasons:
        raise CellError(f"there is no code {text!r} in the table of reasons")
    return text


_READERS: Mapping[Kind, Callable[[Column, str, CourtLayout], Value]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.CODE: _code,
    Kind.REASON: _reason,
}


def _table(column: Column, layout: CourtLayout) -> Mapping[str, str]:
    return layout.codes[column.codes or column.of]


def _pounds(pence: int) -> str:
    pounds, rest = divmod(pence, 100)
    return f"{pounds}.{rest:02d}"
