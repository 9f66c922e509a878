"""One exchange with an outside system for each authority, made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from parking.authorities.queries import Council

T = TypeVar("T")


def one_for_each(make: Callable[[], T]) -> Callable[[Council], T]:
    """Return what gives every authority an exchange of its own, the same one each time."""
    made: dict[UUID, T] = {}

    def of(council: Council) -> T:
        if council.id not in made:
            made[council.id] = make()
        return made[council.id]

    return of
