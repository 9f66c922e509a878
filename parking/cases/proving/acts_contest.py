"""The events of a contest before the council, as the walk may record them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from parking.cases.history import challenges
from parking.cases.history import representations as reps
from parking.cases.history.registry import Event
from parking.cases.proving.moment import DIGEST, NOBODY_IN_PARTICULAR, OTHER_PERSON, PAPER, Moment, Table, uid
from parking.law.state import Capacity
from parking.law.steps import Step
from parking.law.timeline import Clock

REPRESENTATION = uid(31)
EVIDENCE = uid(33)
TYPED_LATER = timedelta(days=10)
CHALLENGES, CLAIMS = 2, 2


def _challenge(now: Moment) -> Iterator[Event]:
    if now.state.challenges < CHALLENGES:
        yield challenges.ChallengeReceived(uid(30, now.state.challenges), now.on, "post", None, None)


def _one_open(now: Moment) -> Iterator[Event]:
    for each in sorted(now.state.challenges_open)[:1]:
        yield challenges.ChallengeAccepted(each, now.on, "valid ticket", DIGEST)


def _refused(now: Moment) -> Iterator[Event]:
    for each in sorted(now.state.challenges_open)[:1]:
        yield challenges.ChallengeRefused(each, now.on, None, DIGEST)
        until = now.last(Clock.CHALLENGE_REOFFER, now.on)
        yield challenges.ChallengeRefused(each, now.on, until, DIGEST)


def _withdrawn(now: Moment) -> Iterator[Event]:
    for each in sorted(now.state.challenges_open)[:1]:
        yield challenges.ChallengeWithdrawn(each, now.on)


def _received(day: date, capacity: Capacity) -> Event:
    return reps.RepresentationsReceived(
        REPRESENTATION, day, "post", capacity, ("contravention_did_not_occur",), NOBODY_IN_PARTICULAR, DIGEST
    )


def _represented(now: Moment) -> Iterator[Event]:
    yield _received(now.on, Capacity.RECIPIENT)
    yield _received(now.on, Capacity.UNDECIDED)
    served = now.state.enforcement_notice_served_on
    if served is not None:
        last = now.last(Clock.MAKE_REPRESENTATIONS, served)
        if last < now.on <= last + TYPED_LATER:
            yield _received(last, Capacity.RECIPIENT)


def _capacity(now: Moment) -> Iterator[Event]:
    for capacity in (Capacity.RECIPIENT, Capacity.OTHER):
        if capacity is not now.state.capacity:
            yield reps.CapacityDecided(REPRESENTATION, capacity, now.on, None)


def _listed(now: Moment) -> Iterator[Event]:
    if now.state.claims < CLAIMS:
        yield reps.ClaimListed(uid(32, now.state.claims), "contravention_did_not_occur", DIGEST)


def _answered(now: Moment) -> Iterator[Event]:
    for claim in sorted(now.state.claims_open)[:1]:
        yield reps.ClaimAnswered(claim, DIGEST, (EVIDENCE,))


def _transferred(now: Moment) -> Iterator[Event]:
    if now.state.liable_party != OTHER_PERSON:
        yield reps.LiabilityTransferred(
            REPRESENTATION, now.on, "hire_agreement", OTHER_PERSON, DIGEST, EVIDENCE, DIGEST
        )


def _rejection_taken_back(now: Moment) -> Iterator[Event]:
    if now.state.rejection_requested_on is not None:
        yield reps.RejectionWithdrawn(PAPER)


ACTS: Table = {
    Step.CHALLENGE: _challenge,
    Step.ACCEPT_CHALLENGE: _one_open,
    Step.REFUSE_CHALLENGE: _refused,
    Step.WITHDRAW_CHALLENGE: _withdrawn,
    Step.REPRESENT: _represented,
    Step.REPRESENT_LATE: lambda now: [
        reps.LateRepresentationsReceived(
            REPRESENTATION, now.on, "post", Capacity.UNDECIDED, (), NOBODY_IN_PARTICULAR, DIGEST
        )
    ],
    Step.ADMIT_LATE: lambda now: [
        reps.LateRepresentationsAdmitted(REPRESENTATION, now.on, Capacity.RECIPIENT, "in hospital", DIGEST)
    ],
    Step.DISREGARD_LATE: lambda now: [
        reps.LateRepresentationsDisregarded(REPRESENTATION, now.on, "no reason given", DIGEST)
    ],
    Step.DECIDE_CAPACITY: _capacity,
    Step.LIST_CLAIM: _listed,
    Step.ANSWER_CLAIM: _answered,
    Step.ACCEPT_REPRESENTATIONS: lambda now: [
        reps.RepresentationsAccepted(REPRESENTATION, now.on, "contravention_did_not_occur", DIGEST)
    ],
    Step.TRANSFER_LIABILITY: _transferred,
    Step.REQUEST_REJECTION: lambda now: [reps.RejectionRequested(PAPER, now.on, DIGEST)],
    Step.REJECT_REPRESENTATIONS: lambda now: [
        reps.RejectionServed(
            PAPER, now.state.liable_party or NOBODY_IN_PARTICULAR, DIGEST, now.on, now.deemed
        )
    ],
    Step.TREAT_AS_ACCEPTED: lambda now: [reps.RepresentationsTreatedAsAccepted(REPRESENTATION, now.on)],
}
TAKEN_BACK = (_rejection_taken_back,)
