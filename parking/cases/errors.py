"""Why the record refuses."""

from __future__ import annotations

from parking.law.reasons import Reason, Refused
from parking.law.steps import Step


class CaseError(Exception):
    """Something about a case that its door must answer for."""

    status = 400


class NoSuchCaseError(CaseError):
    """There is no such case for this authority."""

    status = 404


class StepRefusedError(CaseError):
    """The law, or a policy, does not allow this step now; each reason says why."""

    status = 409

    def __init__(self, step: Step, refusals: tuple[Refused, ...]) -> None:
        super().__init__(f"{step}: {', '.join(r.because.code for r in refusals)}")
        self.step = step
        self.reasons: tuple[Reason, ...] = tuple(r.because for r in refusals)


class SomebodyElseFirstError(CaseError):
    """Another act changed this case in the same moment: look again, then decide again."""

    status = 409
