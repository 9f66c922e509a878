"""What the court tells us, one frozen fact each; the same fact told twice has the same id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parking.law.grounds import WitnessGround
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber


class ReplyKind(StrEnum):
    """The files the court sends."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REJECTION = "rejection"
    SEALED_AUTHORITY = "sealed_authority"
    REVOCATION = "revocation"
    LATE_APPLICATION = "late_application"
    LATE_DECISION = "late_decision"
    WARRANT_SEALED = "warrant_sealed"


class LateDecision(StrEnum):
    """What became of an application to file a witness statement late."""

    GRANTED = "granted"
    REFUSED = "refused"


class Mend(StrEnum):
    """What a rejected record needs before it may be sent again."""

    ADDRESS = "address"
    NAME = "name"
    DATES = "dates"
    AMOUNT = "amount"
    NOTHING = "nothing"  # the court has it already
    PERSON = "person"  # a person has to look


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The court has a batch, with the count and total we sent."""

    id: str
    batch: int
    count: int
    total: Money
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One record was not accepted; the rest of its batch stands."""

    id: str
    batch: int
    number: PcnNumber
    reason: str  # the court's code
    says: str
    mend: Mend


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedAuthority:
    """The debts of a batch are registered: how many, and what they come to."""

    id: str
    batch: int
    registered_on: date
    registered: int
    rejected: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """The order for recovery is revoked on one ground."""

    id: str
    number: PcnNumber
    ground: WitnessGround
    revoked_on: date
    notified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LateApplication:
    """Somebody asks to file a witness statement late: enforcement stops, our days to object begin."""

    id: str
    number: PcnNumber
    received_on: date
    notified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LateDecided:
    """The court decided such an application. If granted, a revocation follows by itself."""

    id: str
    number: PcnNumber
    decision: LateDecision
    decided_on: date
    notified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantSealed:
    """The court sealed one warrant of control."""

    id: str
    batch: int
    number: PcnNumber
    warrant: str
    sealed_on: date
    due: Money


CourtReply = (
    Acknowledged | Rejected | SealedAuthority | Revoked | LateApplication | LateDecided | WarrantSealed
)
