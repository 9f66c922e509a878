"""The journey as people read it: a diagram and a table, written from its rows."""

from __future__ import annotations

from parking.law.journey import ROWS, Row
from parking.law.state import Stage


def journey_document() -> str:
    """Return the journey from the kerb to the warrant as Markdown with a Mermaid diagram."""
    return "\n".join(("## The journey", "", *_diagram(), "", *_table()))


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    for row in ROWS:
        if row.after is None:
            continue
        sources = sorted(row.before, key=list(Stage).index)
        if len(sources) > 8:
            lines.append(f"  any_open --> {row.after}: {row.step}")
            continue
        lines += [f"  {_name(source)} --> {row.after}: {row.step}" for source in sources]
    lines += ["  any_open --> paid: pay", "```"]
    return lines


def _name(stage: Stage) -> str:
    return "[*]" if stage is Stage.NEW else stage.value


def _table() -> list[str]:
    head = ["| step | from | to | by | guards | within | under |", "|---" * 7 + "|"]
    return [*head, *(_line(row) for row in ROWS)]


def _line(row: Row) -> str:
    stages = sorted(row.before, key=list(Stage).index)
    before = "any stage once served" if len(stages) > 8 else ", ".join(stages)
    guards = ", ".join(guard.__name__.replace("_", " ") for guard in row.guards) or "none"
    within = row.within.value.replace("_", " ") if row.within else ""
    who = ", ".join(row.by)
    return (
        f"| {row.step} | {before} | {row.after or 'no change'} | {who} | {guards} | {within} | {row.under} |"
    )
