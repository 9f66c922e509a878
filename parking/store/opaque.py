"""Values that a rule may pass on but not look into, so that equal cases are decided once together.

Two cases whose states differ in ids and instants alone are the same question to the law. Such values
are taken out and stand as opaque ones while the question is asked; what comes of it is a template,
filled with each case's own. Looking into one raises, and then each case is asked by itself.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NoReturn

# Never a part of any text that was recorded: made of chance when the process starts.
_MAGIC = secrets.token_hex(16)
_TOKEN = re.compile(rf"<{_MAGIC}\.(\d+)>")


class OpaqueTouchedError(TypeError):
    """A rule looked into a value that is another one in every case."""


class Opaque:
    """One value left open: equal to itself, and to nothing that is written out.

    Only one that the state itself keeps things by can be looked up: a look-up elsewhere finds nothing.
    """

    __slots__ = ("is_key", "slot")

    def __init__(self, slot: int) -> None:
        self.slot = slot
        self.is_key = False

    def __str__(self) -> str:
        return f"<{_MAGIC}.{self.slot}>"

    def __hash__(self) -> int:
        if not self.is_key:
            self._touched()
        return self.slot

    def __eq__(self, other: object) -> bool:
        if other is not None and not isinstance(other, Opaque):
            self._touched()
        return self is other

    def __getattr__(self, name: str) -> NoReturn:
        self._touched()

    def _touched(self, *_: object) -> NoReturn:
        raise OpaqueTouchedError("this value differs from case to case")

    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = _touched


def is_open(text: str) -> bool:
    """Return whether a text has an opaque value in it."""
    return _MAGIC in text


@dataclass(frozen=True, slots=True)
class Template:
    """A text with the places where each case's own values go."""

    text: str
    slots: tuple[int, ...]

    def fill(self, every: Sequence[Sequence[str]]) -> list[str]:
        """Return the text for each case."""
        if not self.slots:
            return [self.text % ()] * len(every)
        text, pick = self.text, itemgetter(*self.slots)
        return [text % pick(values) for values in every]


def template(text: str) -> Template:
    """Return the template of a text made with opaque values."""
    slots = tuple(int(slot) for slot in _TOKEN.findall(text))
    return Template(_TOKEN.sub("%s", text.replace("%", "%%")), slots)


def slot_of(value: Any) -> int | None:
    """Return which value a thing stands for, where it is one opaque value and nothing else."""
    if isinstance(value, Opaque):
        return value.slot
    found = _TOKEN.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) if found else None
