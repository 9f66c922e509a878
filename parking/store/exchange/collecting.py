"""Reads every waiting file of an exchange and sets aside answers to what was never sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from parking.store.exchange.post import Arrived, Exchange, Page, Problem, Receipt, Received

T = TypeVar("T")


def collect(
    exchange: Exchange,
    read: Callable[[Received], Page[T]],
    answers: Callable[[T], str | None],
) -> Arrived[T]:
    """Return what has come. `answers` gives the reference a message answers, None if it answers none."""
    messages: list[T] = []
    problems: list[Problem] = []
    receipts: list[Receipt] = []
    for file in exchange.waiting():
        page = read(file)
        asked = {reference for _, message in page.numbered if (reference := answers(message)) is not None}
        known = exchange.ever_sent(asked)
        for line, message in page.numbered:
            reference = answers(message)
            if reference is None or reference in known:
                messages.append(message)
            else:
                says = "this answers a record that we did not send"
                problems.append(Problem(file.name, line, "reference", says))
        problems += page.problems
        receipts.append(file.receipt)
    return Arrived(tuple(messages), tuple(problems), tuple(receipts))
