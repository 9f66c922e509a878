"""Telling the model what happened: our events in the few words that it understands."""

from __future__ import annotations

from datetime import date

from parking.cases.history import (
    challenges,
    closing,
    court,
    holds,
    issue,
    keepers,
    payments,
    recovery,
    tribunal,
)
from parking.cases.history import representations as reps
from parking.cases.history.registry import Event
from parking.law.state import Stage, State
from parking.values import clock
from tests.proof.model import Model

MAY = {
    keepers.KeeperAsked: "ask_keeper",
    keepers.NoticeToOwnerServed: "serve_notice",
    issue.PostalPcnServed: "serve_postal_pcn",
    reps.RejectionServed: "reject",
    reps.RepresentationsTreatedAsAccepted: "treat_as_accepted",
    tribunal.RecommendationRefused: "refuse_recommendation",
    tribunal.RecommendationTreatedAsAccepted: "treat_recommendation_as_accepted",
    recovery.CertificateServed: "serve_certificate",
    recovery.RegistrationRequested: "ask_for_registration",
    recovery.OrderServed: "send_order",
    court.WarrantRequested: "ask_for_warrant",
    court.AgentInstructed: "instruct_agent",
    court.CourtApplicationAnswered: "object",
    court.NoticeToBeServedAfresh: "serve_afresh",
    court.ReferredToAdjudicator: "refer",
}


def begun(event: Event) -> Model:
    """Return the model of a case that begins with an event."""
    if isinstance(event, issue.PcnServed):
        model = Model(by_post=False, basis="kerb", contravened=clock.day_of(event.contravention_at))
        model.served_with_pcn(clock.day_of(event.served_at))
        return model
    assert isinstance(event, issue.PcnPrepared)
    return Model(by_post=True, basis=event.basis.value, contravened=clock.day_of(event.contravention_at))


def hear(model: Model, event: Event, on: date, after: State) -> None:
    """Tell the model one thing that happened; whether a payment settled the case is asked of the state."""
    was_closed = model.closed
    _money(model, event)
    _beginning(model, event)
    _contest(model, event)
    _tribunal(model, event)
    _recovery(model, event)
    _court(model, event)
    _ends(model, event, after)
    if was_closed and isinstance(event, payments.PaymentReversed) and model.closed is None:
        model.relevant = on  # 1.8: the day the authority is told that a payment bounced


def _money(model: Model, event: Event) -> None:
    match event:
        case payments.PaymentReceived(amount=amount):
            model.came += amount.pence
        case payments.MoneyHeld(amount=amount):
            model.came += amount.pence
            model.held += amount.pence
        case payments.HeldMoneyCredited(amount=amount) | payments.HeldMoneyReturned(amount=amount):
            model.held -= amount.pence
        case payments.PaymentReversed(amount=amount, channel=channel):
            model.bounced += amount.pence
            model.held -= amount.pence if channel == "post" else 0
        case payments.RefundPaid(amount=amount):
            model.sent_back += amount.pence


def _beginning(model: Model, event: Event) -> None:
    match event:
        case issue.PostalPcnServed(served_on=day):
            model.served_with_pcn(day)
        case issue.PostalServiceExtended():
            model.extended = True
        case keepers.KeeperAnswered(party_id=party):
            model.liable = party is not None
        case keepers.NoticeToOwnerServed(served_on=day):
            model.served_with_notice(day)
        case keepers.AddressDoubted(on=day):
            model.doubted = day
        case keepers.AddressChecked(on=day, found=found):
            model.checked = day
            if found is keepers.AddressFound.DIFFERENT:
                model.order_astray = model.registered is not None
                model.notice_astray = model.registered is None and model.notice is not None
        case keepers.NoticeToBeServedAgain():
            model.certificate_falls()
            model.notice_falls(None)


def _contest(model: Model, event: Event) -> None:  # noqa: C901 - one case for each event
    match event:
        case challenges.ChallengeReceived(challenge_id=one):
            model.challenges.add(one)
        case challenges.ChallengeRefused(challenge_id=one, reoffer_until=until):
            model.challenges.discard(one)
            model.offered = max(filter(None, (model.offered, until)), default=None)
        case challenges.ChallengeWithdrawn(challenge_id=one) | challenges.ChallengeAccepted(challenge_id=one):
            model.challenges.discard(one)
        case reps.RepresentationsReceived(received_on=day):
            model.represents(day)
        case reps.LateRepresentationsReceived():
            model.late_waiting = True
        case reps.LateRepresentationsAdmitted(admitted_on=day):
            model.represents(day)
        case reps.LateRepresentationsDisregarded():
            model.late_waiting = False
        case reps.CapacityDecided(capacity="other"):
            model.represented, model.asked_tribunal = None, None
        case reps.RejectionServed(served_on=day):
            model.rejects(day)
        case reps.LiabilityTransferred(decided_on=day):
            model.notice_falls(day)
            model.liable, model.doubted = True, None


