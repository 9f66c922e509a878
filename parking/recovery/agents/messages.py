"""What we tell an enforcement agent and what it tells us, in a layout of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from parking.law.charges import AgentStage
from parking.store.exchange.lines import MessageId, Number, Pence


class RecallReason(StrEnum):
    """Why a case is taken back. An agent stops on any of them."""

    REVOKED = "revoked"
    CANCELLED = "cancelled"
    PAID = "paid"
    COURT_APPLICATION = "court_application"
    BREATHING_SPACE = "breathing_space"
    VULNERABLE = "vulnerable"
    NEW_ADDRESS = "new_address"
    DECEASED = "deceased"
    INSOLVENT = "insolvent"
    WARRANT_ENDED = "warrant_ended"
    OTHER = "other"


class Declined(StrEnum):
    """Why an agent could not take a message of ours."""

    UNKNOWN_CASE = "unknown_case"
    INCOMPLETE = "incomplete"
    OUTSIDE_AREA = "outside_area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruct:
    """Enforce this warrant: the debt, who owes it, where they live, and what care they need."""

    kind: Literal["instruct"] = "instruct"
    id: UUID
    number: Number
    warrant: str
    warrant_ends_on: date
    debt: Pence
    debtor: str
    address: tuple[str, ...]
    postcode: str
    vulnerable: bool
    care: str  # what the person needs, in words for a visitor; empty where nothing is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Stop, and send the case back. Until it is acknowledged somebody watches it."""

    kind: Literal["recall"] = "recall"
    id: UUID
    number: Number
    why: RecallReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Do nothing more for now; the case stays with the agent."""

    kind: Literal["hold"] = "hold"
    id: UUID
    number: Number
    why: RecallReason
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Go on: the hold has ended."""

    kind: Literal["resume"] = "resume"
    id: UUID
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidDirect:
    """The authority was paid itself: do not collect this sum."""

    kind: Literal["paid_direct"] = "paid_direct"
    id: UUID
    number: Number
    paid: Pence
    left: Pence
    paid_on: date


ToAgent = Annotated[Instruct | Recall | Hold | Resume | PaidDirect, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The agent has a message of ours and acts on it: for a recall, this ends the watch."""

    kind: Literal["taken"] = "taken"
    id: MessageId
    answers: UUID
    number: Number
    at: AwareDatetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """The agent could not take a message of ours. For a recall this is an alarm."""

    kind: Literal["not_taken"] = "not_taken"
    id: MessageId
    answers: UUID
    number: Number
    why: Declined


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAdded:
    """The agent adds the fee of a stage; we check it against the dated scale."""

    kind: Literal["fee_added"] = "fee_added"
    id: MessageId
    number: Number
    stage: AgentStage
    fee: Pence
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Money the agent collected, and how much of it is the agent's own fees."""

    kind: Literal["collected"] = "collected"
    id: MessageId
    number: Number
    paid: Pence
    of_which_fees: Pence
    collected_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The agent sends the case back under a code of the table of returns."""

    kind: Literal["returned"] = "returned"
    id: MessageId
    number: Number
    reason: str
    returned_on: date


FromAgent = Annotated[Taken | NotTaken | FeeAdded | Collected | Returned, Field(discriminator="kind")]
