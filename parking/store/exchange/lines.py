"""Our own layout for exchanged messages: a heading line, then one JSON object a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer, TypeAdapter, ValidationError

from parking.store.exchange.post import Page, Problem, Received
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

T = TypeVar("T")


def _number(found: object) -> object:
    return PcnNumber.read(found) if isinstance(found, str) else found


def _money(found: object) -> object:
    if type(found) is int and found < 0:
        raise ValueError("a sum is not below zero")
    return Money(found) if type(found) is int else found


# How values of ours stand in a line: a PCN number as text, money as whole pence.
Number = Annotated[PcnNumber, BeforeValidator(_number), PlainSerializer(lambda number: number.text)]
Pence = Annotated[Money, BeforeValidator(_money), PlainSerializer(lambda money: money.pence)]
MessageId = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]


class _Heading(BaseModel):
    layout: str
    version: int
    file: str
    count: int
    pence: int


@dataclass(frozen=True, slots=True)
class Lines(Generic[T]):
    """Writes and reads files of one layout. A reader passes over a key it does not know."""

    layout: str
    version: int
    messages: TypeAdapter[T]
    money: Callable[[T], Money]

    def write(self, name: str, messages: Sequence[T]) -> bytes:
        """Return the file of these messages."""
        return self.write_under(name, messages, pence=self._total(messages))

    def write_under(self, name: str, messages: Sequence[T], *, pence: int, count: int | None = None) -> bytes:
        """Return the file under a total and count of one's own: for stand-ins that add up wrongly."""
        said = len(messages) if count is None else count
        heading = _Heading(layout=self.layout, version=self.version, file=name, count=said, pence=pence)
        lines = [heading.model_dump_json().encode(), *(self.messages.dump_json(m) for m in messages)]
        return b"".join(line + b"\n" for line in lines)

    def read(self, file: Received) -> Page[T]:
        """Return every message that can be read, and what is wrong with the rest."""
        first, *rest = file.content.split(b"\n")
        problems: list[Problem] = []
        heading = self._heading(file.name, first, problems)
        if heading is None:
            return Page((), tuple(problems))
        good: list[tuple[int, T]] = []
        lines = [(number, line) for number, line in enumerate(rest, start=2) if line.strip()]
        for number, line in lines:
            try:
                good.append((number, self.messages.validate_json(line, strict=True)))
            except ValidationError as wrong:
                problems += _problems(file.name, number, wrong)
        total = self._total([message for _, message in good])
        if heading.count != len(lines):
            says = f"the heading says {heading.count} records, the file holds {len(lines)}"
            problems.append(Problem(file.name, 1, "count", says))
        elif len(good) == len(lines) and heading.pence != total:
            says = f"the heading says {heading.pence} pence, the records come to {total}"
            problems.append(Problem(file.name, 1, "pence", says))
        return Page(tuple(good), tuple(problems))

    def _heading(self, name: str, line: bytes, problems: list[Problem]) -> _Heading | None:
        try:
            heading = _Heading.model_validate_json(line, strict=True)
        except ValidationError as wrong:
            problems += _problems(name, 1, wrong)
            return None
        if (heading.layout, heading.version) != (self.layout, self.version):
            found = f"{heading.layout} version {heading.version}"
            says = f"this is {found}, not {self.layout} version {self.version}"
            problems.append(Problem(name, 1, "layout", says))
            return None
        return heading

    def _total(self, messages: Sequence[T]) -> int:
        return sum(self.money(message).pence for message in messages)


def no_money(_message: object) -> Money:
    """Return nothing: these messages carry no money."""
    return Money(0)


def _problems(file: str, line: int, wrong: ValidationError) -> list[Problem]:
    # What was read is never quoted: it may be a name or a number.
    found = wrong.errors(include_input=False, include_url=False, include_context=False)
    problems = []
    for one in found:
        if one["type"].startswith("union_tag"):
            problems.append(Problem(file, line, "kind", "there is no such kind of message"))
        else:
            field = ".".join(map(str, one["loc"][-1:])) or "line"
            problems.append(Problem(file, line, field, one["msg"].removeprefix("Value error, ")))
    return problems