def _tribunal(model: Model, event: Event) -> None:
    match event:
        case tribunal.NoAppealConfirmed(answered_on=day):
            model.asked_tribunal = day
        case tribunal.AppealRegistered() | court.ReferredToAdjudicator():
            model.appeals()
        case tribunal.AppealReferredToLegal(hold_id=hold):
            model.holds[hold] = "legal"
        case tribunal.AppealWithdrawn(withdrawn_on=day):
            model.appeal_ends(day, 14)
        case tribunal.AppealRefused(decision_served_on=day):
            model.appeal_ends(day, 28)
        case tribunal.AppealAllowed(decided_on=day, directed=tribunal.Directed.CANCEL_NOTICE):
            model.notice_falls(day)
        case tribunal.CancellingRecommended(given_on=day):
            model.appeal, model.recommended = False, day
        case tribunal.RecommendationRefused(served_on=day):
            model.recommended = None
            model.appeal_ends(day, 28)


def _recovery(model: Model, event: Event) -> None:
    match event:
        case recovery.CertificateServed(served_on=day):
            model.certificate, model.asked_tribunal = day, None
        case recovery.CertificateCancelled():
            model.certificate_falls()
        case recovery.ServiceCorrected():
            _corrected(model, event)
        case recovery.DebtRegistered(registered_on=day):
            model.registered = day
        case recovery.RegistrationWithdrawn():
            kept = model.certificate
            model.certificate_falls()
            model.certificate = kept
        case recovery.OrderServed(sent_on=day):
            model.order_sent(day)


def _corrected(model: Model, event: recovery.ServiceCorrected) -> None:  # noqa: C901 - one for each paper
    day = event.served_on
    match event.paper:
        case recovery.Served.NOTICE if day is None:
            model.certificate_falls()
            model.notice_falls(None)
        case recovery.Served.NOTICE if day is not None:
            if model.runs_from == "notice":
                model.relevant_period = (day, 28)
            model.notice = day
            if model.by_post:
                model.pcn_served, model.discount = day, event.discount_until
        case recovery.Served.REJECTION if day is None:
            model.certificate_falls()
            model.rejected, model.recommended = None, None
        case recovery.Served.REJECTION if day is not None:
            if model.runs_from == "rejection":
                model.relevant_period = (day, 28)
            model.rejected = day
        case recovery.Served.CERTIFICATE if day is None:
            model.certificate_falls()
        case recovery.Served.CERTIFICATE:
            model.certificate = day
        case recovery.Served.ORDER if day is None:
            model.order = model.warrant = None
        case recovery.Served.ORDER:
            model.order = day


def _court(model: Model, event: Event) -> None:
    match event:
        case court.CourtApplicationReceived(notified_on=day):
            model.application = day
        case court.CourtApplicationRefused():
            model.application = None
        case court.OrderRevoked(ground=ground, notified_on=day):
            model.certificate_falls()
            model.closed, model.relevant, model.revoked = None, day, ground.value
            if ground.value == "notice_not_received":
                model.doubted = day
                model.notice = None
        case court.NoticeToBeServedAfresh():
            model.notice_falls(None)
        case court.WarrantIssued(issued_on=day):
            model.warrant = day
        case court.WarrantExpired() | court.WarrantReturned():
            model.warrant = None
        case holds.HoldSet(hold_id=hold, kind=kind):
            model.holds[hold] = kind.value
        case holds.HoldReleased(hold_id=hold):
            model.holds.pop(hold, None)


def _ends(model: Model, event: Event, after: State) -> None:
    if isinstance(event, court.OrderRevoked):
        return
    if after.is_closed:
        model.closed = after.stage.value
    elif model.closed and isinstance(event, closing.CaseReopened | payments.PaymentReversed):
        model.closed = None
    if isinstance(event, recovery.ServiceCorrected) and after.stage is Stage.REPRESENTED:
        model.represented = after.representations_received_on
