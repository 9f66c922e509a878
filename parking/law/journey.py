"""Every lawful step from the kerb to the warrant, one row a step: from, to, who, when, under what."""

from __future__ import annotations

from collections.abc import Mapping

from parking.law.question import Question, refused
from parking.law.reasons import Refused
from parking.law.rows import appeals, beginning, contests, court, endings, recovering
from parking.law.rows.row import OPEN, SERVED_AT_ALL, Row
from parking.law.state import Stage
from parking.law.steps import Step

__all__ = ["BY_STEP", "OPEN", "ROWS", "SERVED_AT_ALL", "Row", "steps_from", "what_stops", "wrong_stage"]

ROWS: tuple[Row, ...] = (
    *beginning.ROWS,
    *contests.ROWS,
    *appeals.ROWS,
    *recovering.ROWS,
    *court.ROWS,
    *endings.ROWS,
)
BY_STEP: Mapping[Step, Row] = {row.step: row for row in ROWS}


def what_stops(step: Step, question: Question) -> tuple[Refused, ...]:
    """Return every reason why a step may not be taken now; none means that it may."""
    from_here = BY_STEP[step]
    if question.state.stage not in from_here.before:
        return (wrong_stage(step, question.state.stage),)
    answers = (guard(question) for guard in from_here.guards)
    return tuple(answer for answer in answers if isinstance(answer, Refused))


def wrong_stage(step: Step, stage: Stage) -> Refused:
    """Return the refusal of a step that does not exist from a stage."""
    return refused("not_from_this_stage", step=step.value, stage=stage.value)


def steps_from(stage: Stage) -> tuple[Row, ...]:
    """Return the rows that start from a stage, in the order of the journey."""
    return tuple(row for row in ROWS if stage in row.before)
