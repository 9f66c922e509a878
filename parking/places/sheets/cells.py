"""What one cell of a sheet can hold, read from what people write and what spreadsheets make of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

Kind = TypeVar("Kind", bound=StrEnum)
Reader = Callable[[object], object]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY_DAY = "1234567"
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S")
_WHOLE_DAY = 24 * 60
_DEAREST_PENCE = 10_000


class UnreadableCellError(ValueError):
    """A cell holds something else than it should; the message says how to put it right."""


def shown(value: object) -> str:
    """Return what is in a cell as text, without the .0 a spreadsheet adds to whole numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return " ".join(str(value).split()) if value is not None else ""


def text(longest: int) -> Reader:
    """Return a reader of text up to a length."""

    def read(value: object) -> str:
        found = shown(value)
        if len(found) > longest:
            raise UnreadableCellError(f"Shorten it to {longest} characters; it has {len(found)}.")
        return found

    return read


def place_code(value: object) -> str:
    """Return a council's own code for a place."""
    found = shown(value).upper()
    if not re.fullmatch(r"[A-Z0-9-]{1,12}", found):
        raise UnreadableCellError("Use up to 12 letters, digits and hyphens, such as PG.")
    return found


def choice(kind: type[Kind]) -> Reader:
    """Return a reader of one of several words."""

    def read(value: object) -> Kind:
        found = re.sub(r"[\s_-]+", "_", shown(value).lower())
        try:
            return kind(found)
        except ValueError:
            words = ", ".join(each.value.replace("_", " ") for each in kind)
            raise UnreadableCellError(f"Write one of: {words}.") from None

    return read


def yes_or_no(value: object) -> bool:
    """Return whether a cell says yes."""
    found = shown(value).lower()
    if found in {"yes", "y", "true"}:
        return True
    if found in {"no", "n", "false"}:
        return False
    raise UnreadableCellError("Write yes or no.")


def day(value: object) -> date:
    """Return a day; day before month, as it is written here."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(shown(value), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UnreadableCellError("Write a day such as 2021-06-01 or 1 June 2021.")


def minute(value: object) -> int:
    """Return the minute of the day; 24:00 is the end of it."""
    if isinstance(value, timedelta):
        value = f"{value.seconds // 3600 + 24 * value.days}:{value.seconds // 60 % 60:02d}"
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::00)?", shown(value))
    if found is None or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > _WHOLE_DAY:
        raise UnreadableCellError("Write a time such as 08:30, from 00:00 to 24:00.")
    return int(found[1]) * 60 + int(found[2])


def last_minute(value: object) -> int:
    """Return the minute at which hours end; midnight is the end of the day."""
    return minute(value) or _WHOLE_DAY


def days(value: object) -> str:
    """Return days of the week as digits, Monday first: 12345."""
    found = shown(value).lower().replace(" to ", "-").replace("–", "-")  # noqa: RUF001 - people type it
    if found in {"every day", "daily", "all days", "all"}:
        return _EVERY_DAY
    if re.fullmatch(r"[1-7]{1,7}", found):
        return "".join(sorted(set(found)))
    parts = [part.strip() for part in re.split(r",| and |&", found) if part.strip()]
    named = [number for part in parts for number in _day_range(part)]
    if not named:
        raise UnreadableCellError("Write days such as every day, Mon-Sat or Mon, Wed, Fri.")
    return "".join(str(number) for number in sorted(set(named)))


def _day_range(part: str) -> range:
    ends = [_day_number(name.strip()) for name in part.split("-")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise UnreadableCellError("Write days from earlier to later in the week, such as Mon-Sat.")
    return range(ends[0], ends[-1] + 1)


def _day_number(name: str) -> int:
    for number, whole in enumerate(_DAYS, start=1):
        if len(name) >= 2 and whole.startswith(name.rstrip("s") if name != "s" else name):
            return number
    raise UnreadableCellError("Write days such as every day, Mon-Sat or Mon, Wed, Fri.")


def suffixes(value: object) -> str:
    """Return the suffix letters, each once."""
    found = re.sub(r"[\s,]", "", shown(value).lower())
    if not re.fullmatch(r"[a-z0-9]{0,40}", found):
        raise UnreadableCellError("Write only suffix letters and digits, such as g u 4, or leave it empty.")
    return "".join(dict.fromkeys(found))


def contravention_code(value: object) -> str:
    """Return a contravention code; a spreadsheet makes 01 into 1."""
    found = shown(value).lower()
    if not re.fullmatch(r"\d{1,2}[a-z]?", found):
        raise UnreadableCellError("Write the two digits of the code, such as 83, and its suffixes beside it.")
    return found.zfill(2)


def minutes(value: object) -> int:
    """Return a number of minutes above nought."""
    found = re.fullmatch(r"(\d{1,5})(?: ?min(?:ute)?s?)?|(\d{1,3}) ?h(?:our)?s?", shown(value).lower())
    number = int(found[1]) if found and found[1] else int(found[2]) * 60 if found else 0
    if not 0 < number <= 7 * _WHOLE_DAY:
        raise UnreadableCellError("Write whole minutes, such as 120.")
    return number


def pence(value: object) -> int:
    """Return a price in pence, from £1.50, 1.50 or 150p."""
    found = shown(value).replace(" ", "").replace(",", "")
    in_pence, in_pounds = re.fullmatch(r"(\d+)p", found), re.fullmatch(r"£?(\d+)(?:\.(\d{1,2}))?", found)
    if in_pence:
        price = int(in_pence[1])
    elif in_pounds:
        price = int(in_pounds[1]) * 100 + int((in_pounds[2] or "").ljust(2, "0"))
    else:
        raise UnreadableCellError("Write a price such as £1.50 or 150p; free is 0.")
    if price > _DEAREST_PENCE:
        raise UnreadableCellError("That is dearer than any tariff. Write pounds as 1.50 or pence as 150p.")
    return price
