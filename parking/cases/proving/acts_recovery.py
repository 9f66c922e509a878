"""The events of the certificate, the registered debt and the order, as the walk may record them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from parking.cases.history import recovery
from parking.cases.history.registry import Event
from parking.cases.proving.moment import DIGEST, NOBODY_IN_PARTICULAR, OFFICER, PAPER, Moment, Table, uid
from parking.law.steps import Step
from parking.law.timeline import DISCOUNT, Clock

BATCH = uid(50)
PROOF = uid(51)
LATER = timedelta(days=3)


def _corrected(now: Moment) -> Iterator[Event]:
    """Each paper was served three days later than deemed, where that day has come, or never."""
    state = now.state
    served: dict[recovery.Served, date | None] = {
        recovery.Served.NOTICE: state.enforcement_notice_served_on,
        recovery.Served.REJECTION: state.decision_served_on,
        recovery.Served.CERTIFICATE: state.certificate_served_on,
        recovery.Served.ORDER: state.order_served_on,
    }
    for paper, day in served.items():
        if day is None:
            continue
        yield recovery.ServiceCorrected(paper, None, now.on, PROOF, None)
        if day + LATER <= now.on:
            until = now.last(DISCOUNT[state.basis], day + LATER)
            offered = until if paper is recovery.Served.NOTICE and state.basis.by_post else None
            yield recovery.ServiceCorrected(paper, day + LATER, now.on, PROOF, offered)


def _certificate_taken_back(now: Moment) -> Iterator[Event]:
    if now.state.certificate_requested_on is not None:
        yield recovery.CertificateWithdrawn(PAPER)


def _order_taken_back(now: Moment) -> Iterator[Event]:
    if now.state.order_requested_on is not None:
        yield recovery.OrderPaperWithdrawn(PAPER)


ACTS: Table = {
    Step.REQUEST_CHARGE_CERTIFICATE: lambda now: [recovery.CertificateRequested(PAPER, now.on)],
    Step.SERVE_CHARGE_CERTIFICATE: lambda now: [
        recovery.CertificateServed(
            PAPER, now.state.liable_party or NOBODY_IN_PARTICULAR, DIGEST, now.on, now.deemed
        )
    ],
    Step.CANCEL_CERTIFICATE: lambda now: [recovery.CertificateCancelled(now.on, "sent in error")],
    Step.CORRECT_SERVICE: _corrected,
    Step.REQUEST_REGISTRATION: lambda now: [recovery.RegistrationRequested(BATCH, now.on, OFFICER)],
    Step.DROP_REGISTRATION: lambda now: [recovery.RegistrationRejected(BATCH, now.on, "withdrawn")],
    Step.REGISTER_DEBT: lambda now: [recovery.DebtRegistered(BATCH, now.on, now.law.court_fee.amount)],
    Step.WITHDRAW_REGISTRATION: lambda now: [recovery.RegistrationWithdrawn(now.on, "sent in error")],
    Step.REQUEST_ORDER: lambda now: [recovery.OrderRequested(PAPER, now.on)],
    Step.SERVE_ORDER: lambda now: [
        recovery.OrderServed(
            PAPER,
            now.state.liable_party or NOBODY_IN_PARTICULAR,
            DIGEST,
            now.on,
            now.last(Clock.ORDER_DEEMED_SERVICE, now.on),
        )
    ],
}
TAKEN_BACK = (_certificate_taken_back, _order_taken_back)
