"""Formal representations against a notice to owner or a postal PCN, and their decision (law 1.9, 1.10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from parking.law.basis import Basis
from parking.law.state import Capacity, Ending, KeeperAnswer, Stage, State
from parking.values.money import NOTHING


@dataclass(frozen=True, slots=True)
class RepresentationsReceived:
    """Representations reached the council inside their time; its 56 days begin that day."""

    representation_id: UUID
    received_on: date
    channel: str
    capacity: Capacity
    grounds: tuple[str, ...]
    party_id: UUID | None
    party_digest: str | None
    digest: str = ""  # of what was written, salted by its row


@dataclass(frozen=True, slots=True)
class LateRepresentationsReceived:
    """Representations came after their time; a person decides whether to admit them."""

    representation_id: UUID
    received_on: date
    channel: str
    capacity: Capacity
    grounds: tuple[str, ...]
    party_id: UUID | None
    party_digest: str | None
    digest: str = ""  # of what was written, salted by its row


@dataclass(frozen=True, slots=True)
class LateRepresentationsAdmitted:
    """Late representations are considered after all; their 56 days begin on the day of admission."""

    representation_id: UUID
    admitted_on: date
    capacity: Capacity
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class LateRepresentationsDisregarded:
    """Late representations are not considered, for a reason of this case."""

    representation_id: UUID
    decided_on: date
    reason: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class CapacityDecided:
    """Who wrote: the recipient, an agent with authority, or somebody who may not speak for them."""

    representation_id: UUID
    capacity: Capacity
    decided_on: date
    evidence_id: UUID | None


@dataclass(frozen=True, slots=True)
class ClaimListed:
    """One point that was made; each needs its own answer."""

    claim_id: UUID
    ground: str
    digest: str


@dataclass(frozen=True, slots=True)
class ClaimAnswered:
    """One point answered with reasons, and the evidence looked at."""

    claim_id: UUID
    digest: str
    evidence: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class RejectionRequested:
    """The council decided to reject: the notice waits to be printed, and served inside the 56 days."""

    paper_id: UUID
    requested_on: date
    decision_digest: str


@dataclass(frozen=True, slots=True)
class RejectionWithdrawn:
    """A rejection asked of the print room is not wanted, or may no longer go."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class RejectionServed:
    """The notice of rejection was posted; service is deemed from that."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    posted_on: date
    served_on: date


@dataclass(frozen=True, slots=True)
class RepresentationsAccepted:
    """The council accepts: the notice and the charge are cancelled, and anything paid goes back."""

    representation_id: UUID
    decided_on: date
    ground: str
    decision_digest: str


@dataclass(frozen=True, slots=True)
class RepresentationsTreatedAsAccepted:
    """No decision was served in the 56 days, so the law takes the representations as accepted."""

    representation_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class LiabilityTransferred:
    """The notice to this recipient is cancelled, and another person is liable on the evidence named."""

    representation_id: UUID
    decided_on: date
    ground: str
    party_id: UUID
    party_digest: str
    evidence_id: UUID
    decision_digest: str


RepresentationsEvent = (
    RepresentationsReceived
    | LateRepresentationsReceived
    | LateRepresentationsAdmitted
    | LateRepresentationsDisregarded
    | CapacityDecided
    | ClaimListed
    | ClaimAnswered
    | RejectionRequested
    | RejectionWithdrawn
    | RejectionServed
    | RepresentationsAccepted
    | RepresentationsTreatedAsAccepted
    | LiabilityTransferred
)


def evolve(state: State, event: RepresentationsEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case RepresentationsReceived(representation_id=row, received_on=day, capacity=capacity):
            return _begun(state, row, day, capacity)
        case LateRepresentationsReceived(received_on=day):
            return replace(state, late_representations_on=day)
        case LateRepresentationsAdmitted(representation_id=row, admitted_on=day, capacity=capacity):
            return replace(_begun(state, row, day, capacity), late_representations_on=None)
        case LateRepresentationsDisregarded():
            return replace(state, late_representations_on=None)
        case CapacityDecided(capacity=Capacity.OTHER, decided_on=day):
            return _not_theirs(state).settled(day)
        case CapacityDecided(capacity=capacity):
            return replace(state, capacity=capacity)
        case ClaimListed(claim_id=claim):
            return replace(state, claims=state.claims + 1, claims_open=state.claims_open | {claim})
        case ClaimAnswered(claim_id=claim):
            return replace(state, claims_open=state.claims_open - {claim})
        case RejectionRequested(requested_on=day):
            return replace(state, rejection_requested_on=day)
        case RejectionWithdrawn():
            return replace(state, rejection_requested_on=None)
        case RejectionServed(posted_on=posted, served_on=served):
            return replace(
                state, stage=Stage.REJECTED, rejection_requested_on=None, decision_served_on=served
            ).settled(posted)
        case RepresentationsAccepted(decided_on=day):
            return state.closed(Stage.CANCELLED, Ending.REPRESENTATIONS_ACCEPTED, day)
        case RepresentationsTreatedAsAccepted(on=day):
            return state.closed(Stage.CANCELLED, Ending.TREATED_AS_ACCEPTED, day)
        case LiabilityTransferred(decided_on=day, party_id=party):
            return _transferred(state, party, day)
        case _:
            assert_never(event)


def _begun(state: State, row: UUID, day: date, capacity: Capacity) -> State:
    """Representations stop what runs: a certificate asked for or served in ignorance of them falls."""
    return replace(
        state.without_increase(),
        stage=Stage.REPRESENTED,
        representation=row,
        representations_received_on=day,
        capacity=capacity,
        claims=0,
        claims_open=frozenset(),
        rejection_requested_on=None,
        decision_served_on=None,
    )


def notice_stage(state: State) -> Stage:
    """Return where a case stands whose enforcement notice is served and unanswered."""
    return Stage.NOTICE_TO_OWNER if state.basis is Basis.KERB else Stage.SERVED_BY_POST


def _not_theirs(state: State) -> State:
    """Somebody wrote who may not speak for the recipient: nothing was represented after all."""
    return replace(_without_contest(state), stage=notice_stage(state), late_representations_on=None)


def without_notice(state: State) -> State:
    """Return the state as if no enforcement notice had been served: another may be."""
    return replace(
        _without_contest(state),
        stage=Stage.SERVED if state.basis is Basis.KERB else Stage.PREPARED,
        served_on=state.served_on if state.basis is Basis.KERB else None,
        notice_requested_on=None,
        notice_posted_on=None,
        notice_served_on=None,
        late_representations_on=None,
        certificate_requested_on=None,
    )


def _without_contest(state: State) -> State:
    return replace(
        state,
        representation=None,
        representations_received_on=None,
        capacity=None,
        claims=0,
        claims_open=frozenset(),
        rejection_requested_on=None,
        decision_served_on=None,
        no_appeal_confirmed_on=None,
    )


def _transferred(state: State, party: UUID, day: date) -> State:
    return replace(
        without_notice(state),
        liable_party=party,
        keeper_answer=KeeperAnswer.FOUND,
        relevant_on=day,
        address_doubted_on=None,
        address_differs=False,
        refund_due=state.refund_due + state.paid,
        paid=NOTHING,
        paid_since_certificate=NOTHING,
    )
