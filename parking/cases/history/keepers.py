"""Who is liable: the keeper enquiry and the notice to owner that follows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from parking.cases.history.recovery import without_certificate
from parking.cases.history.representations import without_notice
from parking.law.state import KeeperAnswer, Stage, State


@dataclass(frozen=True, slots=True)
class KeeperAsked:
    """The keeper register was asked who kept the vehicle on the day of the contravention."""

    enquiry_id: UUID
    asked_on: date


@dataclass(frozen=True, slots=True)
class KeeperEnquiryTimedOut:
    """The register did not answer in the days the authority waits; it may be asked again."""

    enquiry_id: UUID


@dataclass(frozen=True, slots=True)
class KeeperAnswered:
    """The register answered; a keeper it names becomes the person the notice is addressed to."""

    enquiry_id: UUID
    answer: KeeperAnswer
    party_id: UUID | None
    party_digest: str | None


@dataclass(frozen=True, slots=True)
class NoticeToOwnerRequested:
    """A notice to owner was asked of the print room."""

    paper_id: UUID
    party_id: UUID
    requested_on: date


@dataclass(frozen=True, slots=True)
class NoticeToOwnerWithdrawn:
    """The requested notice is no longer wanted: the case ended, or is held, before it was posted."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class NoticeToOwnerServed:
    """The notice to owner was posted on the day printed on it; service is deemed from that."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    posted_on: date
    served_on: date


class AddressFound(StrEnum):
    """What an address check found."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class AddressDoubted:
    """Post came back, or somebody there says that the person does not live there."""

    on: date
    why: str
    note_id: UUID | None
    note_digest: str | None


@dataclass(frozen=True, slots=True)
class AddressChecked:
    """The address was checked; a different one is a new row of the same person."""

    on: date
    found: AddressFound
    source: str
    party_id: UUID | None
    party_digest: str | None


@dataclass(frozen=True, slots=True)
class NoticeToBeServedAgain:
    """The notice went to a wrong address: it is cancelled, and served again where the time allows."""

    on: date
    reason: str


KeepersEvent = (
    KeeperAsked
    | KeeperEnquiryTimedOut
    | KeeperAnswered
    | NoticeToOwnerRequested
    | NoticeToOwnerWithdrawn
    | NoticeToOwnerServed
    | AddressDoubted
    | AddressChecked
    | NoticeToBeServedAgain
)


def evolve(state: State, event: KeepersEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case KeeperAsked(asked_on=day):
            return replace(
                state,
                keeper_asked_on=day,
                keeper_first_asked_on=state.keeper_first_asked_on or day,
                keeper_tries=state.keeper_tries + 1,
            )
        case KeeperEnquiryTimedOut():
            return replace(state, keeper_asked_on=None)
        case KeeperAnswered(answer=answer, party_id=party):
            return replace(state, keeper_answer=answer, liable_party=party)
        case NoticeToOwnerRequested(requested_on=day):
            return replace(state, notice_requested_on=day)
        case NoticeToOwnerWithdrawn():
            return replace(state, notice_requested_on=None)
        case NoticeToOwnerServed(posted_on=posted, served_on=served):
            return replace(
                state,
                stage=Stage.NOTICE_TO_OWNER,
                notice_requested_on=None,
                notice_posted_on=posted,
                notice_served_on=served,
                notices_to_owner=state.notices_to_owner + 1,
            )
        case AddressDoubted(on=day):
            return replace(state, address_doubted_on=day)
        case AddressChecked():
            return _checked(state, event)
        case NoticeToBeServedAgain(on=day):
            before = without_certificate(state, day) if state.certificate_served_on else state
            return before if before.is_closed else replace(without_notice(before), address_differs=False)
        case _:
            assert_never(event)


def _checked(state: State, event: AddressChecked) -> State:
    checked = replace(state, address_checked_on=event.on)
    if event.found is AddressFound.SAME or event.party_id is None:
        return checked
    registered = state.registered_on is not None
    return replace(
        checked,
        liable_party=event.party_id,
        order_address_wrong=registered,
        address_differs=not registered and state.enforcement_notice_served_on is not None,
    )
