"""What a paper is before it is drawn: blocks of words in reading order, under a letterhead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.notices.drawing.text import Text


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The council that sends the paper and how to reach it."""

    council: str
    department: str
    address: tuple[str, ...]
    phone: str
    phone_hours: str
    email: str
    website: str
    brand_colour: str  # "#rrggbb", used for one rule only


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a section; on a letter it hangs beside the words it opens."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; a note is small."""

    text: Text
    note: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence the law prescribes, under its key in the law's data.

    Short ones that belong together run in: they join the statement before them in one paragraph.
    """

    key: str
    text: Text
    runs_in: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labels with their values: what, where, when."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items of one kind, each after its own letter, or after a dot where it has none."""

    items: tuple[Text, ...]
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum, on what condition it is the one to pay, and the last day for it."""

    sum: str
    condition: str
    until: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The ruled box a helper on the phone can find: numbers, amounts, days, how to object."""

    label: str
    rows: tuple[tuple[str, str], ...]
    amounts: tuple[Amount, ...]
    objection: Text


@dataclass(frozen=True, slots=True)
class Pay:
    """How to pay: a code to scan with the words of what it does, and the other ways."""

    url: str
    does: Text
    ways: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The part to cut off and send with a payment."""

    title: str
    instruction: str
    rows: tuple[tuple[str, str], ...]
    choices: tuple[Amount, ...]
    send_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question answered by ticking boxes."""

    question: str
    choices: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """A question answered by writing on lines."""

    question: str
    lines: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a person signs, prints a name and writes the day."""

    declaration: Text


Question = Ticks | Blanks | Signature


@dataclass(frozen=True, slots=True)
class Form:
    """Pages to fill in and send back; a form starts on a page of its own."""

    title: str
    instruction: Text
    rows: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


Block = Heading | Para | Statement | Definitions | ListBlock | Figures | Pay | Slip | Form


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its facts are already words, nothing in it is looked up while drawing.

    A paper without an addressee (a PCN fixed to a vehicle) has no window to keep clear.
    """

    kind: str
    title: str
    reference: str
    printed_on: date
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    addressee: tuple[str, ...] = ()
    acting_for: str | None = None
    lang: str = "en-GB"
    demonstration: bool = False

    @property
    def figures(self) -> Figures | None:
        """The ruled box, which every drawing places where a reader looks first."""
        return next((block for block in self.blocks if isinstance(block, Figures)), None)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The prescribed statements, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Statement))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished file, with the hash that the history keeps."""

    pdf: bytes
    pages: int
    sha256: str
