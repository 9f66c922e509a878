"""The journey of a case as a page: a diagram of stages, then every step with who takes it and when."""

from __future__ import annotations

from parking.law.journey import ROWS, Row
from parking.law.state import Stage

# A step from nearly everywhere would hide the others: the diagram leaves it to the table.
_FROM_FEW = 6


def journey_page() -> str:
    """Return the section on the journey: a Mermaid diagram and the table it is drawn from."""
    return "\n".join(
        (
            "## Journey",
            "",
            "The diagram has the steps from stage to stage; those that may be taken almost anywhere",
            "(pay, hold, release, cancel, write off) are only in the table.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *_states(),
            *_arrows(),
            "```",
            "",
            "| step | from | to | by | within | under | asked first |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *(_line(row) for row in ROWS),
        )
    )


def _states() -> list[str]:
    drawn = {stage for row in _drawn() for stage in (*row.before, row.after) if stage is not None}
    return [f"    {_id(stage)}: {_words(stage.value)}" for stage in Stage if stage in drawn]


def _arrows() -> list[str]:
    return [
        f"    {_id(before)} --> {_id(row.after)}: {_label(row)}"
        for row in _drawn()
        for before in _in_order(row.before)
        if row.after is not None
    ]


def _drawn() -> list[Row]:
    return [row for row in ROWS if row.after is not None and len(row.before) <= _FROM_FEW]


def _label(row: Row) -> str:
    return row.step.value.replace(":", ",")  # a second colon would end the label


def _line(row: Row) -> str:
    cells = (
        row.step.value,
        _stages(row),
        _words(row.after.value) if row.after else "stays",
        ", ".join(row.by),
        f"`{row.within}`" if row.within else "",
        row.under,
        "; ".join(_words(guard.__name__) for guard in row.guards),
    )
    return "| " + " | ".join(cells) + " |"


def _stages(row: Row) -> str:
    if row.before >= {stage for stage in Stage if not stage.is_closed and stage is not Stage.NEW}:
        closed = any(stage.is_closed for stage in row.before)
        return "any stage once served" if closed else "any open stage"
    return ", ".join(_words(stage.value) for stage in _in_order(row.before))


def _in_order(stages: frozenset[Stage]) -> list[Stage]:
    return [stage for stage in Stage if stage in stages]


def _id(stage: Stage) -> str:
    return str(stage.value)


def _words(name: str) -> str:
    return name.replace("_", " ")
