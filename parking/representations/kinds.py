"""What may be chosen about representations: how they came, why late ones are admitted, who is liable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from parking.law.grounds import RepresentationGround
from parking.law.state import Capacity


class Channel(StrEnum):
    """How they reached the council; none is refused for its form."""

    POST = "post"
    EMAIL = "email"
    FORM = "form"
    ONLINE = "online"
    BY_HAND = "by_hand"


class WhyAdmitted(StrEnum):
    """Why late representations are considered after all."""

    GOOD_REASON = "good_reason"
    NOTICE_CAME_LATE = "notice_came_late"
    UNABLE = "unable"
    DOUBT_ABOUT_CHARGE = "doubt_about_charge"


class WhyDisregarded(StrEnum):
    """Why late representations are not considered."""

    NO_REASON_GIVEN = "no_reason_given"
    REASON_NOT_ENOUGH = "reason_not_enough"


class Passing(StrEnum):
    """Why another person is liable (SI 2022/576 reg 5(4)(b) and (d))."""

    NEVER_OWNER = "never_owner"
    OWNER_BEFORE = "owner_before"
    OWNER_AFTER = "owner_after"
    HIRED_OUT = "hired_out"


class Outcome(StrEnum):
    """What became of representations."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    TRANSFERRED = "transferred"
    TREATED_AS_ACCEPTED = "treated_as_accepted"
    DISREGARDED = "disregarded"
    NOT_THEIRS = "not_theirs"


@dataclass(frozen=True, slots=True)
class Person:
    """A name and where post reaches it."""

    name: str
    address: tuple[str, ...]
    postcode: str


@dataclass(frozen=True, slots=True)
class Written:
    """Representations as they came in: the day they reached the council, by whom, and what they say."""

    received_on: date
    channel: Channel
    capacity: Capacity
    grounds: tuple[RepresentationGround, ...]
    text: str
    writer: Person | None = None


@dataclass(frozen=True, slots=True)
class Hire:
    """A hire: its agreement, when the statement of liability was signed, and the days it covers."""

    agreement_id: UUID
    signed_on: date
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class NewlyLiable:
    """Who is liable instead, why, and on what evidence."""

    person: Person
    why: Passing
    evidence_id: UUID
    hire: Hire | None = None
