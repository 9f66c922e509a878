"""What a walk covered and proved, as a page for an auditor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parking.cases.proving.roads import ROADS
from parking.cases.proving.walk import Walked
from parking.law.state import Stage
from parking.law.steps import Step

BEGUN = frozenset({Step.SERVE_PCN, Step.PREPARE_POSTAL_PCN})  # how a case begins, before the walk


def report(walked: Walked, seconds: float) -> str:
    """Return what was covered: moments, acts, steps, days, and every promise with how often it was asked."""
    return "\n".join(_lines(walked, seconds))


def _lines(walked: Walked, seconds: float) -> Iterator[str]:
    steps = {step.value for step in Step} - {step.value for step in BEGUN}
    stages = [stage for stage in Stage if stage is not Stage.NEW]
    missed = sorted(steps - set(walked.taken))
    yield f"Every order of up to {walked.depth} allowed acts, from each moment of {len(ROADS)} roads."
    yield (
        "Moments are merged when the law can't tell them apart: the same facts, the same clocks running, "
        "the same answer of every rule."
    )
    yield ""
    yield f"Moments   {walked.moments:>10,}"
    yield f"Acts      {walked.transitions:>10,}"
    yield f"Days      {len(walked.days):>10,}   from {min(walked.days)} to {max(walked.days)}"
    yield f"Stages    {len(walked.stages):>10,}   of {len(stages)}"
    yield f"Steps     {len(steps) - len(missed):>10,}   of {len(steps)}"
    if missed:
        yield f"Not taken: {', '.join(missed)}."
    yield from _counted("Steps taken", [(name, walked.taken[name]) for name in sorted(walked.taken)])
    yield from _counted("Moments by stage", [(stage.value, walked.stages[stage]) for stage in stages])
    yield from _counted(
        "Ways out of an open case", [(way.value, n) for way, n in walked.ways_out.most_common()]
    )
    yield from _counted("Held, and how often each was asked", list(walked.held.items()))
    yield ""
    if walked.broken:
        yield f"BROKEN: {len(walked.broken)}"
        yield from (str(each) for each in walked.broken)
    else:
        yield f"Nothing was broken. {seconds:.1f} seconds."


def _counted(title: str, rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    yield ""
    yield title
    for name, number in rows:
        yield f"{number:>12,}  {name}"
