"""The policies an authority sets for itself, with what holds until it sets its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from parking.law.question import Tolerances


class PolicyKind(StrEnum):
    """What a policy row is about; its value is days, minutes (by code or not), pence or a percentage."""

    LATE_POST_DAYS = "late_post_days"
    CERTIFICATE_MARGIN_DAYS = "certificate_margin_days"
    REGISTER_MARGIN_DAYS = "register_margin_days"
    KEEPER_WAIT_DAYS = "keeper_wait_days"
    ADMIT_LATE_DAYS = "admit_late_days"
    DECISION_ALARM_DAY = "decision_alarm_day"
    COURT_WAIT_DAYS = "court_wait_days"
    OBSERVATION_MINUTES = "observation_minutes"
    BAND = "band"
    REFUND_ALARM_DAYS = "refund_alarm_days"
    REFUND_SECOND_ABOVE_PENCE = "refund_second_above_pence"
    UNMATCHED_REVIEW_DAYS = "unmatched_review_days"
    SECOND_LOOK_PERCENT = "second_look_percent"
    SECOND_LOOK_WRITE_OFF_PENCE = "second_look_write_off_pence"
    AGENT_WAIT_DAYS = "agent_wait_days"
    CARE_REVIEW_DAYS = "care_review_days"
    ENFORCEMENT_AGENT = "enforcement_agent"
    TRIBUNAL_WAIT_DAYS = "tribunal_wait_days"
    TRIBUNAL_REVIEW_DAYS = "tribunal_review_days"
    LAPSE_ALARM_DAYS = "lapse_alarm_days"
    PRINT_DIFFERENCE_DAYS = "print_difference_days"
    APPROVED_DEVICE = "approved_device"
    POSTAL_ALARM_DAYS = "postal_alarm_days"


DEFAULTS: dict[PolicyKind, Any] = {
    PolicyKind.LATE_POST_DAYS: 5,
    PolicyKind.CERTIFICATE_MARGIN_DAYS: 5,
    PolicyKind.REGISTER_MARGIN_DAYS: 5,
    PolicyKind.KEEPER_WAIT_DAYS: 7,
    PolicyKind.ADMIT_LATE_DAYS: 7,  # by when somebody decides whether late representations are considered
    PolicyKind.DECISION_ALARM_DAY: 42,  # on which of its days a decision that is not made alarms
    PolicyKind.COURT_WAIT_DAYS: 3,
    PolicyKind.OBSERVATION_MINUTES: {"default": 0},
    PolicyKind.BAND: 2,
    PolicyKind.REFUND_ALARM_DAYS: 10,
    PolicyKind.REFUND_SECOND_ABOVE_PENCE: 10_000,
    PolicyKind.UNMATCHED_REVIEW_DAYS: 5,
    PolicyKind.SECOND_LOOK_PERCENT: 10,
    PolicyKind.SECOND_LOOK_WRITE_OFF_PENCE: 10_000,
    PolicyKind.AGENT_WAIT_DAYS: 1,
    PolicyKind.CARE_REVIEW_DAYS: 7,
    PolicyKind.ENFORCEMENT_AGENT: "Enforcement agents",
    PolicyKind.TRIBUNAL_WAIT_DAYS: 7,
    PolicyKind.TRIBUNAL_REVIEW_DAYS: 7,
    PolicyKind.LAPSE_ALARM_DAYS: 14,  # how long before its last lawful day a held case alarms
    PolicyKind.PRINT_DIFFERENCE_DAYS: 1,
    PolicyKind.APPROVED_DEVICE: None,  # no device may begin a PCN until somebody signs for its certificate
    PolicyKind.POSTAL_ALARM_DAYS: 5,
}


@dataclass(frozen=True, slots=True)
class DeviceSignOff:
    """Who answers for an approved device: its certificate, and the document that allows its use."""

    certificate: str
    signed_by: str
    signed_on: str
    document: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return all(each.strip() for each in (self.certificate, self.signed_by, self.signed_on, self.document))


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

    def device(self, on: date) -> DeviceSignOff | None:
        """Return the sign-off of approved devices on a day: none, unless every part of it is there."""
        row = self.value(PolicyKind.APPROVED_DEVICE, on)
        if not isinstance(row, dict):
            return None
        parts = (row.get(each.name) for each in fields(DeviceSignOff))
        signed = DeviceSignOff(*(part if isinstance(part, str) else "" for part in parts))
        return signed if signed.is_whole else None

    def observation_minutes(self, code: str, on: date) -> int:
        """Return how many minutes an officer watches before a PCN for this code."""
        by_code = self.value(PolicyKind.OBSERVATION_MINUTES, on)
        return int(by_code.get(code, by_code.get("default", 0)))
