"""An appeal to the adjudicator, and everything it may end in (law 1.11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from parking.cases.history.representations import without_notice
from parking.law.state import Ending, HoldKind, Stage, State
from parking.values.money import NOTHING


class Directed(StrEnum):
    """What an adjudicator who allows an appeal directs."""

    CANCEL_PCN = "cancel_pcn"
    CANCEL_NOTICE = "cancel_notice"


@dataclass(frozen=True, slots=True)
class NoAppealConfirmed:
    """The tribunal was asked, and answered that no appeal is registered."""

    enquiry_id: UUID
    answered_on: date


@dataclass(frozen=True, slots=True)
class AppealRegistered:
    """The tribunal registered an appeal; after a certificate, only with leave: the certificate falls."""

    appeal_id: UUID
    registered_on: date
    was_late: bool


@dataclass(frozen=True, slots=True)
class AppealReferredToLegal:
    """An appeal was registered although the debt is registered at court: everything stops."""

    appeal_id: UUID
    registered_on: date
    hold_id: UUID
    review_on: date


@dataclass(frozen=True, slots=True)
class AppealDocumentsDelivered:
    """The authority delivered its documents to the tribunal, due within seven days of its copy."""

    appeal_id: UUID
    delivered_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class AppealNotContested:
    """The authority gives the appeal up: it cancels, tells the tribunal and refunds."""

    appeal_id: UUID
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class AppealWithdrawn:
    """The appellant withdrew before a decision."""

    appeal_id: UUID
    withdrawn_on: date


@dataclass(frozen=True, slots=True)
class AppealAllowed:
    """The adjudicator found for the appellant; the directions are followed without delay."""

    appeal_id: UUID
    decided_on: date
    directed: Directed
    ground: str


@dataclass(frozen=True, slots=True)
class AppealRefused:
    """The adjudicator refused the appeal; the decision was served on this day."""

    appeal_id: UUID
    decision_served_on: date


@dataclass(frozen=True, slots=True)
class AppealSettled:
    """Both sides agreed, and the tribunal closed the appeal by consent: nothing is owed."""

    appeal_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class CancellingRecommended:
    """No ground was found, but compelling reasons: the authority considers afresh within 35 days."""

    appeal_id: UUID
    given_on: date


@dataclass(frozen=True, slots=True)
class RecommendationAccepted:
    """The authority follows the recommendation."""

    appeal_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class RecommendationTreatedAsAccepted:
    """No answer was given in the 35 days, which counts as following the recommendation."""

    appeal_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class RecommendationRefusalRequested:
    """The authority decided not to follow it, with reasons: its notice waits to be printed."""

    paper_id: UUID
    requested_on: date
    decision_digest: str


@dataclass(frozen=True, slots=True)
class RecommendationRefusalWithdrawn:
    """That notice is not wanted, or may no longer go."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class RecommendationRefused:
    """The notice with reasons was posted; service is deemed from that."""

    paper_id: UUID
    party_id: UUID
    sha256: str
    posted_on: date
    served_on: date


TribunalEvent = (
    NoAppealConfirmed
    | AppealRegistered
    | AppealReferredToLegal
    | AppealDocumentsDelivered
    | AppealNotContested
    | AppealWithdrawn
    | AppealAllowed
    | AppealRefused
    | AppealSettled
    | CancellingRecommended
    | RecommendationAccepted
    | RecommendationTreatedAsAccepted
    | RecommendationRefusalRequested
    | RecommendationRefusalWithdrawn
    | RecommendationRefused
)


def evolve(state: State, event: TribunalEvent) -> State:
    """Fold an event of this chapter into the state."""
    match event:
        case NoAppealConfirmed(answered_on=day):
            return replace(state, no_appeal_confirmed_on=day)
        case AppealRegistered(registered_on=day):
            return _appealed(state, day)
        case AppealReferredToLegal(hold_id=hold, review_on=day):
            return replace(
                state,
                appeal_at_legal=True,
                holds={**state.holds, hold: HoldKind.LEGAL},
                reviews={**state.reviews, hold: day},
            )
        case AppealDocumentsDelivered(delivered_on=day):
            return replace(state, appeal_documents_on=day)
        case AppealNotContested(on=day):
            return state.closed(Stage.CANCELLED, Ending.NOT_CONTESTED, day)
        case AppealWithdrawn(withdrawn_on=day):
            return replace(state, stage=Stage.APPEAL_WITHDRAWN, appeal_withdrawn_on=day).settled(day)
        case AppealAllowed(decided_on=day, directed=Directed.CANCEL_PCN):
            return state.closed(Stage.CANCELLED, Ending.APPEAL_ALLOWED, day)
        case AppealAllowed(decided_on=day):
            return _notice_cancelled(state, day)
        case AppealRefused(decision_served_on=day):
            return replace(state, stage=Stage.APPEAL_REFUSED, appeal_decision_served_on=day).settled(day)
        case AppealSettled(on=day):
            return state.closed(Stage.CANCELLED, Ending.CONSENT, day)
        case CancellingRecommended(given_on=day):
            return replace(state, stage=Stage.RECOMMENDED, recommendation_given_on=day)
        case RecommendationAccepted(on=day) | RecommendationTreatedAsAccepted(on=day):
            return state.closed(Stage.CANCELLED, Ending.RECOMMENDATION_ACCEPTED, day)
        case RecommendationRefusalRequested(requested_on=day):
            return replace(state, recommendation_refusal_requested_on=day)
        case RecommendationRefusalWithdrawn():
            return replace(state, recommendation_refusal_requested_on=None)
        case RecommendationRefused(posted_on=posted, served_on=day):
            return replace(
                state, recommendation_refusal_requested_on=None, recommendation_refused_on=day
            ).settled(posted)
        case _:
            assert_never(event)


def _appealed(state: State, day: date) -> State:
    return replace(
        state.without_increase(),
        stage=Stage.APPEALED,
        appealed_on=day,
        appeal_documents_on=None,
        appeal_decision_served_on=None,
        appeal_withdrawn_on=None,
        recommendation_given_on=None,
        recommendation_refused_on=None,
    )


def _notice_cancelled(state: State, day: date) -> State:
    """The adjudicator cancelled the notice alone; whether a fresh one follows is for a person."""
    return replace(
        without_notice(state),
        appealed_on=None,
        relevant_on=day,
        refund_due=state.refund_due + state.paid,
        paid=NOTHING,
        paid_since_certificate=NOTHING,
    )
