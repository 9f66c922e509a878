"""Why something a device or an officer sent could not be taken; each says what to send instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that can't be taken as sent, and what to send."""

    field: str
    says: str


class PatrolError(Exception):
    """Something a device sent could not be taken in."""

    status = 422


class UnreadableMessageError(PatrolError):
    """A field is missing or can't be read."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__("; ".join(f"{error.field}: {error.says}" for error in errors))
        self.problem: Mapping[str, Any] = {"errors": [asdict(error) for error in errors]}


class NothingSentError(PatrolError):
    """Nothing has come under this reference: send it again with PUT."""

    status = 404


class NotYoursError(PatrolError):
    """You gave no such PCN."""

    status = 404


class RefusedError(PatrolError):
    """The checks refused this PCN. No number was used and nothing was recorded."""

    status = 409

    def __init__(self, reasons: Sequence[Mapping[str, Any]]) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.problem = {"reasons": list(reasons)}


class NoPaperError(PatrolError):
    """There is no paper to draw until your supervisor has looked at this PCN."""

    status = 409
