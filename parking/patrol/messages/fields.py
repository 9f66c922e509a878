"""The kinds of field a device sends: strict where JSON is loose, each with words for what it wants."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from parking.values import clock
from parking.values.mark import Mark

_LAST_YEAR = 2099
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Message(BaseModel):
    """A JSON object that came in; a field nobody knows is refused, since it may be a misspelling."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """A JSON object that goes out."""

    model_config = ConfigDict(frozen=True)


def _whole(value: Any) -> Any:
    if isinstance(value, bool | str):
        raise ValueError("is not a whole number")  # noqa: TRY004 - pydantic reads ValueError
    return value


def _iso(value: Any) -> Any:
    if not isinstance(value, str | datetime) or (
        isinstance(value, str) and not re.search(r"\d[Tt ]\d", value)
    ):
        raise ValueError("is not a date and time")
    return value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("has no time zone")
    if value.year > _LAST_YEAR or value.year < 1900:
        raise ValueError("is in a year nobody can mean")
    return clock.utc(value)


def _clean(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("has control characters in it")
    return value.strip()


def _mark(value: str) -> str:
    return Mark.read(value).text


WHOLE = BeforeValidator(_whole)  # stands after the limits, so that the document shows them
At = Annotated[datetime, BeforeValidator(_iso), AfterValidator(_aware)]
Words = Annotated[str, AfterValidator(_clean)]
MarkSent = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]([ -]?[A-Za-z0-9]){0,16}$",
        description="the registration mark: 1 to 17 letters and numbers, such as AB12 CDE",
    ),
    AfterValidator(_mark),
]
AN_INSTANT = "a date and time with its time zone, such as 2026-03-03T14:05:00Z or 2026-06-03T14:05:00+01:00"
