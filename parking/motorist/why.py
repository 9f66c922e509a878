"""Why a reader can't do a thing now, and what is still open about a notice, in the motorist's words."""

from __future__ import annotations

from collections.abc import Iterator

from parking.law.guards import contest
from parking.law.question import Guard, Question
from parking.law.reasons import Reason, Refused
from parking.law.rows.row import CONTESTABLE
from parking.law.state import HoldKind
from parking.words import Reader, say


def cannot(question: Question) -> tuple[str, ...]:
    """Return why a challenge, or representations, can't be made now; nothing on a closed case."""
    if question.state.is_closed:
        return ()
    guards: list[Guard] = [contest.no_notice_served_yet]
    if question.state.stage in CONTESTABLE:
        guards += [contest.none_made_yet, contest.in_time_to_represent]
    answers = (guard(question) for guard in guards)
    return tuple(_said(answer.because) for answer in answers if isinstance(answer, Refused))


def still_open(question: Question) -> tuple[str, ...]:
    """Return what the council looks at before the notice goes further: each hold, each open matter."""
    return tuple(dict.fromkeys(_said(reason) for reason in _open(question)))


def _open(question: Question) -> Iterator[Reason]:
    state = question.state
    kinds: set[HoldKind] = set(state.holds.values())
    yield from (Reason(f"held_{kind}", {}) for kind in sorted(kinds))
    if state.late_representations_on is not None:
        yield Reason("late_representations_wait", {"received_on": state.late_representations_on})
    if state.late_statement_on is not None:
        yield Reason("held_court_application")
    if state.held_money:
        yield Reason("money_is_held", {"amount": state.held_money})


def _said(reason: Reason) -> str:
    return say(reason, Reader.MOTORIST)
