"""The policies an authority sets for itself, with what holds until it sets its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from parking.law.question import Tolerances


class PolicyKind(StrEnum):
    """What a policy row is about; its value is days, minutes, or minutes by contravention code."""

    LATE_POST_DAYS = "late_post_days"
    CERTIFICATE_MARGIN_DAYS = "certificate_margin_days"
    REGISTER_MARGIN_DAYS = "register_margin_days"
    KEEPER_WAIT_DAYS = "keeper_wait_days"
    OBSERVATION_MINUTES = "observation_minutes"
    BAND = "band"
    TRIBUNAL_WAIT_DAYS = "tribunal_wait_days"
    TRIBUNAL_REVIEW_DAYS = "tribunal_review_days"


DEFAULTS: dict[PolicyKind, Any] = {
    PolicyKind.LATE_POST_DAYS: 5,
    PolicyKind.CERTIFICATE_MARGIN_DAYS: 5,
    PolicyKind.REGISTER_MARGIN_DAYS: 5,
    PolicyKind.KEEPER_WAIT_DAYS: 7,
    PolicyKind.OBSERVATION_MINUTES: {"default": 0},
    PolicyKind.BAND: 2,
    PolicyKind.TRIBUNAL_WAIT_DAYS: 7,
    PolicyKind.TRIBUNAL_REVIEW_DAYS: 7,
}


@dataclass(frozen=True, slots=True)
class Policies:
    """An authority's policies over time, newest first within each kind."""

    rows: tuple[tuple[PolicyKind, date, Any], ...] = ()

    def value(self, kind: PolicyKind, on: date) -> Any:
        """Return the policy in force on a day, or the default this system starts with."""
        for row_kind, from_on, value in self.rows:
            if row_kind is kind and from_on <= on:
                return value
        return DEFAULTS[kind]

    def tolerances(self, on: date) -> Tolerances:
        """Return the days an authority waits beyond the law's own."""
        return Tolerances(
            late_post=self.value(PolicyKind.LATE_POST_DAYS, on),
            certificate_margin=self.value(PolicyKind.CERTIFICATE_MARGIN_DAYS, on),
            register_margin=self.value(PolicyKind.REGISTER_MARGIN_DAYS, on),
        )

    def observation_minutes(self, code: str, on: date) -> int:
        """Return how many minutes an officer watches before a PCN for this code."""
        by_code = self.value(PolicyKind.OBSERVATION_MINUTES, on)
        return int(by_code.get(code, by_code.get("default", 0)))
