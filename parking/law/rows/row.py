"""The shape of a row of the journey, and the sets of stages that many rows start from."""

from __future__ import annotations

from dataclasses import dataclass

from parking.law.question import Guard
from parking.law.state import Stage
from parking.law.steps import Actor, Step
from parking.law.timeline import Clock


@dataclass(frozen=True, slots=True)
class Row:
    """One step: where from, to where (None: no change of stage), by whom, guarded by what."""

    step: Step
    before: frozenset[Stage]
    after: Stage | None
    by: tuple[Actor, ...]
    guards: tuple[Guard, ...] = ()
    within: Clock | None = None
    under: str = ""


OPEN = frozenset(s for s in Stage if not s.is_closed and s is not Stage.NEW)
SERVED_AT_ALL = frozenset(s for s in Stage if s is not Stage.NEW)
CONTESTABLE = frozenset({Stage.NOTICE_TO_OWNER, Stage.SERVED_BY_POST, Stage.CHARGE_CERTIFICATE})
AT_COURT = frozenset({Stage.REGISTERED, Stage.ORDER_FOR_RECOVERY, Stage.WARRANT})


def row(
    step: Step,
    before: Stage | frozenset[Stage],
    *guards: Guard,
    to: Stage | None = None,
    by: Actor | tuple[Actor, ...],
    within: Clock | None = None,
    under: str = "",
) -> Row:
    """Return a row; a single stage or actor needs no braces."""
    return Row(
        step=step,
        before=before if isinstance(before, frozenset) else frozenset({before}),
        after=to,
        by=by if isinstance(by, tuple) else (by,),
        guards=guards,
        within=within,
        under=under,
    )
