"""The JSON in which Pay tells of a payment, its events and its refunds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from parking.payments.gateway.protocol import PayState
from parking.payments.gateway.stand_in.record import FINAL, WITH_PAYER, KeptPayment, KeptRefund, Step
from parking.values import clock

Json = dict[str, Any]


def instant(at: datetime) -> str:
    """Return an instant as Pay writes it, to the millisecond."""
    return clock.utc(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def state(step: Step) -> Json:
    """Return a state; a code and a message stand only on one that went wrong."""
    shown: Json = {"status": step.status.value, "finished": step.status in FINAL}
    if step.code:
        shown |= {"code": step.code, "message": step.message}
    return shown


def payment(kept: KeptPayment, base: str, token: str | None = None) -> Json:
    """Return a payment with its links; `next_url` only while the payer may still use it."""
    own = f"{base}/v1/payments/{kept.payment_id}"
    links: Json = {"self": _get(own), "events": _get(f"{own}/events"), "refunds": _get(f"{own}/refunds")}
    if token:
        links["next_url"] = _get(f"{base}/secure/{token}")
        links["next_url_post"] = {
            "href": f"{base}/secure",
            "method": "POST",
            "type": "application/x-www-form-urlencoded",
            "params": {"chargeTokenId": token},
        }
    if kept.state.status in WITH_PAYER | {PayState.CAPTURABLE}:
        links["cancel"] = {"href": f"{own}/cancel", "method": "POST"}
    shown: Json = {
        "payment_id": kept.payment_id,
        "payment_provider": "sandbox",
        "provider_id": kept.payment_id if kept.brand else None,
        "amount": kept.amount,
        "reference": kept.reference,
        "description": kept.description,
        "return_url": kept.return_url,
        "language": kept.language,
        "moto": kept.moto,
        "delayed_capture": False,
        "authorisation_mode": "web",
        "created_date": instant(kept.steps[0].at),
        "state": state(kept.state),
        "refund_summary": {
            "status": kept.refundable.value,
            "amount_available": kept.amount - kept.refunded,
            "amount_submitted": kept.refunded,
        },
        "settlement_summary": _settlement(kept),
        "card_details": _card(kept),
        "_links": links,
    }
    if kept.metadata:
        shown["metadata"] = kept.metadata
    if kept.email:
        shown["email"] = kept.email
    return shown


def events(kept: KeptPayment, base: str) -> Json:
    """Return every state a payment came to."""
    own = f"{base}/v1/payments/{kept.payment_id}"
    shown = [
        {
            "payment_id": kept.payment_id,
            "state": state(step),
            "updated": instant(step.at),
            "_links": {"payment_url": _get(own)},
        }
        for step in kept.steps
    ]
    return {"payment_id": kept.payment_id, "events": shown, "_links": {"self": _get(f"{own}/events")}}


def refund(kept: KeptPayment, one: KeptRefund, base: str) -> Json:
    """Return one refund."""
    own = f"{base}/v1/payments/{kept.payment_id}"
    return {
        "refund_id": one.refund_id,
        "created_date": instant(one.at),
        "amount": one.amount,
        "status": one.status.value,
        "settlement_summary": {},
        "_links": {"self": _get(f"{own}/refunds/{one.refund_id}"), "payment": _get(own)},
    }


def refunds(kept: KeptPayment, base: str) -> Json:
    """Return every refund of a payment."""
    own = f"{base}/v1/payments/{kept.payment_id}"
    return {
        "payment_id": kept.payment_id,
        "_links": {"self": _get(f"{own}/refunds"), "payment": _get(own)},
        "_embedded": {"refunds": [refund(kept, one, base) for one in kept.refunds]},
    }


def _get(href: str) -> Json:
    return {"href": href, "method": "GET"}


def _settlement(kept: KeptPayment) -> Json:
    taken = next((step.at for step in kept.steps if step.status is PayState.SUCCESS), None)
    if taken is None:
        return {"capture_submit_time": None, "captured_date": None}
    return {"capture_submit_time": instant(taken), "captured_date": clock.utc(taken).date().isoformat()}


def _card(kept: KeptPayment) -> Json | None:
    if kept.brand is None:
        return None
    return {"card_brand": kept.brand, "card_type": kept.kind, "last_digits_card_number": kept.last_digits}
