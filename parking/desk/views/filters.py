"""The filters of this room's templates: its short phrases, under the names templates use."""

from __future__ import annotations

from collections.abc import Callable

from parking.desk.rules import HOLD_TITLES
from parking.desk.views.room import pages
from parking.desk.views.words import account_title, hours_words, paper_title, reason_words, sureness
from parking.law.state import HoldKind
from parking.law.steps import Step
from parking.words import Reader
from parking.words import step_words as named


def step_words(step: Step) -> str:
    """Return what a step is called at the desk."""
    return named(step, Reader.BACK_OFFICE)


def hold_title(kind: HoldKind) -> str:
    """Return what a hold is called."""
    return HOLD_TITLES[kind]


def first_capital(text: str) -> str:
    """Return a text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


FILTERS: tuple[Callable[..., str], ...] = (
    account_title, first_capital, hold_title, hours_words, paper_title, reason_words, step_words, sureness,
)  # fmt: skip
for _filter in FILTERS:
    pages.add_app_template_filter(_filter)
