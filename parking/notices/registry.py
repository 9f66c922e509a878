"""Which room says what each paper says and what its posting does: registered once, by the wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.law.steps import Step
from parking.notices.drawing.paper import Drawn
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow

Draw = Callable[[Session, Council, PaperRow, date], Drawn]
Post = Callable[[Session, Council, PaperRow, date, By], None]
TakeBack = Callable[[Session, Council, PaperRow, By], None]


@dataclass(frozen=True, slots=True)
class PaperRoom:
    """How one kind of paper is drawn, which step its posting takes, and how it is taken back.

    A letter that takes no step of the journey may always go, unless somebody died.
    """

    step: Step | None
    draw: Draw
    post: Post
    take_back: TakeBack


_rooms: dict[PaperWanted, PaperRoom] = {}


def register(kind: PaperWanted, room: PaperRoom) -> None:
    """Say which room a kind of paper belongs to."""
    _rooms[kind] = room


def room_of(kind: PaperWanted) -> PaperRoom:
    """Return the room of a kind of paper."""
    return _rooms[kind]


def posted_kinds() -> tuple[PaperWanted, ...]:
    """Return the kinds of paper that go by post, in a fixed order."""
    return tuple(kind for kind in PaperWanted if kind in _rooms and kind.is_posted)
