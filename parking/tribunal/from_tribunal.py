"""What the tribunal tells us. The layout is ours; we claim no conformance to its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from parking.store.exchange.lines import MessageId, Number


class Answer(StrEnum):
    """Whether an appeal is open for a PCN, or waits for leave. Silence is neither of these."""

    NONE_REGISTERED = "none_registered"
    REGISTERED = "registered"


class Leave(StrEnum):
    """Whether an appeal came in time, and what the adjudicator made of it if not."""

    IN_TIME = "in_time"
    LATE_WITH_LEAVE = "late_with_leave"
    LATE_WITHOUT_LEAVE = "late_without_leave"  # not decided yet, or refused: not an appeal so far


class Outcome(StrEnum):
    """How an appeal ended."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    RECOMMENDED = "recommended"
    CONSENT = "consent"


class Direction(StrEnum):
    """What an adjudicator directs the authority to do."""

    CANCEL_PCN = "cancel_pcn"
    CANCEL_NOTICE = "cancel_notice"
    CANCEL_CHARGE_CERTIFICATE = "cancel_charge_certificate"
    REFUND = "refund"
    OTHER = "other"


class ReviewStep(StrEnum):
    """Where the review of a decision stands."""

    ASKED = "asked"
    REFUSED = "refused"
    GRANTED = "granted"  # the decision falls, and a new one follows


class Refusal(StrEnum):
    """Why the tribunal could not take a message of ours."""

    UNKNOWN_NUMBER = "unknown_number"
    UNKNOWN_APPEAL = "unknown_appeal"
    TOO_LATE = "too_late"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswered:
    """The answer to one question; it speaks for the instant the tribunal looked, not for later."""

    kind: Literal["appeal_answered"] = "appeal_answered"
    id: MessageId
    answers: UUID
    number: Number
    answer: Answer
    asked_at: AwareDatetime
    looked_at: AwareDatetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PinGiven:
    """The PIN to print on one notice of rejection."""

    kind: Literal["pin_given"] = "pin_given"
    id: MessageId
    answers: UUID
    number: Number
    rejection: UUID
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTaken:
    """The tribunal has a message of ours."""

    kind: Literal["message_taken"] = "message_taken"
    id: MessageId
    answers: UUID
    number: Number
    taken_at: AwareDatetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRefused:
    """The tribunal could not take a message of ours. It answers nothing: a person looks."""

    kind: Literal["message_refused"] = "message_refused"
    id: MessageId
    answers: UUID
    number: Number
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealNotified:
    """An appeal is registered, or a late one came or was let in (again under the same reference)."""

    kind: Literal["appeal_notified"] = "appeal_notified"
    id: MessageId
    number: Number
    appeal: str
    received_on: date
    leave: Leave
    notified_on: date  # our days to deliver documents begin here


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealWithdrawn:
    """The appellant withdrew before a decision."""

    kind: Literal["appeal_withdrawn"] = "appeal_withdrawn"
    id: MessageId
    number: Number
    appeal: str
    withdrawn_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided:
    """The decision, with directions where it is allowed or by consent."""

    kind: Literal["appeal_decided"] = "appeal_decided"
    id: MessageId
    number: Number
    appeal: str
    outcome: Outcome
    decided_on: date
    served_on: date
    directions: tuple[Direction, ...]
    after_review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionsGiven:
    """What the adjudicator directs on a case we referred."""

    kind: Literal["directions_given"] = "directions_given"
    id: MessageId
    answers: UUID
    number: Number
    given_on: date
    directions: tuple[Direction, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNotified:
    """Somebody asked for a decision to be reviewed, or the request was answered."""

    kind: Literal["review_notified"] = "review_notified"
    id: MessageId
    number: Number
    appeal: str
    step: ReviewStep
    on: date


FromTribunal = Annotated[
    AppealAnswered
    | PinGiven
    | MessageTaken
    | MessageRefused
    | AppealNotified
    | AppealWithdrawn
    | AppealDecided
    | DirectionsGiven
    | ReviewNotified,
    Field(discriminator="kind"),
]
