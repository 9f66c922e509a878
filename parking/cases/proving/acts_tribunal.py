"""The events of an appeal, as the walk may record them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from parking.cases.history import tribunal
from parking.cases.history.registry import Event
from parking.cases.proving.moment import DIGEST, NOBODY_IN_PARTICULAR, PAPER, Moment, Table, uid
from parking.law.steps import Step
from parking.law.timeline import Clock

APPEAL = uid(40)
LEGAL_HOLD = uid(41)
REVIEW = timedelta(days=12)


def _allowed(now: Moment) -> Iterator[Event]:
    for directed in tribunal.Directed:
        yield tribunal.AppealAllowed(APPEAL, now.on, directed, "contravention_did_not_occur")


def _appealed(now: Moment) -> Iterator[Event]:
    served = now.state.decision_served_on
    late = served is not None and now.on > now.last(Clock.APPEAL, served)
    yield tribunal.AppealRegistered(APPEAL, now.on, late)


def _to_legal(now: Moment) -> Iterator[Event]:
    if LEGAL_HOLD not in now.state.holds:
        yield tribunal.AppealReferredToLegal(APPEAL, now.on, LEGAL_HOLD, now.on + REVIEW)


def _refusal_taken_back(now: Moment) -> Iterator[Event]:
    if now.state.recommendation_refusal_requested_on is not None:
        yield tribunal.RecommendationRefusalWithdrawn(PAPER)


ACTS: Table = {
    Step.CONFIRM_NO_APPEAL: lambda now: [tribunal.NoAppealConfirmed(uid(42), now.on)],
    Step.APPEAL: _appealed,
    Step.REFER_APPEAL_TO_LEGAL: _to_legal,
    Step.DELIVER_APPEAL_DOCUMENTS: lambda now: [tribunal.AppealDocumentsDelivered(APPEAL, now.on, DIGEST)],
    Step.ALLOW_APPEAL: _allowed,
    Step.REFUSE_APPEAL: lambda now: [tribunal.AppealRefused(APPEAL, now.on)],
    Step.WITHDRAW_APPEAL: lambda now: [tribunal.AppealWithdrawn(APPEAL, now.on)],
    Step.NOT_CONTEST: lambda now: [tribunal.AppealNotContested(APPEAL, now.on, "no evidence")],
    Step.SETTLE_APPEAL: lambda now: [tribunal.AppealSettled(APPEAL, now.on)],
    Step.RECOMMEND: lambda now: [tribunal.CancellingRecommended(APPEAL, now.on)],
    Step.ACCEPT_RECOMMENDATION: lambda now: [tribunal.RecommendationAccepted(APPEAL, now.on)],
    Step.TREAT_RECOMMENDATION_AS_ACCEPTED: lambda now: [
        tribunal.RecommendationTreatedAsAccepted(APPEAL, now.on)
    ],
    Step.REQUEST_RECOMMENDATION_REFUSAL: lambda now: [
        tribunal.RecommendationRefusalRequested(PAPER, now.on, DIGEST)
    ],
    Step.REFUSE_RECOMMENDATION: lambda now: [
        tribunal.RecommendationRefused(
            PAPER, now.state.liable_party or NOBODY_IN_PARTICULAR, DIGEST, now.on, now.deemed
        )
    ],
}
TAKEN_BACK = (_refusal_taken_back,)
