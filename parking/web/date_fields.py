"""Date and time fields that say which part is wrong, and take any post without failing."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import wtforms
from wtforms.validators import StopValidation

from parking.web import widgets
from parking.web.fields import Looks

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LONGEST_PART = 20
_CLOCK = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*(am|pm)?")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three inputs of a date."""

    label: str
    id: str
    name: str
    text: str
    width: int
    wrong: bool


class DateField(Looks, wtforms.Field):
    """A date typed as day, month and year; its data is a date or None."""

    widget = widgets.DateWidget()
    PARTS = ("day", "month", "year")

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        self.texts = dict.fromkeys(self.PARTS, "")
        self.wrong: set[str] = set()
        super().__init__(label, validators, **options)

    def process(
        self,
        formdata: Any,
        data: Any = wtforms.utils.unset_value,
        extra_filters: Any = None,  # noqa: ARG002 - WTForms passes it
    ) -> None:
        """Read the three inputs, whichever of them came, as often as they came."""
        self.process_errors = []
        self.wrong = set()
        given = self.default() if callable(self.default) else self.default
        self.data = given if data is wtforms.utils.unset_value else data
        self.object_data = self.data
        if isinstance(self.data, date):
            self.texts = {
                "day": str(self.data.day),
                "month": str(self.data.month),
                "year": f"{self.data.year}",
            }
        if formdata is None:
            return
        for part in self.PARTS:
            sent = formdata.getlist(f"{self.name}-{part}")
            self.texts[part] = str(sent[0]).replace("\x00", "").strip()[:_LONGEST_PART] if sent else ""
        self.raw_data = [text for text in self.texts.values() if text]
        self.data = None
        if self.raw_data:
            try:
                self.data = self._read()
            except ValueError as error:
                self.process_errors.append(str(error))

    def parts(self) -> list[Part]:
        """Return the three inputs; with an error of the whole date all three are wrong."""
        wrong = self.wrong or (set(self.PARTS) if self.errors else set())
        widths = {"day": 2, "month": 2, "year": 4}
        return [
            Part(part.title(), self._part_id(part), f"{self.name}-{part}", text, widths[part], part in wrong)
            for part, text in self.texts.items()
        ]

    @property
    def error_target(self) -> str:
        """The id of the first wrong input."""
        return self._part_id(next((part for part in self.PARTS if part in self.wrong), self.PARTS[0]))

    def pre_validate(self, form: wtforms.Form) -> None:  # noqa: ARG002 - the name is WTForms'
        """Stop at a date that could not be read."""
        if self.process_errors:
            raise StopValidation

    def _part_id(self, part: str) -> str:
        return f"{self.id}-{part}"

    def _read(self) -> date:
        missing = [part for part in self.PARTS if not self.texts[part]]
        if missing:
            raise self._error(missing, f"must include a {' and '.join(missing)}")
        day, month, year = (self._number(part) for part in self.PARTS)
        if year is None or len(self.texts["year"]) != len("2026"):
            raise self._error(["year"], "must include a year of 4 numbers, like 2026")
        if month is None or not 1 <= month <= len(MONTHS):
            raise self._error(["month"], "must include a real month, from 1 to 12")
        if day is None or not 1 <= day <= 31:
            raise self._error(["day"], "must include a real day, from 1 to 31")
        try:
            return date(year, month, day)
        except ValueError:
            raise self._error(["day"], "must be a real date: that month has fewer days") from None

    def _number(self, part: str) -> int | None:
        text = self.texts[part].lower()
        if text.isascii() and text.isdigit():
            return int(text)
        named = [n for n, month in enumerate(MONTHS, 1) if len(text) >= len("jan") and month.startswith(text)]
        return named[0] if part == "month" and named else None

    def _error(self, wrong: list[str], text: str) -> ValueError:
        self.wrong = set(wrong)
        return ValueError(f"{self.label.text} {text}")


class TimeField(Looks, wtforms.StringField):
    """A time of day typed in one input, as 14:05, 2.05pm or 1405; its data is a time or None."""

    widget = widgets.InputWidget()

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(
            label, validators, **{"width": 5, "autocomplete": "off", "spellcheck": False} | options
        )

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time; nothing typed leaves None."""
        self.data = None
        text = str(valuelist[0]).strip().lower() if valuelist else ""
        if not text:
            return
        found = _CLOCK.fullmatch(text) if text.isascii() else None
        if found is None or (len(text) <= len("14") and not found.group(3)):
            raise self._error()
        hour, minute = int(found.group(1)), int(found.group(2) or 0)
        if found.group(3):
            if not 1 <= hour <= _NOON:
                raise self._error()
            hour = hour % _NOON + (_NOON if found.group(3) == "pm" else 0)
        try:
            self.data = time(hour, minute)
        except ValueError:
            raise self._error() from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data is not None else ""

    def _error(self) -> ValueError:
        return ValueError(f"{self.label.text} must be a time, like 14:05 or 2:05pm")
