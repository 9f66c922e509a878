"""The stand-in's /v1: the part of GOV.UK Pay's API that takes card payments and gives them back."""

from __future__ import annotations

import json

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from parking.payments.gateway.stand_in import checks, shape
from parking.payments.gateway.stand_in.machine import stand_in
from parking.payments.gateway.stand_in.refusals import not_found
from parking.values.canonical import sha256

api = Blueprint("api", __name__, url_prefix="/v1/payments")


@api.post("")
def create() -> ResponseReturnValue:
    """Create a payment: 201, or 200 with the first one for a key and body sent before."""
    key = request.headers.get("Idempotency-Key")
    checks.check_key(key)
    found = checks.read_object(request.get_data(), "P0197")
    checks.check_create(found)
    digest = sha256(json.dumps(found, sort_keys=True).encode())
    kept, is_new = stand_in().book.create(found, digest, key)
    shown = stand_in().shown(kept)
    return jsonify(shown), 201 if is_new else 200, {"Location": shown["_links"]["self"]["href"]}


@api.get("/<payment_id>")
def get(payment_id: str) -> ResponseReturnValue:
    """Return a payment as it stands now."""
    return jsonify(stand_in().shown(stand_in().book.get(payment_id)))


@api.get("/<payment_id>/events")
def events(payment_id: str) -> ResponseReturnValue:
    """Return every state a payment came to."""
    return jsonify(shape.events(stand_in().book.get(payment_id, "P0300"), stand_in().settings.public_url))


@api.post("/<payment_id>/cancel")
def cancel(payment_id: str) -> ResponseReturnValue:
    """End a payment nobody has finished."""
    stand_in().book.service_cancels(payment_id)
    return "", 204


@api.post("/<payment_id>/refunds")
def refund(payment_id: str) -> ResponseReturnValue:
    """Take a refund: 202, since the money is only on its way."""
    amount, available = checks.check_refund(checks.read_object(request.get_data(), "P0697"))
    taken = stand_in().book.refund(payment_id, amount, available)
    kept = stand_in().book.get(payment_id, "P0600")
    return jsonify(shape.refund(kept, taken, stand_in().settings.public_url)), 202


@api.get("/<payment_id>/refunds")
def refunds(payment_id: str) -> ResponseReturnValue:
    """Return every refund of a payment."""
    return jsonify(shape.refunds(stand_in().book.get(payment_id, "P0800"), stand_in().settings.public_url))


@api.get("/<payment_id>/refunds/<refund_id>")
def one_refund(payment_id: str, refund_id: str) -> ResponseReturnValue:
    """Return one refund."""
    kept = stand_in().book.get(payment_id, "P0700")
    found = next((one for one in kept.refunds if one.refund_id == refund_id), None)
    if found is None:
        raise not_found("P0700")
    return jsonify(shape.refund(kept, found, stand_in().settings.public_url))
