"""Where a person or a browser test tells the stand-in what to do wrong. Pay itself has no such door."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from parking.payments.gateway.stand_in.faults import Faults
from parking.payments.gateway.stand_in.machine import stand_in

control = Blueprint("control", __name__, url_prefix="/control")


@control.before_request
def only_json() -> ResponseReturnValue | None:
    """Refuse a plain form: another site's page can send one, but not JSON."""
    return None if request.is_json else (jsonify(error="send JSON"), 415)


@control.post("")
def switch() -> ResponseReturnValue:
    """Switch faults on for every payment; an empty object switches every fault off."""
    return _switch(None)


@control.post("/payments/<payment_id>")
def switch_one(payment_id: str) -> ResponseReturnValue:
    """Switch faults on for one payment."""
    return _switch(stand_in().book.get(payment_id).payment_id)


@control.post("/payments/<payment_id>/expire")
def expire(payment_id: str) -> ResponseReturnValue:
    """Let a payment's time run out at once."""
    stand_in().book.expire(payment_id)
    return "", 204


def _switch(payment_id: str | None) -> ResponseReturnValue:
    try:
        faults = Faults.model_validate(request.get_json(silent=True))
    except ValidationError as failure:
        return jsonify(error=failure.errors(include_url=False, include_context=False)), 422
    if payment_id is None and faults == Faults():
        stand_in().faults.clear()
    else:
        stand_in().faults.switch(faults, payment_id)
    return jsonify(faults.model_dump(mode="json"))
